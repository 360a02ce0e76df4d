import { SegmentedControl, Select } from '@mantine/core';
import { Target } from 'lucide-react';
import { useApi } from '../../../shared/api/query';
import { useSession } from '../../../shared/api/session';
import {
  type Attainment,
  type By,
  type GoalPath,
  goalAddress,
  isBy,
  isMeasure,
  measures,
  standingSentence,
} from '../../../shared/attainment/attainment';
import { AttainmentCards } from '../../../shared/attainment/attainment-cards';
import { attainmentColumns } from '../../../shared/attainment/attainment-columns';
import { GoalPathChart } from '../../../shared/attainment/goal-path-chart';
import { DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Card, Cards, Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { useAddress } from '../../../shared/hooks/use-view';
import { useMessages } from '../../../shared/i18n/messages';
import { StandingChart } from './standing-chart';

const shownBys: readonly By[] = ['person', 'manager', 'team', 'territory'];

/**
 * Are we going to make it, and who stands where: the team's path, its people against today's, and every
 * roll-up.
 */
export default function TeamPage() {
  const messages = useMessages();
  const { t } = messages;
  const session = useSession();
  const [address, change] = useAddress();
  const by = isBy(address.by) ? address.by : 'person';
  const measure = isMeasure(address.measure) ? address.measure : 'revenue';
  const query = { period: address.period, measure };
  const whole = session.permissions.goal_read === 'all' || !session.person_id;
  const subject = whole ? '/attainment/company/0' : `/attainment/manager/${session.person_id}`;
  const path = useApi<GoalPath>(subject, query, { dated: true, keep: true });
  if (path.isPending) return <PageSkeleton title={t('team.title')} />;
  if (path.isError) return <Problem page error={path.error} retry={() => void path.refetch()} />;
  const own = path.data.standing;
  const manager = whole ? {} : { manager_id: session.person_id };
  return (
    <Page
      title={t('team.title')}
      sentence={standingSentence(own, address.as_of ?? session.company.today, !whole, messages)}
      actions={
        <Select
          size="xs"
          aria-label={t('attainment.measure')}
          value={measure}
          allowDeselect={false}
          data={measures.map((each) => ({ value: each, label: t(`attainment.measures.${each}`) }))}
          onChange={(value) => change({ measure: value === 'revenue' ? undefined : (value ?? undefined) })}
        />
      }
    >
      <AttainmentCards row={own} />
      <Cards columns={2}>
        <Card title={t('team.path')}>
          <GoalPathChart path={path.data} />
        </Card>
        <Card title={t('team.standing')}>
          <StandingChart query={{ ...query, ...manager, by: 'person', sort: 'gap', limit: 12 }} />
        </Card>
      </Cards>
      <Section
        title={t('team.everyone')}
        actions={
          <SegmentedControl
            size="xs"
            value={by}
            aria-label={t('team.by')}
            data={shownBys.map((each) => ({ value: each, label: t(`attainment.bys.${each}`) }))}
            onChange={(value) =>
              change({ by: value === 'person' ? undefined : value, sort: undefined, q: undefined })
            }
          />
        }
      >
        <DataTable<Attainment>
          id={`team-${by}`}
          label={t('team.everyone')}
          columns={attainmentColumns(messages, own.actual.currency ?? undefined)}
          path="/attainment"
          query={{ ...query, ...manager, by }}
          dated
          searchable
          rowId={(row) => row.subject_id}
          rowPath={goalAddress}
          empty={<EmptyState icon={Target} title={t('team.empty')} text={t('team.empty_about')} />}
        />
      </Section>
    </Page>
  );
}
