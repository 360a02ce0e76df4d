import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useApi } from '../../../shared/api/query';
import { useMay } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { EmptyState } from '../../../shared/components/empty-state';
import { Card, Facts, Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { RecordLayout } from '../../../shared/components/record-layout';
import { Tag } from '../../../shared/components/tag';
import { Timeline } from '../../../shared/components/timeline';
import { useMessages } from '../../../shared/i18n/messages';
import { newDutyPath } from './duty';
import { PositionDuties } from './position-duties';
import { rangeText } from './range';
import { always, type Holder, type Position, personPath } from './structure';

/** One position: what is expected of it, and who has held it. */
export default function PositionPage() {
  const { t, formats } = useMessages();
  const { id } = useParams({ strict: false }) as { id: string };
  const may = useMay();
  const answer = useApi<Position>(`/positions/${id}`, {}, { dated: true });
  if (answer.isPending) return <PageSkeleton title={t('structure.title')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const position = answer.data;
  const { holder, held } = position;
  const date = held && held.from !== always ? formats.date(held.from, 'long') : null;
  return (
    <Page
      title={position.title}
      trail={[
        { label: t('structure.title'), path: '/operations/structure' },
        { label: t('structure.tabs.positions'), path: '/operations/structure?tab=positions' },
      ]}
      mark={!holder && <Tag tone="warn">{t('duties.vacant')}</Tag>}
      sentence={
        holder
          ? date
            ? t('duties.held_by', { name: holder.name, date })
            : t('duties.held_by_always', { name: holder.name })
          : t('duties.is_vacant')
      }
    >
      <RecordLayout
        side={
          <Card title={t('orders.facts')}>
            <Facts
              facts={[
                [t('structure.kind'), t(`structure.kinds.${position.kind}`)],
                [t('structure.team'), position.team?.name],
                [t('structure.department'), position.department?.name],
                [
                  t('structure.holder'),
                  holder && <AppLink to={personPath(holder.person_id)}>{holder.name}</AppLink>,
                ],
              ]}
            />
          </Card>
        }
      >
        <Section
          title={t('structure.tabs.duties')}
          actions={
            may('structure_write') && (
              <Button
                size="xs"
                variant="default"
                leftSection={<Plus size={15} aria-hidden />}
                renderRoot={(props) => <AppLink to={`${newDutyPath}?position=${id}`} {...props} />}
              >
                {t('duties.new')}
              </Button>
            )
          }
        >
          <PositionDuties positionId={position.position_id} />
        </Section>
        <Section title={t('duties.holders')}>
          <Holders id={id} />
        </Section>
      </RecordLayout>
    </Page>
  );
}

function Holders({ id }: { id: string }) {
  const messages = useMessages();
  const { t } = messages;
  const answer = useApi<Holder[]>(`/positions/${id}/holders`);
  if (answer.isError) return <Problem error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return null;
  if (answer.data.length === 0) return <EmptyState small title={t('duties.no_holders')} />;
  return (
    <Timeline
      label={t('duties.holders')}
      events={[...answer.data].reverse().map((each) => ({
        key: String(each.holder_id),
        title: <AppLink to={personPath(each.person.person_id)}>{each.person.name}</AppLink>,
        when: rangeText(each.range, messages),
      }))}
    />
  );
}
