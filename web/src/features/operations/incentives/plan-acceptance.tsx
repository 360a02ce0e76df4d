import { Button } from '@mantine/core';
import { CircleCheck, Clock } from 'lucide-react';
import { useApi, useWrite } from '../../../shared/api/query';
import { useMay, useSession } from '../../../shared/api/session';
import { Card } from '../../../shared/components/page';
import { problemText } from '../../../shared/components/problem';
import { Tag } from '../../../shared/components/tag';
import { showDone, showFailed } from '../../../shared/components/undo-toast';
import { useMessages } from '../../../shared/i18n/messages';
import type { OwnPlan } from './close-desk';
import classes from './close-desk.module.css';

/** The plans that the reader is paid by. */
export function useOwnPlans() {
  const session = useSession();
  const may = useMay()('plan_read');
  return useApi<OwnPlan[]>(may && session.person_id ? '/own-pay-plans' : null);
}

/** On a version's page: for whom it pays, the button that accepts it; nothing for others. */
export function PlanAcceptance({ versionId }: { versionId: number }) {
  const answer = useOwnPlans();
  const plan = answer.data?.find((each) => each.version_id === versionId);
  return plan ? <Acceptance plan={plan} /> : null;
}

/** Accepts exactly the text that was read, by its digest. */
export function Acceptance({ plan }: { plan: OwnPlan }) {
  const messages = useMessages();
  const { t, formats } = messages;
  const accept = useWrite<void>({
    path: `/plan-versions/${plan.version_id}/acceptance`,
    body: () => ({ digest: plan.digest }),
    refreshes: ['/own-pay-plans', '/pay-plans', '/home'],
  });
  if (plan.accepted_at)
    return (
      <Tag icon={CircleCheck} tone="good">
        {t('close_desk.accepted_on', { date: formats.date(plan.accepted_at.slice(0, 10)) })}
      </Tag>
    );
  return (
    <Card title={t('close_desk.my_plan')}>
      <Tag icon={Clock} tone="warn">
        {t('close_desk.to_accept')}
      </Tag>
      <p className={classes.muted}>{t('close_desk.accept_about')}</p>
      <div>
        <Button
          loading={accept.isPending}
          onClick={() =>
            accept.mutate(undefined, {
              onSuccess: () => showDone(t('close_desk.accept_done')),
              onError: (error) => showFailed(problemText(error, messages)),
            })
          }
        >
          {t('close_desk.accept')}
        </Button>
      </div>
    </Card>
  );
}
