import { periodLabel } from '../../../shared/api/periods';
import { useApi } from '../../../shared/api/query';
import { useMay } from '../../../shared/api/session';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import type { PayPeriod } from './incentive';

const none: readonly PayPeriod[] = [];

/** What a pay period is called: "Q3 2026". */
export const nameOfPeriod = (period: PayPeriod, messages: Messages) =>
  periodLabel({ key: period.period, from: period.valid_from, to: period.valid_to }, messages);

/** The pay periods, newest first; those in which something can still be decided; and a name for each key. */
export function usePayPeriods() {
  const messages = useMessages();
  const answer = useApi<PayPeriod[]>(useMay()('pay_read') ? '/pay-periods' : null);
  const all = [...(answer.data ?? none)].reverse();
  const names = new Map(all.map((each) => [each.period, nameOfPeriod(each, messages)]));
  return {
    all,
    unsettled: all.filter((each) => ['open', 'calculated', 'reviewed'].includes(each.state)),
    choices: all.map((each) => ({ value: String(each.pay_period_id), label: nameOfPeriod(each, messages) })),
    nameOf: (key: string) => names.get(key) ?? key,
    pending: answer.isPending,
  };
}
