import { Button, Skeleton } from '@mantine/core';
import { CircleCheck } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useApi, useWrite } from '../../../shared/api/query';
import { AppLink } from '../../../shared/components/app-link';
import { EmptyState } from '../../../shared/components/empty-state';
import { Card, Cards, Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { Tag } from '../../../shared/components/tag';
import { Timeline } from '../../../shared/components/timeline';
import { useMessages } from '../../../shared/i18n/messages';
import { dutyPath, dutyReads } from './duty';
import { type MyDuty, type MyPlace, type PersonEntry, personPath } from './structure';
import classes from './structure.module.css';

const Markdown = lazy(() => import('../../../shared/components/markdown'));

/** What my role is, in my team, in the company; and what is expected of me. */
export default function MyPlacePage() {
  const { t, formats, lookup } = useMessages();
  const answer = useApi<MyPlace>('/me/place', {}, { dated: true });
  if (answer.isPending) return <PageSkeleton title={t('frame.my_place')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const place = answer.data;
  const role = place.positions
    .map((each) => [each.title, each.team?.name].filter(Boolean).join(' · '))
    .join('; ');
  return (
    <Page title={t('frame.my_place')} sentence={role || t('structure.no_position')}>
      <Cards columns={place.reports.length > 0 ? 3 : 2}>
        <People title={t('structure.managers')} people={place.managers} />
        <People title={t('structure.my_team')} people={place.team} />
        {place.reports.length > 0 && <People title={t('structure.reports')} people={place.reports} />}
      </Cards>
      <Section title={t('structure.duties')} about={t('structure.duties_about')}>
        {place.duties.length === 0 ? (
          <EmptyState small title={t('structure.no_duties')} />
        ) : (
          place.duties.map((each) => <Duty key={each.document_id} duty={each} />)
        )}
      </Section>
      {place.next.length > 0 && (
        <Section title={t('structure.next')}>
          <Timeline
            label={t('structure.next')}
            events={place.next.map((each) => ({
              key: `${each.kind}-${each.on}-${each.subject}`,
              title: lookup(`structure.events.${each.kind}`, { subject: each.subject }, each.subject),
              when: formats.date(each.on),
            }))}
          />
        </Section>
      )}
    </Page>
  );
}

function People(props: { title: string; people: readonly PersonEntry[] }) {
  const { t } = useMessages();
  return (
    <Card title={props.title}>
      {props.people.length === 0 ? (
        <span style={{ color: 'var(--muted)' }}>{t('structure.nobody')}</span>
      ) : (
        <ul className={classes.people}>
          {props.people.map((each) => (
            <li key={each.person_id} className={classes.person}>
              <AppLink to={personPath(each.person_id)}>{each.name}</AppLink>
              <span>{each.title}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Duty({ duty }: { duty: MyDuty }) {
  const { t, formats } = useMessages();
  const acknowledge = useWrite<number>({
    path: (id) => `/duty-documents/${id}/acknowledgements`,
    body: () => undefined,
    refreshes: dutyReads,
  });
  return (
    <article className={classes.duty}>
      <h3 className={classes.dutyTitle}>
        <AppLink to={dutyPath(duty.document_id)}>{duty.title}</AppLink>
      </h3>
      <Suspense fallback={<Skeleton height={80} />}>
        <Markdown text={duty.body} />
      </Suspense>
      {duty.acknowledged_at ? (
        <Tag icon={CircleCheck} tone="good">
          {t('structure.acknowledged', { time: formats.time(duty.acknowledged_at) })}
        </Tag>
      ) : (
        <Button loading={acknowledge.isPending} onClick={() => acknowledge.mutate(duty.document_id)}>
          {t('structure.acknowledge')}
        </Button>
      )}
    </article>
  );
}
