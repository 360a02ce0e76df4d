import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useApi } from '../../../shared/api/query';
import { DecimalField } from '../../../shared/components/form/decimal-field';
import { Card } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { useMessages } from '../../../shared/i18n/messages';
import type { PayEstimate, PayGoal } from './my-pay';
import classes from './person-pay.module.css';

/** I want to earn so much: what must be sold for it, or what stands in the way. */
export function PayGoalCard({ pay, isSelf }: { pay: PayEstimate; isSelf: boolean }) {
  const { t } = useMessages();
  const [wanted, setWanted] = useState('');
  const [asked] = useDebouncedValue(wanted, 250);
  const isAsked = /^\d+(\.\d{1,4})?$/.test(asked) && /[1-9]/.test(asked);
  return (
    <Card title={t('my_pay.goal')}>
      <DecimalField
        label={t(isSelf ? 'my_pay.goal_wanted' : 'my_pay.goal_wanted_other', { name: pay.person })}
        description={t('my_pay.goal_about')}
        unit={pay.currency}
        value={wanted}
        onChange={setWanted}
      />
      {isAsked && <Answer pay={pay} earned={asked} />}
    </Card>
  );
}

function Answer({ pay, earned }: { pay: PayEstimate; earned: string }) {
  const { t, formats } = useMessages();
  const query = { period: pay.period, earned };
  const answer = useApi<PayGoal>(`/people/${pay.person_id}/pay-goal`, query, { keep: true });
  if (answer.isError) return <Problem error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton height={64} />;
  const goal = answer.data;
  const money = (amount: { amount: string; currency: string }) =>
    formats.money(amount.amount, amount.currency);
  if (goal.sell && !/[1-9]/.test(goal.sell.amount))
    return <p className={classes.note}>{t('my_pay.goal_reached', { now: formats.figure(goal.now) })}</p>;
  return (
    <div aria-live="polite" style={{ display: 'grid', gap: 8 }}>
      {goal.sell ? (
        <>
          <span className={classes.adds}>{t('my_pay.goal_sell', { amount: money(goal.sell) })}</span>
          <span className={classes.note}>
            {t('my_pay.goal_then', {
              earned: formats.figure(goal.reached),
              deals: dealsFor(goal.sell.amount, pay.usual.amount.amount),
              usual: money(pay.usual.amount),
            })}
          </span>
        </>
      ) : (
        <>
          <span>{t('my_pay.goal_never', { most: formats.figure(goal.reached) })}</span>
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {goal.barriers.map((barrier) => (
              <li key={`${barrier.kind}-${barrier.component}-${barrier.limit?.amount ?? ''}`}>
                {t(`my_pay.barrier.${barrier.kind}`, {
                  component: barrier.component || t('my_pay.all_together'),
                  limit: barrier.limit ? money(barrier.limit) : '',
                  per: barrier.per ? t(`my_pay.per.${barrier.per}`) : '',
                  lack: barrier.lack ? t(`pay.exceptions.${barrier.lack}`) : '',
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** How many usual orders that is, rounded up; 0 where nothing is usual. */
function dealsFor(amount: string, usual: string): number {
  const each = Number(usual);
  return each > 0 ? Math.ceil(Number(amount) / each) : 0;
}
