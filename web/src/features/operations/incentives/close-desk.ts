import type { MoneyAmount } from './incentive';

export const adjustmentStates = ['proposed', 'approved', 'refused'] as const;
export type AdjustmentState = (typeof adjustmentStates)[number];

export interface Adjustment {
  adjustment_id: number;
  pay_period_id: number;
  period: string;
  person_id: number;
  person: string;
  component: string;
  amount: MoneyAmount;
  reason: string;
  state: AdjustmentState;
  dispute_id?: number | null;
  payout_id?: number | null;
  author_id?: number | null;
  author: string;
  decider: string;
  decided_at?: string | null;
  note: string;
  version: number;
}

export const disputeStates = ['open', 'granted', 'declined', 'withdrawn'] as const;
export type DisputeState = (typeof disputeStates)[number];

export interface Dispute {
  dispute_id: number;
  payout_id: number;
  component: string;
  period: string;
  due: MoneyAmount;
  order_id?: number | null;
  order: string;
  line_credited?: MoneyAmount | null;
  person_id: number;
  person: string;
  question: string;
  raised_at: string;
  answer_due: string;
  /** Of an open one; below zero once it is late. */
  days_left: number;
  is_late: boolean;
  state: DisputeState;
  answer: string;
  answerer: string;
  answered_at?: string | null;
  adjustment_id?: number | null;
  adjustment_state?: AdjustmentState | null;
  adjustment_amount?: MoneyAmount | null;
  adjustment_period: string;
  version: number;
}

export const valueKinds = ['money', 'rate', 'count'] as const;
export type ValueKind = (typeof valueKinds)[number];

/** A person's own value that plans name, such as target pay. */
export interface PersonalValue {
  parameter_id: number;
  person_id: number;
  person: string;
  name: string;
  kind: ValueKind;
  /** A rate as a factor: "0.025" is 2.5 %. */
  value: string;
  currency?: string | null;
  valid_from: string;
  /** The first day on which it no longer holds. */
  valid_to?: string | null;
}

export const checkKinds = [
  'calculated',
  'exceptions_decided',
  'adjustments_decided',
  'reviewed',
  'disputes_answered',
  'approved',
  'ledger_balanced',
  'payroll_exported',
  'paid',
  'closed',
] as const;

export interface CloseCheck {
  kind: (typeof checkKinds)[number];
  state: 'done' | 'todo' | 'waits';
  count: number;
  by: string;
  at?: string | null;
  totals: MoneyAmount[];
  digest: string;
}

export interface PayChange {
  person_id: number;
  person: string;
  component: string;
  period: string;
  cause: 'began' | 'ended' | 'credit' | 'terms';
  change: MoneyAmount;
  before: MoneyAmount;
  after: MoneyAmount;
  credited_before: MoneyAmount;
  credited_after: MoneyAmount;
}

export interface PayChanges {
  former_run_id?: number | null;
  former_at?: string | null;
  changes: PayChange[];
}

export interface LedgerEntry {
  entry_id: number;
  batch_kind: 'earning' | 'correction' | 'adjustment' | 'payment';
  at: string;
  person_id: number;
  person: string;
  account: 'earned' | 'held' | 'due' | 'drawn' | 'paid' | 'clawed_back';
  component: string;
  period: string;
  amount: MoneyAmount;
}

export interface PlanAssignment {
  assignment_id: number;
  plan_id: number;
  person_id?: number | null;
  role?: string | null;
  valid_from: string;
  valid_to?: string | null;
  version: number;
}

export interface PlanPayee {
  person_id: number;
  person: string;
  accepted_number?: number | null;
  accepted_at?: string | null;
  is_current: boolean;
}

export interface OwnPlan {
  version_id: number;
  plan_id: number;
  name: string;
  number: number;
  valid_from: string;
  text: string;
  digest: string;
  accepted_at?: string | null;
}

export const adjustmentsPath = '/operations/pay-adjustments';
export const disputesPath = '/operations/pay-disputes';
export const valuesPath = '/operations/pay-values';
export const disputePath = (id: number) => `${disputesPath}/${id}`;

/** What is out of date once something of the close desk was decided. */
export const deskReads = [
  '/pay-adjustments',
  '/pay-disputes',
  '/pay-periods',
  '/payouts',
  '/pay-ledger',
  '/home',
] as const;
