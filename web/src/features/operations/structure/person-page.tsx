import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { Target } from 'lucide-react';
import { useApi } from '../../../shared/api/query';
import { useMay } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { Card, Facts, Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { RecordLayout } from '../../../shared/components/record-layout';
import { Timeline, type TimelineEvent } from '../../../shared/components/timeline';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { positionPath } from './duty';
import { PersonDuties } from './position-duties';
import { rangeText } from './range';
import { type Person, personPath } from './structure';

/** One person over time: positions held, managers, reports. */
export default function PersonPage() {
  const messages = useMessages();
  const { t, formats } = messages;
  const { id } = useParams({ strict: false }) as { id: string };
  const may = useMay();
  const answer = useApi<Person>(`/people/${id}`);
  if (answer.isPending) return <PageSkeleton title={t('structure.title')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const person = answer.data;
  const now = person.positions.find((each) => !each.held.to);
  return (
    <Page
      title={person.name}
      trail={[{ label: t('structure.title'), path: '/operations/structure' }]}
      sentence={now ? [now.title, now.team?.name].filter(Boolean).join(' · ') : t('structure.no_position')}
      actions={
        may('goal_read') && (
          <Button
            variant="default"
            leftSection={<Target size={15} aria-hidden />}
            renderRoot={(props) => <AppLink to={`/operations/goals/person/${id}`} {...props} />}
          >
            {t('home.open_goal')}
          </Button>
        )
      }
    >
      <RecordLayout
        side={
          <Card title={t('orders.facts')}>
            <Facts
              facts={[
                [t('customers.email'), person.email && <a href={`mailto:${person.email}`}>{person.email}</a>],
                [t('customers.phone'), person.phone && <bdi dir="ltr">{person.phone}</bdi>],
                [t('structure.hired_on'), person.hired_on && formats.date(person.hired_on)],
                [t('structure.left_on'), person.left_on && formats.date(person.left_on)],
                [t('customers.external_id'), person.external_id],
              ]}
            />
          </Card>
        }
      >
        <Section title={t('structure.tabs.positions')}>
          <Timeline
            label={t('structure.tabs.positions')}
            events={[...person.positions].reverse().map((each) => ({
              key: String(each.holder_id),
              title: <AppLink to={positionPath(each.position_id)}>{each.title}</AppLink>,
              text: each.team?.name,
              when: rangeText(each.held, messages),
            }))}
          />
        </Section>
        {may('duty_follow') && (
          <Section title={t('structure.tabs.duties')}>
            <PersonDuties personId={person.person_id} />
          </Section>
        )}
        <Section title={t('structure.managers')}>
          <Timeline label={t('structure.managers')} events={linesOf(person.managers, messages)} />
        </Section>
        {person.reports.length > 0 && (
          <Section title={t('structure.reports')}>
            <Timeline label={t('structure.reports')} events={linesOf(person.reports, messages)} />
          </Section>
        )}
      </RecordLayout>
    </Page>
  );
}

function linesOf(lines: Person['managers'], messages: Messages): TimelineEvent[] {
  return [...lines].reverse().map((each) => ({
    key: String(each.line_id),
    title: <AppLink to={personPath(each.person.person_id)}>{each.person.name}</AppLink>,
    when: rangeText(each.range, messages),
  }));
}
