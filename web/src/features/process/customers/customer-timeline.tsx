import { Button, Skeleton } from '@mantine/core';
import { AppLink } from '../../../shared/components/app-link';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { useServerRows } from '../../../shared/components/data-table/use-rows';
import { EmptyState } from '../../../shared/components/empty-state';
import { Problem } from '../../../shared/components/problem';
import { Timeline, type TimelineEvent } from '../../../shared/components/timeline';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import type { CustomerEvent } from './customer';

/** Orders, returns, credit notes and changes of owner, newest first. */
export function CustomerTimeline({ customerId }: { customerId: string }) {
  const messages = useMessages();
  const { t } = messages;
  const events = useServerRows<CustomerEvent>(`/customers/${customerId}/timeline`, {}, false);
  if (events.error) return <Problem error={events.error} retry={events.retry} />;
  if (events.pending) return <Skeleton height={160} />;
  if (events.rows.length === 0) return <EmptyState small title={t('customers.no_events')} />;
  return (
    <>
      <Timeline label={t('customers.timeline')} events={events.rows.map((each) => eventOf(each, messages))} />
      {events.hasMore && (
        <Button variant="subtle" loading={events.loadingMore} onClick={events.loadMore}>
          {t('shared.table.more')}
        </Button>
      )}
    </>
  );
}

function eventOf(event: CustomerEvent, messages: Messages): TimelineEvent {
  const { t, formats, lookup } = messages;
  const amount = moneyFigure(event.amount);
  const name = t(`customers.events.${event.kind}`, { title: event.title || '–' });
  const isOrder = event.kind !== 'owner';
  return {
    key: `${event.kind}-${event.subject_id}-${event.on}`,
    title: isOrder ? <AppLink to={`/process/orders/${event.subject_id}`}>{name}</AppLink> : name,
    text: [
      amount && formats.figure(amount),
      event.status && lookup(`orders.statuses.${event.status}`, undefined, event.status),
    ]
      .filter(Boolean)
      .join(' · '),
    when: formats.date(event.on),
    who: isOrder ? event.person : null,
  };
}
