import { Button, Skeleton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Network } from 'lucide-react';
import { useApi } from '../../../shared/api/query';
import { useMay } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { EmptyState } from '../../../shared/components/empty-state';
import { OrgChart } from '../../../shared/components/org-chart';
import { Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { useMessages } from '../../../shared/i18n/messages';
import { positionPath } from './duty';
import { type OrganisationChart, personPath } from './structure';
import classes from './structure.module.css';

/** The reporting lines of the chosen day, and the positions that nobody holds. */
export function ChartTab() {
  const { t } = useMessages();
  const navigate = useNavigate();
  const may = useMay();
  const answer = useApi<OrganisationChart>('/org-chart', {}, { dated: true });
  if (answer.isError) return <Problem error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton height={360} mt={16} />;
  const { people, vacant } = answer.data;
  if (people.length === 0) {
    return (
      <EmptyState
        icon={Network}
        title={t('structure.empty')}
        text={t('structure.empty_about')}
        actions={
          may('import_run') && (
            <Button renderRoot={(props) => <AppLink to="/settings/imports/new" {...props} />}>
              {t('home.import')}
            </Button>
          )
        }
      />
    );
  }
  return (
    <div className={classes.scroll}>
      <OrgChart
        label={t('structure.tabs.chart')}
        nodes={people.map((each) => ({
          id: String(each.person_id),
          parent: each.manager_id ? String(each.manager_id) : null,
          title: each.name,
          subtitle: each.title,
        }))}
        onOpen={(id) => void navigate({ to: personPath(Number(id)) as never })}
      />
      {vacant.length > 0 && (
        <Section title={t('structure.vacant')} about={t('structure.vacant_about', { count: vacant.length })}>
          <ul className={classes.vacant}>
            {vacant.map((each) => (
              <li key={each.position_id}>
                <AppLink to={positionPath(each.position_id)}>{each.title}</AppLink>
                {each.team && <span> · {each.team.name}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
