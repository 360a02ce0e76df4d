import type { Figure, Formats } from '../../formats/formats';
import type { Messages } from '../../i18n/messages';

/** How a figure came to be, as the API tells it. Title, labels and notes are in the reader's language. */
export interface Explanation {
  title: string;
  value: Figure;
  formula: { key: string; args: Record<string, string> };
  terms: { label: string; value: Figure; note?: string | null }[];
  source?: SourceRows | null;
  notes?: string[];
}

export type SourceUnit = 'text' | 'date' | 'money' | 'percent' | 'count' | 'quantity';

export interface SourceColumn {
  key: string;
  label: string;
  unit: SourceUnit | string;
}

export interface SourceCell {
  value: string;
  currency?: string | null;
  /** Where the page of what it names is. */
  link?: string | null;
}

export interface SourceRows {
  columns: SourceColumn[];
  /** One cell per column. */
  rows: { cells: SourceCell[] }[];
  next?: string | null;
  total?: number | null;
}

const decimal = /^-?\d+(\.\d+)?$/;

/**
 * The formula as a sentence with the numbers in their places; null where the catalogue has no such sentence.
 */
export function formulaText(explanation: Explanation, messages: Messages): string | null {
  const { formula } = explanation;
  if (!formula || !messages.has(formula.key)) return null;
  const args = Object.fromEntries(
    Object.entries(formula.args).map(([name, text]) => [
      name,
      decimal.test(text) ? messages.formats.decimal(text, 4) : text,
    ]),
  );
  return messages.lookup(formula.key, args);
}

export const isNumberUnit = (unit: string) => unit !== 'text' && unit !== 'date';

/** One cell of the source table as the reader sees it. */
export function cellText(cell: SourceCell | undefined, unit: string, formats: Formats): string {
  if (!cell || cell.value === '') return '';
  if (unit === 'date') return formats.date(cell.value);
  if (!isNumberUnit(unit) || !decimal.test(cell.value)) return cell.value;
  return formats.figure({ value: cell.value, unit, currency: cell.currency });
}
