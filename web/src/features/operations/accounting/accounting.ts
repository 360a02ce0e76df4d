export interface MoneyAmount {
  amount: string;
  currency: string;
}

export const bookAccounts = [
  'commission_expense',
  'accrued_commission',
  'held_commission',
  'draws_advanced',
  'clawback',
  'payroll_clearing',
  'contract_costs',
  'amortisation_expense',
] as const;
export type BookAccount = (typeof bookAccounts)[number];

export interface AccountingPolicy {
  benefits: { order_type: string; months: number }[];
  months_otherwise: number;
  uses_expedient: boolean;
  codes: { account: BookAccount; code: string }[];
  order_types: string[];
  other_currencies: string[];
  version: number;
}

export const rollForwardParts = ['opening', 'additions', 'amortised', 'taken_back', 'closing'] as const;
export type RollForwardPart = (typeof rollForwardParts)[number];
/** One month of the asset; `month` is its first day. */
export type RollForward = { month: string } & Record<RollForwardPart, MoneyAmount>;

export interface JournalEntry {
  place: number;
  on: string;
  cause: string;
  period: string;
  account: BookAccount;
  code: string;
  debit: MoneyAmount;
  credit: MoneyAmount;
}

export interface JournalControl {
  rows: number;
  debit: MoneyAmount;
  credit: MoneyAmount;
  digest: string;
}

/** The rows of the form: a line for each order type that occurs or is set. */
export function benefitRows(policy: AccountingPolicy): { order_type: string; months: number }[] {
  const set = new Map(policy.benefits.map((each) => [each.order_type, each.months]));
  const types = [...new Set([...policy.order_types, ...set.keys()])].sort();
  return types.map((type) => ({ order_type: type, months: set.get(type) ?? policy.months_otherwise }));
}
