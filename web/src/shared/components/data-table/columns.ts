import type { ReactNode } from 'react';
import type { Figure, Formats } from '../../formats/formats';

export type ColumnKind = 'text' | 'amount' | 'count' | 'percent' | 'date' | 'time';
export type CellValue = string | number | Figure | null | undefined;

export interface Choice {
  value: string;
  label: string;
}

/** A column: what it is called here and at the server, and how its value reads. */
export interface Column<Row> {
  /** The server's name for it, used to sort and to filter. */
  key: string;
  header: string;
  kind?: ColumnKind;
  value: (row: Row) => CellValue;
  /** Instead of the plain text of the value. */
  cell?: (row: Row) => ReactNode;
  /** Of an amount without one of its own; named once in the header. */
  currency?: string;
  sortable?: boolean;
  /**
   * The server's words for sorting by it; where only one is given, it sorts that way only. Absent: the key.
   */
  sortWords?: { ascending?: string; descending?: string };
  groupable?: boolean;
  /** Not shown until chosen. */
  hidden?: boolean;
  /** Shown on a phone too. */
  phone?: boolean;
  /** How deep the row stands in a tree; the text is set in by so many steps. */
  depth?: (row: Row) => number;
  /** At most this wide, in pixels. */
  width?: number;
  /** What it can be filtered by. */
  choices?: readonly Choice[];
}

/** An amount of the API as the figure it is shown as. */
export const moneyFigure = (money: { amount: string; currency: string } | null | undefined): Figure | null =>
  money ? { value: money.amount, unit: 'money', currency: money.currency } : null;

export const isNumeric = (kind: ColumnKind | undefined) =>
  kind === 'amount' || kind === 'count' || kind === 'percent';

const textOf = (value: Exclude<CellValue, null | undefined>) =>
  typeof value === 'object' ? value.value : String(value);

/** A cell as the reader sees it; an amount in the column's currency stands without it. */
export function cellText<Row>(column: Column<Row>, row: Row, formats: Formats): string {
  const value = column.value(row);
  if (value === null || value === undefined || value === '') return '';
  const text = textOf(value);
  switch (column.kind) {
    case 'amount': {
      const own = typeof value === 'object' ? value.currency : undefined;
      if (own && own !== column.currency) return formats.money(text, own);
      return column.currency ? formats.amount(text, column.currency) : formats.decimal(text);
    }
    case 'count':
      return formats.decimal(text);
    case 'percent':
      return formats.percent(text);
    case 'date':
      return formats.date(text);
    case 'time':
      return formats.time(text);
    default:
      return typeof value === 'object' ? formats.figure(value) : text;
  }
}

/** What rows that are all here are sorted by. */
export function sortValue<Row>(column: Column<Row>, row: Row): string | number {
  const value = column.value(row);
  if (value === null || value === undefined) return isNumeric(column.kind) ? Number.NEGATIVE_INFINITY : '';
  return isNumeric(column.kind) ? Number(textOf(value)) : textOf(value);
}
