import { Ban, CircleCheck, CircleDashed, CircleDot, type LucideIcon } from 'lucide-react';
import { Tag } from '../../../shared/components/tag';
import { useMessages } from '../../../shared/i18n/messages';
import type { OrderStatus } from './order';

const icons: Record<OrderStatus, LucideIcon> = {
  open: CircleDashed,
  partly_delivered: CircleDot,
  delivered: CircleCheck,
  cancelled: Ban,
};

/** How far an order is, and whether it is late. */
export function OrderStatusMark(props: { status: OrderStatus; daysLate?: number | null }) {
  const { t } = useMessages();
  const late = props.daysLate && props.daysLate > 0 ? props.daysLate : null;
  return (
    <>
      <Tag icon={icons[props.status]} tone={props.status === 'delivered' ? 'good' : 'plain'}>
        {t(`orders.statuses.${props.status}`)}
      </Tag>
      {late && <Tag tone="bad">{t('orders.days_late', { days: late })}</Tag>}
    </>
  );
}
