import type { Figure } from '../../../shared/formats/formats';
import type { MoneyAmount, PayState } from './incentive';

/** Why a component pays nothing. */
export type Lack = 'no_quota' | 'no_kpi' | 'no_parameter' | 'no_attribute' | 'division_by_zero';

/** The step of a table that holds now, and the next one. */
export interface PayTier {
  table: string;
  at: Figure;
  value: Figure;
  next_at?: Figure | null;
  next_value?: Figure | null;
  to_go?: MoneyAmount | null;
}

export interface PayPart {
  version_id: number;
  plan: string;
  place: number;
  component: string;
  credited: Figure;
  earned: Figure;
  held: Figure;
  taken_back: Figure;
  attainment?: Figure | null;
  quota?: Figure | null;
  tier?: PayTier | null;
  lack?: Lack | null;
}

export interface PayStand {
  earned: Figure;
  due: Figure;
  parts: PayPart[];
  /** Beside the components: draw, recovery, guarantee, limit. */
  extras: { kind: 'draw' | 'recovery' | 'guarantee' | 'limit'; amount: Figure }[];
}

/** What a plan asks of an order, and the values there are. */
export interface PayChoice {
  attribute: string;
  values: string[];
  usual: string;
}

export interface PayEstimate {
  person_id: number;
  person: string;
  period: string;
  period_from: string;
  period_to?: string | null;
  currency: string;
  now: PayStand;
  usual: { order_id?: number | null; amount: MoneyAmount; adds: Figure };
  choices: PayChoice[];
  settled: { held: Figure; due: Figure; paid: Figure };
  next_pay?: { period: string; valid_from: string; valid_to?: string | null; state: PayState } | null;
}

export interface PossiblePay {
  before: Figure;
  after: Figure;
  adds: Figure;
  stand: PayStand;
  part_adds: Figure[];
}

export interface PayCurveAnswer {
  version_id: number;
  place: number;
  component: string;
  unit: 'percent' | 'money';
  currency: string;
  points: { at: string; pay: string }[];
  here: { at: string; pay: string };
  breakpoints: string[];
}

export interface PayGoal {
  wanted: MoneyAmount;
  now: Figure;
  sell?: MoneyAmount | null;
  reached: Figure;
  barriers: {
    kind: 'cap' | 'gate' | 'lack' | 'flat';
    component: string;
    limit?: MoneyAmount | null;
    per?: 'deal' | 'month' | 'quarter' | 'year' | 'period' | null;
    lack?: Lack | null;
  }[];
}

export const personPayPath = (id: number) => `/operations/pay/people/${id}`;
export const isZero = (figure: Figure) => !/[1-9]/.test(figure.value);

/** Why pay is another than an earlier run said. */
export interface PayChange {
  runs: { run_id: number; at: string; earned: Figure }[];
  since?: number | null;
  before: Figure;
  after: Figure;
  change: Figure;
  causes: {
    kind:
      | 'plan'
      | 'parameter'
      | 'quota'
      | 'share'
      | 'order_added'
      | 'order_changed'
      | 'order_gone'
      | 'return_added'
      | 'adjustment'
      | 'other';
    name: string;
    order_id?: number | null;
    amount: Figure;
  }[];
}
