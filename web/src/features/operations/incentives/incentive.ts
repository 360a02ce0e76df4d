export interface MoneyAmount {
  amount: string;
  currency: string;
}

export interface Payout {
  payout_id: number;
  run_id: number;
  person_id: number;
  person: string;
  plan: string;
  component: string;
  period: string;
  period_from: string;
  period_to?: string | null;
  credited: MoneyAmount;
  earned: MoneyAmount;
  held: MoneyAmount;
  drawn: MoneyAmount;
  clawed_back: MoneyAmount;
  due: MoneyAmount;
}

export interface PayoutLine {
  place: number;
  order_id: number;
  order: string;
  booked_on: string;
  credited: MoneyAmount;
  /** A factor: "0.6" is 60 %. */
  share: string;
  amount: MoneyAmount;
}

export const payStates = ['open', 'calculated', 'reviewed', 'approved', 'paid', 'closed'] as const;
export type PayState = (typeof payStates)[number];

export interface PayPeriod {
  pay_period_id: number;
  period: string;
  valid_from: string;
  valid_to?: string | null;
  state: PayState;
  run_id?: number | null;
  version: number;
}

export interface PayStep {
  from_state: PayState;
  to_state: PayState;
  by: string;
  at: string;
  note: string;
}

export interface PayException {
  exception_id: number;
  kind: string;
  person_id?: number | null;
  person: string;
  order_id?: number | null;
  order: string;
  component: string;
  period: string;
  detail: string;
  decided_at?: string | null;
  note: string;
}

export const versionStates = ['draft', 'submitted', 'approved', 'rejected'] as const;
export type VersionState = (typeof versionStates)[number];

export interface PlanVersion {
  version_id: number;
  plan_id: number;
  name: string;
  number: number;
  state: VersionState;
  valid_from: string;
  digest: string;
  text: string;
  note: string;
  version: number;
}

export const payoutPath = (id: number) => `/operations/pay/${id}`;
export const planPath = (id: number) => `/operations/plans/${id}`;
export const payPeriodPath = (id: number) => `/operations/pay-periods/${id}`;
