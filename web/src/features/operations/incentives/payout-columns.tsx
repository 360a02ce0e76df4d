import { periodLabel } from '../../../shared/api/periods';
import { AppLink } from '../../../shared/components/app-link';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import type { Column } from '../../../shared/components/data-table/data-table';
import type { Messages } from '../../../shared/i18n/messages';
import type { Payout } from './incentive';
import { personPayPath } from './my-pay';

const nameOf = (row: Payout) => row.person;

/** Columns of payouts: of many people, or of one whose name is not said again and again. */
export function payoutColumns(messages: Messages, whose: 'people' | 'one'): Column<Payout>[] {
  const { t } = messages;
  const amount = (key: 'credited' | 'earned' | 'held' | 'due', more: Partial<Column<Payout>> = {}) => ({
    key,
    header: t(`pay.${key}`),
    kind: 'amount' as const,
    value: (row: Payout) => moneyFigure(row[key]),
    ...more,
  });
  const person: Column<Payout> = {
    key: 'person',
    header: t('structure.name'),
    value: nameOf,
    cell: (row) => <AppLink to={personPayPath(row.person_id)}>{row.person}</AppLink>,
    groupable: true,
    phone: true,
  };
  return [
    ...(whose === 'people' ? [person] : []),
    { key: 'component', header: t('pay.component'), value: (row) => row.component, phone: true },
    { key: 'plan', header: t('pay.plan'), value: (row) => row.plan, hidden: true },
    {
      key: 'period',
      header: t('frame.period.title'),
      value: (row) => periodLabel({ key: row.period, from: row.period_from, to: row.period_to }, messages),
      groupable: true,
      phone: true,
    },
    amount('credited'),
    amount('earned'),
    amount('held'),
    amount('due', { phone: true }),
  ];
}
