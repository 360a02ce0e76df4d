import { Button } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi, useWrite } from '../../../shared/api/query';
import { useMay } from '../../../shared/api/session';
import { Page, PageSkeleton } from '../../../shared/components/page';
import { Problem, problemText } from '../../../shared/components/problem';
import { Tag } from '../../../shared/components/tag';
import { showDone, showFailed } from '../../../shared/components/undo-toast';
import { useMessages } from '../../../shared/i18n/messages';
import { type PlanVersion, planPath } from './incentive';
import { PlanAcceptance } from './plan-acceptance';
import { PlanAssignments } from './plan-assignments';
import { Studio } from './studio/studio';

/** One version of a plan: its text, checked while one types; and its road to approval. */
export default function PlanPage() {
  const { t } = useMessages();
  const { id } = useParams({ strict: false }) as { id: string };
  const answer = useApi<PlanVersion>(`/plan-versions/${id}`);
  if (answer.isPending) return <PageSkeleton title={t('frame.pay.plans')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  return <Version key={`${answer.data.version_id}-${answer.data.version}`} plan={answer.data} />;
}

function Version({ plan }: { plan: PlanVersion }) {
  const messages = useMessages();
  const { t } = messages;
  const may = useMay();
  const navigate = useNavigate();
  const [text, setText] = useState(plan.text);
  const [isSound, setIsSound] = useState(false);
  const refreshes = ['/plan-versions'];
  const failed = (error: unknown) => showFailed(problemText(error, messages));
  const save = useWrite<string, PlanVersion>({
    path: `/plan-versions/${plan.version_id}`,
    method: 'PATCH',
    body: (next) => ({ text: next, valid_from: plan.valid_from }),
    version: () => plan.version,
    refreshes,
  });
  const submit = useWrite<void>({
    path: `/plan-versions/${plan.version_id}/submission`,
    body: () => undefined,
    version: () => plan.version,
    refreshes,
  });
  const decide = useWrite<'approved' | 'rejected'>({
    path: `/plan-versions/${plan.version_id}/decision`,
    body: (decision) => ({ decision, digest: plan.digest }),
    refreshes,
  });
  const isChanged = text !== plan.text;
  return (
    <Page
      title={plan.name}
      trail={[{ label: t('frame.pay.plans'), path: '/operations/plans' }]}
      mark={<Tag>{`${plan.number} · ${t(`pay.version_states.${plan.state}`)}`}</Tag>}
      sentence={t('pay.studio_about')}
      actions={
        <>
          {may('plan_write') && isChanged && (
            <Button
              loading={save.isPending}
              onClick={() =>
                save.mutate(text, {
                  onSuccess: (saved) => {
                    showDone(t('pay.saved'));
                    void navigate({ to: planPath(saved.version_id) as never });
                  },
                  onError: failed,
                })
              }
            >
              {t('shared.save')}
            </Button>
          )}
          {may('plan_write') && !isChanged && plan.state === 'draft' && (
            <Button
              disabled={!isSound}
              loading={submit.isPending}
              onClick={() => submit.mutate(undefined, { onError: failed })}
            >
              {t('pay.submit')}
            </Button>
          )}
          {may('plan_approve') && plan.state === 'submitted' && (
            <>
              <Button
                loading={decide.isPending}
                onClick={() => decide.mutate('approved', { onError: failed })}
              >
                {t('pay.approve')}
              </Button>
              <Button variant="default" onClick={() => decide.mutate('rejected', { onError: failed })}>
                {t('pay.reject')}
              </Button>
            </>
          )}
        </>
      }
    >
      <PlanAcceptance versionId={plan.version_id} />
      <Studio plan={plan} text={text} onText={setText} onSound={setIsSound} />
      <PlanAssignments planId={plan.plan_id} />
    </Page>
  );
}
