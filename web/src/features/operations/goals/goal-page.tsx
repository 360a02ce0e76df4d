import { Button, Select } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../shared/api/query';
import { useMay, useSession } from '../../../shared/api/session';
import {
  type By,
  type GoalPath,
  isMeasure,
  measures,
  standingSentence,
} from '../../../shared/attainment/attainment';
import { AttainmentCards } from '../../../shared/attainment/attainment-cards';
import { GoalPathChart } from '../../../shared/attainment/goal-path-chart';
import { Card, Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { Status } from '../../../shared/components/status';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useAddress } from '../../../shared/hooks/use-view';
import { useMessages } from '../../../shared/i18n/messages';
import { isSubjectKind, type Quota } from './quota';
import { ReviseForm } from './revise-form';
import { Revisions } from './revisions';

/** The goal of one subject: the answer, its path, and how the goal itself came to be. */
export default function GoalPage() {
  const messages = useMessages();
  const { t } = messages;
  const { by, subject } = useParams({ strict: false }) as { by: By; subject: string };
  const session = useSession();
  const mayWrite = useMay()('goal_write');
  const [address, change] = useAddress();
  const [revising, setRevising] = useState(false);
  const measure = isMeasure(address.measure) ? address.measure : 'revenue';
  const query = { period: address.period, measure };
  const path = useApi<GoalPath>(`/attainment/${by}/${subject}`, query, { dated: true, keep: true });
  const quota = useQuota(by, subject, measure, path.data?.standing.period);
  useHotkey('e', quota && mayWrite ? () => setRevising(true) : undefined);
  const trail = [{ label: t('goals.title'), path: '/operations/goals' }];
  if (path.isPending) return <PageSkeleton title={t('goals.title')} />;
  if (path.isError) return <Problem page error={path.error} retry={() => void path.refetch()} />;
  const { standing } = path.data;
  const isSelf = by === 'person' && Number(subject) === session.person_id;
  return (
    <Page
      title={standing.name}
      trail={trail}
      mark={<Status standing={standing.status} />}
      sentence={standingSentence(standing, address.as_of ?? session.company.today, isSelf, messages)}
      actions={
        <>
          <Select
            size="xs"
            aria-label={t('attainment.measure')}
            value={measure}
            allowDeselect={false}
            data={measures.map((each) => ({ value: each, label: t(`attainment.measures.${each}`) }))}
            onChange={(value) => change({ measure: value ?? undefined })}
          />
          {quota && mayWrite && (
            <Button
              variant="default"
              leftSection={<Pencil size={15} aria-hidden />}
              onClick={() => setRevising(true)}
            >
              {t('goals.revise')}
            </Button>
          )}
        </>
      }
    >
      <AttainmentCards row={standing} />
      <Card title={t('goals.path')}>
        <GoalPathChart path={path.data} height={320} />
      </Card>
      {quota && (
        <Section title={t('goals.history')} about={t('goals.history_about')}>
          <Revisions quotaId={quota.quota_id} />
        </Section>
      )}
      {quota && revising && <ReviseForm quota={quota} onClose={() => setRevising(false)} />}
    </Page>
  );
}

/** The quota behind the path, where the subject has one of its own. */
function useQuota(by: By, subject: string, measure: string, period: string | undefined): Quota | null {
  const own = isSubjectKind(by) && period !== undefined;
  const query = { subject_kind: by, subject_id: subject, measure, period };
  const answer = useApi<{ items: Quota[] }>(own ? '/quotas' : null, own ? query : {});
  return answer.data?.items[0] ?? null;
}
