import { Banknote } from 'lucide-react';
import { useSession } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page } from '../../../shared/components/page';
import { useMessages } from '../../../shared/i18n/messages';
import { type Payout, payoutPath } from './incentive';
import { personPayPath } from './my-pay';
import { payoutColumns } from './payout-columns';
import { PersonPay } from './person-pay';

/** One's own pay; for those who see others', everybody's payouts, each leading to its person. */
export default function PayPage() {
  const session = useSession();
  if (session.permissions.pay_read === 'own' && session.person_id)
    return <PersonPay personId={session.person_id} isSelf />;
  return <EverybodysPay />;
}

function EverybodysPay() {
  const messages = useMessages();
  const { t } = messages;
  const { person_id: self } = useSession();
  return (
    <Page
      title={t('frame.pay.pay')}
      sentence={t('pay.about')}
      actions={self ? <AppLink to={personPayPath(self)}>{t('my_pay.mine')}</AppLink> : undefined}
      list
    >
      <DataTable<Payout>
        id="payouts"
        label={t('frame.pay.pay')}
        columns={payoutColumns(messages, 'people')}
        path="/payouts"
        rowId={(row) => row.payout_id}
        rowPath={(row) => payoutPath(row.payout_id)}
        fill
        empty={<EmptyState icon={Banknote} title={t('pay.empty')} text={t('pay.empty_about')} />}
      />
    </Page>
  );
}
