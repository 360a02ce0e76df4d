import { useParams } from '@tanstack/react-router';
import { useApi } from '../../../shared/api/query';
import { AppLink } from '../../../shared/components/app-link';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { Card, Facts, Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { RecordLayout } from '../../../shared/components/record-layout';
import { Tag } from '../../../shared/components/tag';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { type MoneyAmount, type Order, type OrderLine, orderName, type RelatedOrder } from './order';
import { OrderStatusMark } from './order-status';

/** One order: its lines, who is credited, when it arrived, and what came back. */
export default function OrderPage() {
  const messages = useMessages();
  const { t, formats } = messages;
  const { id } = useParams({ strict: false }) as { id: string };
  const answer = useApi<Order>(`/orders/${id}`);
  if (answer.isPending) return <PageSkeleton title={t('orders.title')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const order = answer.data;
  return (
    <Page
      title={`${t(`orders.kinds.${order.kind}`)} ${orderName(order)}`}
      trail={[{ label: t('orders.title'), path: '/process/orders' }]}
      mark={<OrderStatusMark status={order.status} daysLate={order.days_late} />}
      sentence={t('orders.sentence', {
        amount: formats.money(order.net_amount.amount, order.net_amount.currency),
        customer: order.customer,
        date: formats.date(order.booked_on, 'long'),
      })}
    >
      <RecordLayout side={<Side order={order} />}>
        <Section title={t('orders.lines')}>
          <DataTable<OrderLine>
            id="order-lines"
            label={t('orders.lines')}
            columns={lineColumns(order, messages)}
            rows={order.lines}
            rowId={(row) => row.line_id}
            plain
            empty={<p>{t('orders.no_lines')}</p>}
          />
        </Section>
        {order.returns.length > 0 && (
          <Section title={t('orders.returns')}>
            <Related orders={order.returns} />
          </Section>
        )}
      </RecordLayout>
    </Page>
  );
}

function Side({ order }: { order: Order }) {
  const { t, formats, lookup } = useMessages();
  const day = (iso: string | null | undefined) => (iso ? formats.date(iso) : null);
  const money = (each: MoneyAmount) => formats.money(each.amount, each.currency);
  const isZero = (each: MoneyAmount) => /^-?0*(\.0*)?$/.test(each.amount);
  return (
    <>
      <Card title={t('orders.facts')}>
        <Facts
          facts={[
            [
              t('orders.customer'),
              <AppLink key="customer" to={`/process/customers/${order.customer_id}`}>
                {order.customer}
              </AppLink>,
            ],
            [t('orders.booked_on'), day(order.booked_on)],
            [t('orders.promised_on'), day(order.promised_on)],
            [t('orders.delivered_on'), day(order.delivered_on)],
            [t('orders.type'), order.order_type && lookup(`orders.types.${order.order_type}`)],
            [t('orders.channel'), order.channel],
            [t('customers.territory'), order.territory],
            [t('orders.net_amount'), money(order.net_amount)],
            [t('orders.difference'), isZero(order.difference) ? null : money(order.difference)],
            [t('orders.tax'), isZero(order.tax_amount) ? null : money(order.tax_amount)],
            [t('orders.freight'), isZero(order.freight_amount) ? null : money(order.freight_amount)],
            [t('customers.external_id'), order.external_id],
            [t('goals.note'), order.note],
          ]}
        />
        {order.original && <Related orders={[order.original]} />}
        {order.is_unmatched && <Tag tone="warn">{t('orders.unmatched')}</Tag>}
      </Card>
      <Card title={t('orders.credit')}>
        {order.sellers.length === 0 ? (
          <p style={{ margin: 0, color: 'var(--muted)' }}>{t('orders.credit_by_rule')}</p>
        ) : (
          <Facts facts={order.sellers.map((each) => [each.person, formats.share(each.share)] as const)} />
        )}
      </Card>
    </>
  );
}

function Related({ orders }: { orders: readonly RelatedOrder[] }) {
  const { t, formats } = useMessages();
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20 }}>
      {orders.map((each) => (
        <li key={each.order_id}>
          <AppLink to={`/process/orders/${each.order_id}`}>
            {t(`orders.kinds.${each.kind}`)} {orderName(each)}
          </AppLink>{' '}
          {formats.date(each.booked_on)} · {formats.money(each.net_amount.amount, each.net_amount.currency)}
        </li>
      ))}
    </ul>
  );
}

function lineColumns(order: Order, { t, formats }: Messages): Column<OrderLine>[] {
  const { currency } = order.net_amount;
  const columns: Column<OrderLine>[] = [
    {
      key: 'product',
      header: t('orders.product'),
      value: (row) => row.product ?? row.description,
      phone: true,
    },
    { key: 'quantity', header: t('orders.quantity'), kind: 'count', value: (row) => row.quantity },
    {
      key: 'unit_price',
      header: t('orders.unit_price'),
      kind: 'amount',
      currency,
      value: (row) => moneyFigure(row.unit_price),
    },
    {
      key: 'discount',
      header: t('orders.discount'),
      value: (row) => (/[1-9]/.test(row.discount) ? formats.share(row.discount) : ''),
    },
    {
      key: 'net_amount',
      header: t('orders.net_amount'),
      kind: 'amount',
      currency,
      value: (row) => moneyFigure(row.net_amount),
      sortable: true,
      phone: true,
    },
    { key: 'delivered_on', header: t('orders.delivered_on'), kind: 'date', value: (row) => row.delivered_on },
  ];
  if (order.lines.some((each) => /[1-9]/.test(each.returned))) {
    columns.push({
      key: 'returned',
      header: t('orders.returned'),
      kind: 'count',
      value: (row) => row.returned,
    });
  }
  return columns;
}
