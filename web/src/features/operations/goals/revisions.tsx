import { Skeleton } from '@mantine/core';
import { useApi } from '../../../shared/api/query';
import { Problem } from '../../../shared/components/problem';
import { Timeline } from '../../../shared/components/timeline';
import { useMessages } from '../../../shared/i18n/messages';
import type { QuotaRevision } from './quota';

/** What the goal was before, who changed it and why; newest first. */
export function Revisions({ quotaId }: { quotaId: number }) {
  const { t, formats } = useMessages();
  const answer = useApi<{ items: QuotaRevision[] } | QuotaRevision[]>(`/quotas/${quotaId}/revisions`);
  if (answer.isError) return <Problem error={answer.error} />;
  if (!answer.data) return <Skeleton height={96} />;
  const revisions = Array.isArray(answer.data) ? answer.data : answer.data.items;
  return (
    <Timeline
      label={t('goals.history')}
      events={revisions.map((each, at) => ({
        key: String(at),
        title: formats.figure(each.amount),
        text: each.note,
        when: formats.time(each.at),
        who: each.by,
      }))}
    />
  );
}
