import { apiUrl } from '../../../shared/api/request';
import type { Messages } from '../../../shared/i18n/messages';

export interface MoneyAmount {
  amount: string;
  currency: string;
}

/** What a list of statements says of its pay period. */
export interface PayPeriod {
  pay_period_id: number;
  period: string;
  valid_from: string;
  valid_to?: string | null;
}
export const payPeriodPath = (id: number) => `/operations/pay-periods/${id}`;
export const payoutPath = (id: number) => `/operations/pay/${id}`;

/** A line of a list of statements. */
export interface StatementRow {
  person_id: number;
  person: string;
  pay_period_id: number;
  period: string;
  period_from: string;
  period_to?: string | null;
  state: string;
  is_preview: boolean;
  earned: MoneyAmount;
  due: MoneyAmount;
  statement_id?: number | null;
  digest: string;
  sealed_at?: string | null;
}

type NumberKind = 'money' | 'rate' | 'count' | 'days';

export interface StatementComponent {
  plan: string;
  component: string;
  payout_id?: number | null;
  credited: MoneyAmount;
  earned: MoneyAmount;
  figures: { name: string; kind: NumberKind; value: string }[];
  steps: {
    table: string;
    input_kind: NumberKind;
    from: string;
    to: string;
    value_kind: NumberKind;
    value: string;
  }[];
  lines: {
    order: string;
    order_id?: number | null;
    customer: string;
    booked_on: string;
    credited: MoneyAmount;
    share: string;
    amount: MoneyAmount;
  }[];
  lines_left_out: number;
  credit_left_out: MoneyAmount;
}

export const totalParts = [
  'earned',
  'adjusted',
  'corrected',
  'held',
  'released',
  'drawn',
  'recovered',
  'clawed_back',
] as const;
export type TotalPart = (typeof totalParts)[number];
/** What lowers what is due. */
export const takenParts: ReadonlySet<TotalPart> = new Set(['held', 'recovered', 'clawed_back']);

export type Totals = Record<TotalPart | 'due', MoneyAmount>;

export interface Statement {
  company: string;
  person_id: number;
  person: string;
  personnel_number: string;
  position: string;
  pay_period_id: number;
  period: string;
  period_from: string;
  period_to?: string | null;
  state: string;
  is_preview: boolean;
  paid_on?: string | null;
  currency: string;
  plans: { name: string; version?: number | null; digest: string }[];
  components: StatementComponent[];
  adjustments: { component: string; amount: MoneyAmount; reason: string }[];
  corrections: {
    period: string;
    component: string;
    amount: MoneyAmount;
    causes: { order: string; booked_on: string; before: MoneyAmount; after: MoneyAmount }[];
    causes_left_out: number;
  }[];
  totals: Totals;
  year_to_date: Totals;
  year_from: string;
  still_held: MoneyAmount;
  still_to_recover: MoneyAmount;
  due_beside: MoneyAmount[];
}

export interface ToldStatement {
  statement: Statement;
  statement_id?: number | null;
  digest: string;
  sealed_at?: string | null;
  language: string;
}

type Key = { person_id: number; pay_period_id: number };
export const statementPath = (of: Key) => `/operations/statements/${of.person_id}/${of.pay_period_id}`;
export const statementApi = (of: Key) => `/people/${of.person_id}/statements/${of.pay_period_id}`;
/** The PDF in the payee's language; `language` asks for another. */
export const statementPdf = (of: Key, language?: string) => apiUrl(`${statementApi(of)}/pdf`, { language });

/** What the engine pays beside the plan's own components goes by words of the catalogue. */
export function componentName(name: string, { lookup }: Messages): string {
  return lookup(`statement.beside.${name}`, undefined, name);
}

/** A number of a figure or a step, as its kind is written. */
export function numberOf(kind: NumberKind, value: string, currency: string, { formats }: Messages): string {
  if (kind === 'rate') return formats.share(value);
  return kind === 'money' ? formats.amount(value, currency) : formats.decimal(value, 4);
}
