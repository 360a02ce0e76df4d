import { MessageCircleQuestion } from 'lucide-react';
import { useSession } from '../../../shared/api/session';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page } from '../../../shared/components/page';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { type Dispute, disputePath, disputeStates } from './close-desk';
import { CloseDeskTabs } from './close-desk-tabs';
import { DisputeTag } from './desk-tags';
import { usePayPeriods } from './pay-periods';

/** What payees ask about their pay, the longest open first. */
export default function DisputeListPage() {
  const messages = useMessages();
  const { t } = messages;
  const session = useSession();
  const own = session.permissions.pay_read === 'own';
  const { nameOf } = usePayPeriods();
  return (
    <Page
      title={t('close_desk.tabs.disputes')}
      sentence={t(own ? 'close_desk.disputes_own_about' : 'close_desk.disputes_about')}
      list
    >
      <CloseDeskTabs />
      <DataTable<Dispute>
        id="pay-disputes"
        label={t('close_desk.tabs.disputes')}
        columns={columnsOf(messages, own, nameOf)}
        path="/pay-disputes"
        rowId={(row) => row.dispute_id}
        rowPath={(row) => disputePath(row.dispute_id)}
        fill
        empty={
          <EmptyState
            icon={MessageCircleQuestion}
            title={t('close_desk.no_disputes')}
            text={t('close_desk.no_disputes_about')}
          />
        }
      />
    </Page>
  );
}

const nameOfRow = (row: Dispute) => row.person;

function columnsOf({ t }: Messages, own: boolean, nameOf: (key: string) => string): Column<Dispute>[] {
  return [
    ...(own ? [] : [{ key: 'person', header: t('close_desk.person'), value: nameOfRow, phone: true }]),
    {
      key: 'state',
      header: t('pay.state'),
      value: (row) => t(`close_desk.dispute_states.${row.state}`),
      cell: (row) => <DisputeTag dispute={row} />,
      choices: disputeStates.map((each) => ({
        value: each,
        label: t(`close_desk.dispute_states.${each}`),
      })),
      phone: true,
    },
    {
      key: 'question',
      header: t('close_desk.question'),
      value: (row) => row.question,
      width: 360,
      phone: true,
    },
    { key: 'component', header: t('pay.component'), value: (row) => row.component },
    { key: 'period', header: t('frame.period.title'), value: (row) => nameOf(row.period) },
    { key: 'raised_at', header: t('close_desk.asked_on'), kind: 'time', value: (row) => row.raised_at },
  ];
}
