import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { Archive, FileCheck } from 'lucide-react';
import { useState } from 'react';
import { isOver, type Job } from '../../../shared/api/events';
import { periodLabel } from '../../../shared/api/periods';
import { useApi } from '../../../shared/api/query';
import { apiUrl, newKey, request } from '../../../shared/api/request';
import { EmptyState } from '../../../shared/components/empty-state';
import { JobProgress } from '../../../shared/components/job-progress';
import { Page, PageSkeleton } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { useMessages } from '../../../shared/i18n/messages';
import { type PayPeriod, payPeriodPath, type StatementRow } from './statement';
import { StatementTable } from './statement-table';

/** Everybody's statement of a pay period, and all their PDFs at once. */
export default function PeriodStatementsPage() {
  const messages = useMessages();
  const { t } = messages;
  const { id } = useParams({ strict: false }) as { id: string };
  const period = useApi<PayPeriod>(`/pay-periods/${id}`);
  const answer = useApi<StatementRow[]>(`/pay-periods/${id}/statements`);
  const title = t('statement.all_of_period');
  if (answer.isPending || period.isPending) return <PageSkeleton title={title} />;
  const error = answer.error ?? period.error;
  if (error || !period.data || !answer.data)
    return <Problem page error={error} retry={() => void answer.refetch()} />;
  const label = periodLabel(
    { key: period.data.period, from: period.data.valid_from, to: period.data.valid_to },
    messages,
  );
  return (
    <Page
      title={`${title} · ${label}`}
      trail={[
        { label: t('frame.pay.close'), path: '/operations/pay-periods' },
        { label, path: payPeriodPath(period.data.pay_period_id) },
      ]}
      sentence={t('statement.about')}
    >
      {answer.data.length > 0 && <ArchiveOf period={period.data.pay_period_id} />}
      <StatementTable
        label={title}
        rows={answer.data}
        searchable
        first={{ key: 'person', header: t('structure.name'), value: (row) => row.person, phone: true }}
        empty={<EmptyState icon={FileCheck} title={t('statement.empty')} text={t('statement.empty_about')} />}
      />
    </Page>
  );
}

/** Starts the job that makes the archive, shows how far it is, and hands the file over. */
function ArchiveOf({ period }: { period: number }) {
  const { t } = useMessages();
  const [started, setStarted] = useState<Job | null>(null);
  const [wrong, setWrong] = useState<unknown>(null);
  const running = useApi<Job>(
    started ? `/jobs/${started.id}` : null,
    {},
    { refetchInterval: started ? 1000 : false },
  );
  const job = running.data ?? started;
  const start = async () => {
    setWrong(null);
    try {
      setStarted(
        await request<Job>('POST', `/pay-periods/${period}/statement-archive`, { idempotencyKey: newKey() }),
      );
    } catch (error) {
      setWrong(error);
    }
  };
  const done = job?.state === 'succeeded';
  return (
    <div style={{ display: 'grid', gap: 12, justifyItems: 'start' }}>
      {done ? (
        <Button
          component="a"
          href={apiUrl(`/statement-archives/${job.id}`)}
          download
          leftSection={<Archive size={15} aria-hidden />}
        >
          {t('statement.archive_ready')}
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<Archive size={15} aria-hidden />}
          loading={job !== null && !isOver(job)}
          onClick={() => void start()}
        >
          {t('statement.archive')}
        </Button>
      )}
      <p style={{ margin: 0, color: 'var(--muted)' }}>{t('statement.archive_about')}</p>
      {job && !done && <JobProgress job={job} />}
      {wrong !== null && <Problem error={wrong} />}
    </div>
  );
}
