import { Button, Stepper } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { isOver, type Job } from '../../../shared/api/events';
import { refresh, useApi, useWrite } from '../../../shared/api/query';
import { JobProgress } from '../../../shared/components/job-progress';
import { Card, Page, PageSkeleton } from '../../../shared/components/page';
import { Problem, problemText } from '../../../shared/components/problem';
import { showFailed } from '../../../shared/components/undo-toast';
import { useMessages } from '../../../shared/i18n/messages';
import { ColumnsStep } from './columns-step';
import { FilesStep } from './files-step';
import type { Import, ImportState } from './import';
import { ImportStateTag } from './import-state';
import { ResultStep } from './result-step';

const stepOf: Record<ImportState, number> = {
  draft: 1,
  checking: 2,
  checked: 2,
  running: 3,
  done: 4,
  failed: 1,
  undone: 4,
};

/** The road of an import: files, columns, a trial, the run; and its way back. */
export default function ImportPage() {
  const messages = useMessages();
  const { t } = messages;
  const { id } = useParams({ strict: false }) as { id: string };
  const answer = useApi<Import>(`/imports/${id}`);
  const [back, setBack] = useState<number | null>(null);
  const act = useWrite<'check' | 'run', Import>({
    path: (what) => `/imports/${id}/${what}`,
    body: () => undefined,
    refreshes: ['/imports', '/jobs'],
  });
  if (answer.isPending) return <PageSkeleton title={t('imports.title')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const one = answer.data;
  const isOpen = one.state === 'draft' || one.state === 'checked' || one.state === 'failed';
  const step = isOpen ? (back ?? (one.files.length === 0 ? 0 : stepOf[one.state])) : stepOf[one.state];
  const go = (what: 'check' | 'run') =>
    act.mutate(what, {
      onSuccess: () => setBack(null),
      onError: (error) => showFailed(problemText(error, messages)),
    });
  return (
    <Page
      title={one.title || one.files.map((each) => each.name).join(', ') || t('imports.new')}
      trail={[{ label: t('imports.title'), path: '/settings/imports' }]}
      mark={<ImportStateTag state={one.state} />}
    >
      <Stepper active={step} onStepClick={isOpen ? (at) => at < step && setBack(at) : undefined} size="sm">
        <Stepper.Step label={t('imports.steps.files')} />
        <Stepper.Step label={t('imports.steps.columns')} />
        <Stepper.Step label={t('imports.steps.check')} />
        <Stepper.Step label={t('imports.steps.run')} />
      </Stepper>
      {one.state === 'failed' && one.job_id && <RunningJob importId={id} jobId={one.job_id} />}
      {(one.state === 'checking' || one.state === 'running') && one.job_id && (
        <RunningJob importId={id} jobId={one.job_id} />
      )}
      {isOpen && step === 0 && <FilesStep one={one} onNext={() => setBack(1)} />}
      {isOpen && step === 1 && <ColumnsStep one={one} busy={act.isPending} onCheck={() => go('check')} />}
      {one.report && step >= 2 && one.state !== 'checking' && one.state !== 'running' && (
        <ResultStep
          one={one}
          actions={
            one.state === 'checked' && (
              <>
                <Button loading={act.isPending} onClick={() => go('run')}>
                  {t('imports.run')}
                </Button>
                <Button variant="default" onClick={() => setBack(1)}>
                  {t('imports.back_to_columns')}
                </Button>
              </>
            )
          }
        />
      )}
    </Page>
  );
}

/** The job behind it; when it is over, the import is read again. */
function RunningJob({ importId, jobId }: { importId: string; jobId: number }) {
  const client = useQueryClient();
  const job = useApi<Job>(`/jobs/${jobId}`, {}, { refetchInterval: 1000 });
  const cancel = useWrite<number>({
    path: (each) => `/jobs/${each}`,
    method: 'DELETE',
    body: () => undefined,
  });
  const over = job.data ? isOver(job.data) : false;
  useEffect(() => {
    if (over) void refresh(client, [`/imports/${importId}`]);
  }, [over, client, importId]);
  if (!job.data) return null;
  return (
    <Card>
      <JobProgress job={job.data} onCancel={() => cancel.mutate(jobId)} />
    </Card>
  );
}
