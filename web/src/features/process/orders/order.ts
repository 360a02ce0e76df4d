export interface MoneyAmount {
  amount: string;
  currency: string;
}

export const kinds = ['order', 'return', 'credit_note'] as const;
export type OrderKind = (typeof kinds)[number];
export const statuses = ['open', 'partly_delivered', 'delivered', 'cancelled'] as const;
export type OrderStatus = (typeof statuses)[number];

/** One row of the list of orders. */
export interface OrderRow {
  order_id: number;
  number?: string | null;
  kind: OrderKind;
  status: OrderStatus;
  booked_on: string;
  promised_on?: string | null;
  delivered_on?: string | null;
  days_late?: number | null;
  customer_id: number;
  customer: string;
  territory?: string | null;
  net_amount: MoneyAmount;
  seller_id?: number | null;
  seller?: string | null;
  seller_count: number;
}

export interface OrderLine {
  line_id: number;
  line_no: number;
  product?: string | null;
  description?: string | null;
  quantity: string;
  unit_price: MoneyAmount;
  /** A factor: "0.15" is 15 %. */
  discount: string;
  net_amount: MoneyAmount;
  cost?: MoneyAmount | null;
  promised_on?: string | null;
  delivered_on?: string | null;
  returned: string;
}

export interface RelatedOrder {
  order_id: number;
  number?: string | null;
  kind: OrderKind;
  booked_on: string;
  net_amount: MoneyAmount;
}

/** Everything about one order. */
export interface Order extends Omit<OrderRow, 'seller' | 'seller_id' | 'seller_count'> {
  external_id?: string | null;
  original?: RelatedOrder | null;
  is_unmatched: boolean;
  order_type?: 'new' | 'renewal' | 'upsell' | null;
  channel?: string | null;
  lines_amount: MoneyAmount;
  difference: MoneyAmount;
  tax_amount: MoneyAmount;
  freight_amount: MoneyAmount;
  note?: string | null;
  sellers: { person_id: number; person: string; share: string }[];
  lines: OrderLine[];
  returns: RelatedOrder[];
  version: number;
}

/** What an order is called: its number, else the key it is kept under. */
export const orderName = (order: { number?: string | null; order_id: number }) =>
  order.number ?? `#${order.order_id}`;
