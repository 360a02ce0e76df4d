import { ListChecks } from 'lucide-react';
import { isOver, type Job } from '../../../shared/api/events';
import { useApi, useWrite } from '../../../shared/api/query';
import { EmptyState } from '../../../shared/components/empty-state';
import { JobProgress } from '../../../shared/components/job-progress';
import { Card, Page, PageSkeleton } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { useMessages } from '../../../shared/i18n/messages';

/** Long work: what runs, what waits, what became of it. */
export default function JobListPage() {
  const { t } = useMessages();
  const answer = useApi<{ items: Job[] }>('/jobs', { limit: 100 }, { refetchInterval: 5000 });
  const cancel = useWrite<Job>({
    path: (job) => `/jobs/${job.id}`,
    method: 'DELETE',
    body: () => undefined,
    refreshes: ['/jobs'],
  });
  if (answer.isPending) return <PageSkeleton title={t('jobs.title')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const jobs = answer.data.items;
  const running = jobs.filter((each) => !isOver(each));
  return (
    <Page title={t('jobs.title')} sentence={t('jobs.sentence', { count: running.length })}>
      {jobs.length === 0 ? (
        <EmptyState icon={ListChecks} title={t('jobs.empty')} text={t('jobs.empty_about')} />
      ) : (
        <Card>
          {jobs.map((job) => (
            <JobProgress key={job.id} job={job} onCancel={() => cancel.mutate(job)} />
          ))}
        </Card>
      )}
    </Page>
  );
}
