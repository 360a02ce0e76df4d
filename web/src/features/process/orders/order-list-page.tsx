import { Button } from '@mantine/core';
import { ReceiptText } from 'lucide-react';
import { useChosenPeriod } from '../../../shared/api/periods';
import { useMay } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page } from '../../../shared/components/page';
import { useView } from '../../../shared/hooks/use-view';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { kinds, type OrderRow, orderName, statuses } from './order';
import { OrderStatusMark } from './order-status';

/** Orders, returns and credit notes; of the chosen period where one was chosen. */
export default function OrderListPage() {
  const messages = useMessages();
  const { t } = messages;
  const may = useMay();
  const view = useView();
  const chosen = useChosenPeriod(view.period, view.asOf);
  const within = view.period && chosen ? { from: chosen.from, to: chosen.to } : {};
  return (
    <Page
      title={t('orders.title')}
      sentence={
        view.period && chosen ? t('orders.about_period', { period: chosen.label }) : t('orders.about')
      }
      list
    >
      <DataTable<OrderRow>
        id="orders"
        label={t('orders.title')}
        columns={columnsOf(messages)}
        path="/orders"
        query={within}
        rowId={(row) => row.order_id}
        rowPath={(row) => `/process/orders/${row.order_id}`}
        searchable
        fill
        empty={
          <EmptyState
            icon={ReceiptText}
            title={t('orders.empty')}
            text={t('orders.empty_about')}
            actions={
              may('import_run') && (
                <Button renderRoot={(props) => <AppLink to="/settings/imports/new" {...props} />}>
                  {t('home.import')}
                </Button>
              )
            }
          />
        }
      />
    </Page>
  );
}

function columnsOf({ t, formats }: Messages): Column<OrderRow>[] {
  return [
    { key: 'number', header: t('orders.number'), value: orderName, phone: true },
    {
      key: 'booked_on',
      header: t('orders.booked_on'),
      kind: 'date',
      value: (row) => row.booked_on,
      sortable: true,
      sortWords: { ascending: 'oldest', descending: 'newest' },
    },
    { key: 'customer', header: t('orders.customer'), value: (row) => row.customer, phone: true },
    {
      key: 'kind',
      header: t('orders.kind'),
      value: (row) => t(`orders.kinds.${row.kind}`),
      choices: kinds.map((each) => ({ value: each, label: t(`orders.kinds.${each}`) })),
    },
    {
      key: 'status',
      header: t('orders.status'),
      value: (row) => t(`orders.statuses.${row.status}`),
      cell: (row) => <OrderStatusMark status={row.status} daysLate={row.days_late} />,
      choices: statuses.map((each) => ({ value: each, label: t(`orders.statuses.${each}`) })),
    },
    {
      key: 'seller',
      header: t('orders.seller'),
      value: (row) =>
        row.seller && row.seller_count > 1
          ? t('orders.seller_and', { name: row.seller, count: row.seller_count - 1 })
          : row.seller,
    },
    { key: 'territory', header: t('customers.territory'), value: (row) => row.territory, hidden: true },
    {
      key: 'net_amount',
      header: t('orders.net_amount'),
      kind: 'amount',
      value: (row) => moneyFigure(row.net_amount),
      sortable: true,
      sortWords: { ascending: 'smallest', descending: 'largest' },
      phone: true,
    },
    {
      key: 'promised_on',
      header: t('orders.promised_on'),
      value: (row) => (row.promised_on ? formats.date(row.promised_on) : ''),
      hidden: true,
    },
    {
      key: 'delivered_on',
      header: t('orders.delivered_on'),
      value: (row) => (row.delivered_on ? formats.date(row.delivered_on) : ''),
      hidden: true,
    },
  ];
}
