import type { MoneyAmount } from '../incentive';

export interface CostPerson {
  person_id: number;
  name: string;
  pay: MoneyAmount;
  before?: MoneyAmount | null;
  difference?: MoneyAmount | null;
  /** A factor: "1.2" is 120 %. */
  attainment?: string | null;
}

export interface CostCurve {
  component: string;
  ground: 'attainment' | 'money' | 'count';
  points: { at: string; pay: string }[];
  breakpoints: string[];
  usual: { at: string; pay: string };
}

export interface PlanCost {
  name: string;
  pay: MoneyAmount;
  credit: MoneyAmount;
  effective_rate?: string | null;
  payees: number;
  with_quota: number;
  above_target: number;
  with_target_pay: number;
  above_target_pay: number;
  by_attainment: number[];
  periods: { from: string; to: string; pay: MoneyAmount; credit: MoneyAmount }[];
  people: CostPerson[];
  change?: {
    pay: MoneyAmount;
    gainers: number;
    losers: number;
    unchanged: number;
    gained: MoneyAmount;
    lost: MoneyAmount;
  } | null;
  next_year?: {
    p10: MoneyAmount;
    p50: MoneyAmount;
    p90: MoneyAmount;
    futures: number;
    periods: number;
    by_season: boolean;
  } | null;
  curves: CostCurve[];
  lacks: { kind: 'quota' | 'kpi' | 'parameter' | 'attribute' | 'division'; people: number }[];
}

/** What drafts would have paid from a day until before another, and what they are held against. */
export interface PlanCosts {
  from: string;
  to: string;
  attainment_bounds: string[];
  baseline?: PlanCost | null;
  drafts: { mistakes: { line: number; column: number; text: string }[]; cost?: PlanCost | null }[];
}

export const costRanges = ['two_years', 'this_year', 'last_year', 'everything'] as const;
export type CostRange = (typeof costRanges)[number];

/** The last day of a stretch whose end is the first day behind it. */
export function lastDay(to: string): string {
  return new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** For drawing and for shares in a sentence only. */
export const numberOf = (amount: MoneyAmount) => Number(amount.amount);
