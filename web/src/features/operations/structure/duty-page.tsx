import { Button, Modal, Skeleton } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { FilePen, Users } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useApi, useWrite } from '../../../shared/api/query';
import { useMay, useSession } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Card, Facts, Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem, problemText } from '../../../shared/components/problem';
import { RecordLayout } from '../../../shared/components/record-layout';
import { showDone, showFailed } from '../../../shared/components/undo-toast';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useMessages } from '../../../shared/i18n/messages';
import classes from './duties.module.css';
import {
  type DutyDocument,
  type DutyEntry,
  type DutyHolder,
  dutiesPath,
  dutyPath,
  dutyReads,
  holderStates,
  newDutyPath,
  positionPath,
  subjectText,
} from './duty';
import { AcknowledgedTag, DutyStateTag } from './duty-marks';
import { type MyPlace, personPath } from './structure';

const Markdown = lazy(() => import('../../../shared/components/markdown'));

/** One version of a duty document: its text, whom it concerns, and who has acknowledged it. */
export default function DutyPage() {
  const messages = useMessages();
  const { t, formats } = messages;
  const { id } = useParams({ strict: false }) as { id: string };
  const answer = useApi<DutyDocument>(`/duty-documents/${id}`);
  const follows = useMay()('duty_follow', 'team');
  if (answer.isPending) return <PageSkeleton title={t('structure.tabs.duties')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const duty = answer.data;
  const { position } = duty;
  const subject = position ? (
    <AppLink to={positionPath(position.position_id)}>{position.title}</AppLink>
  ) : (
    subjectText(duty, messages)
  );
  return (
    <Page
      title={duty.title}
      trail={[
        { label: t('structure.title'), path: '/operations/structure' },
        { label: t('structure.tabs.duties'), path: dutiesPath },
      ]}
      mark={<DutyStateTag state={duty.state} />}
      sentence={<Standing duty={duty} />}
      actions={<Actions duty={duty} />}
    >
      <RecordLayout
        side={
          <>
            <Card title={t('orders.facts')}>
              <Facts
                facts={[
                  [t('duties.subject'), subject],
                  [t('duties.version'), formats.count(duty.version_no)],
                  [t('duties.published'), duty.published_at && formats.time(duty.published_at)],
                ]}
              />
            </Card>
            <Versions duty={duty} />
          </>
        }
      >
        <Card>
          <Suspense fallback={<Skeleton height={200} />}>
            <Markdown text={duty.body} />
          </Suspense>
        </Card>
        {duty.state === 'in_force' && follows && <Concerned id={duty.document_id} />}
      </RecordLayout>
    </Page>
  );
}

function Standing({ duty }: { duty: DutyDocument }) {
  const { t, formats } = useMessages();
  if (!duty.published_at) return t('duties.is_draft');
  const date = formats.dayOf(duty.published_at);
  if (duty.state === 'replaced') return t('duties.is_replaced', { date });
  const { progress } = duty;
  return progress && progress.concerned > 1
    ? t('duties.is_followed', { date, done: progress.acknowledged, all: progress.concerned })
    : t('duties.is_in_force', { date });
}

function Actions({ duty }: { duty: DutyDocument }) {
  const may = useMay();
  return (
    <>
      {duty.state === 'in_force' && <Acknowledge duty={duty} />}
      {may('structure_write') && (duty.state === 'draft' ? <Draft duty={duty} /> : <Next duty={duty} />)}
    </>
  );
}

/** For whom it concerns: "I have read this", until they have. */
function Acknowledge({ duty }: { duty: DutyDocument }) {
  const { t } = useMessages();
  const isPerson = Boolean(useSession().person_id);
  const place = useApi<MyPlace>(isPerson ? '/me/place' : null);
  const acknowledge = useWrite<void>({
    path: `/duty-documents/${duty.document_id}/acknowledgements`,
    body: () => undefined,
    refreshes: dutyReads,
  });
  const mine = place.data?.duties.find((each) => each.document_id === duty.document_id);
  if (!mine) return null;
  if (mine.acknowledged_at) return <AcknowledgedTag holder={mine} />;
  return (
    <Button loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
      {t('structure.acknowledge')}
    </Button>
  );
}

/** What can be done with a draft: edited, discarded, published. */
function Draft({ duty }: { duty: DutyDocument }) {
  const messages = useMessages();
  const { t } = messages;
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const edit = `${dutyPath(duty.document_id)}/edit`;
  useHotkey('e', () => void navigate({ to: edit as never }));
  const path = `/duty-documents/${duty.document_id}`;
  const version = () => duty.version;
  const onError = (error: unknown) => showFailed(problemText(error, messages));
  const publish = useWrite<void>({
    path: `${path}/publication`,
    body: () => undefined,
    version,
    refreshes: dutyReads,
  });
  const discard = useWrite<void>({ path, method: 'DELETE', body: () => undefined, version });
  const onPublish = () =>
    publish.mutate(undefined, {
      onSuccess: () => showDone(t('duties.was_published')),
      onError,
      onSettled: () => setAsking(false),
    });
  const onDiscard = () =>
    discard.mutate(undefined, {
      onSuccess: () => {
        showDone(t('duties.discarded'));
        void navigate({ to: '/operations/structure', search: { tab: 'duties' } as never });
      },
      onError,
    });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('duties.publish')}</Button>
      <Button
        variant="default"
        leftSection={<FilePen size={15} aria-hidden />}
        renderRoot={(props) => <AppLink to={edit} {...props} />}
      >
        {t('duties.edit')}
      </Button>
      <Button variant="default" loading={discard.isPending} onClick={onDiscard}>
        {t('duties.discard')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('duties.publish_title', { title: duty.title })}
        closeButtonProps={{ 'aria-label': t('shared.close') }}
      >
        <p style={{ margin: 0 }}>{t('duties.publish_about')}</p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('shared.cancel')}
          </Button>
          <Button loading={publish.isPending} onClick={onPublish}>
            {t('duties.publish')}
          </Button>
        </div>
      </Modal>
    </>
  );
}

/** On from what is published: to the draft of the next version, or to writing it. */
function Next({ duty }: { duty: DutyDocument }) {
  const { t } = useMessages();
  const versions = useVersions(duty);
  if (!versions) return null;
  const draft = versions.find((each) => each.state === 'draft');
  const latest = versions.find((each) => each.state === 'in_force') ?? duty;
  const to = draft ? dutyPath(draft.document_id) : `${newDutyPath}?from=${latest.document_id}`;
  return (
    <Button
      variant="default"
      leftSection={<FilePen size={15} aria-hidden />}
      renderRoot={(props) => <AppLink to={to} {...props} />}
    >
      {t(draft ? 'duties.open_draft' : 'duties.next')}
    </Button>
  );
}

function useVersions(duty: DutyEntry): DutyEntry[] | undefined {
  const query = { versions_of: duty.document_id, with_replaced: true, limit: 100 };
  return useApi<{ items: DutyEntry[] }>('/duty-documents', query).data?.items;
}

function Versions({ duty }: { duty: DutyDocument }) {
  const { t } = useMessages();
  const versions = useVersions(duty) ?? [];
  if (versions.length < 2) return null;
  return (
    <Card title={t('duties.versions')}>
      <ul className={classes.versions}>
        {versions.map((each) => (
          <li key={each.document_id} aria-current={each.document_id === duty.document_id || undefined}>
            <AppLink to={dutyPath(each.document_id)}>
              {t('duties.version_of', { number: each.version_no })}
            </AppLink>
            <DutyStateTag state={each.state} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Concerned({ id }: { id: number }) {
  const { t } = useMessages();
  const columns: Column<DutyHolder>[] = [
    { key: 'person', header: t('structure.name'), value: (row) => row.person.name, phone: true },
    { key: 'position', header: t('structure.position'), value: (row) => row.position.title },
    {
      key: 'team',
      header: t('structure.team'),
      value: (row) => row.team?.name,
      groupable: true,
      sortWords: { ascending: 'team' },
    },
    {
      key: 'manager',
      header: t('structure.manager'),
      value: (row) => row.manager?.name,
      groupable: true,
      sortWords: { ascending: 'manager' },
      hidden: true,
    },
    {
      key: 'state',
      header: t('duties.holder_state'),
      value: (row) => row.acknowledged_at,
      cell: (row) => <AcknowledgedTag holder={row} short />,
      choices: holderStates.map((each) => ({ value: each, label: t(`duties.holder_states.${each}`) })),
      phone: true,
    },
  ];
  return (
    <Section title={t('duties.concerned')}>
      <DataTable<DutyHolder>
        id="duty-holders"
        label={t('duties.concerned')}
        columns={columns}
        path="/duty-holders"
        query={{ document: id }}
        dated
        rowId={(row) => row.person.person_id}
        rowPath={(row) => personPath(row.person.person_id)}
        empty={
          <EmptyState
            small
            icon={Users}
            title={t('duties.nobody_concerned')}
            text={t('duties.nobody_concerned_about')}
          />
        }
      />
    </Section>
  );
}
