import { Banknote } from 'lucide-react';
import { periodLabel } from '../../../shared/api/periods';
import { useSession } from '../../../shared/api/session';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page } from '../../../shared/components/page';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { type Payout, payoutPath } from './incentive';

/** What was earned, held and fell due: one's own, and that of those one leads. */
export default function PayPage() {
  const messages = useMessages();
  const { t } = messages;
  const session = useSession();
  return (
    <Page title={t('frame.pay.pay')} sentence={t('pay.about')} list>
      <DataTable<Payout>
        id="payouts"
        label={t('frame.pay.pay')}
        columns={columnsOf(messages, session.permissions.pay_read === 'own')}
        path="/payouts"
        rowId={(row) => row.payout_id}
        rowPath={(row) => payoutPath(row.payout_id)}
        fill
        empty={<EmptyState icon={Banknote} title={t('pay.empty')} text={t('pay.empty_about')} />}
      />
    </Page>
  );
}

const nameOf = (row: Payout) => row.person;

/** Of one person alone, the name is not said again and again. */
function columnsOf(messages: Messages, alone: boolean): Column<Payout>[] {
  const { t } = messages;
  const amount = (key: 'credited' | 'earned' | 'held' | 'due', more: Partial<Column<Payout>> = {}) => ({
    key,
    header: t(`pay.${key}`),
    kind: 'amount' as const,
    value: (row: Payout) => moneyFigure(row[key]),
    ...more,
  });
  return [
    ...(alone
      ? []
      : [{ key: 'person', header: t('structure.name'), value: nameOf, groupable: true, phone: true }]),
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
