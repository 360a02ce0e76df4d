import { useState } from 'react';
import { type AddressState, useAddress } from '../../hooks/use-view';
import type { Column } from './columns';

/** How a list is looked at; all of it stands in the address bar, so that a link shows the same list. */
export interface TableState {
  search: string;
  sort: { key: string; descending: boolean } | null;
  group: string | null;
  /** Keys of the columns shown; null: as the page proposes. */
  columns: readonly string[] | null;
  filters: Record<string, string>;
}

export type TableChange = Partial<TableState>;

const filterPrefix = 'f.';

/** Reads a list's state from the address bar: `q`, `sort=-amount`, `group`, `cols=a,b`, `f.status=open`. */
export function readTableState(address: AddressState): TableState {
  const sort = address.sort;
  return {
    search: address.q ?? '',
    sort: sort ? { key: sort.replace(/^-/, ''), descending: sort.startsWith('-') } : null,
    group: address.group ?? null,
    columns: address.cols ? address.cols.split(',') : null,
    filters: Object.fromEntries(
      Object.entries(address)
        .filter(([name, value]) => name.startsWith(filterPrefix) && value !== '')
        .map(([name, value]) => [name.slice(filterPrefix.length), value]),
    ),
  };
}

/** The parameters that make `change`; what goes back to its default disappears from the address. */
export function writeTableChange(
  change: TableChange,
  former: TableState,
): Record<string, string | undefined> {
  const next: Record<string, string | undefined> = {};
  if (change.search !== undefined) next.q = change.search || undefined;
  if (change.sort !== undefined) next.sort = change.sort ? sortText(change.sort) : undefined;
  if (change.group !== undefined) next.group = change.group ?? undefined;
  if (change.columns !== undefined) next.cols = change.columns?.join(',');
  if (change.filters !== undefined) {
    for (const key of Object.keys(former.filters)) next[filterPrefix + key] = undefined;
    for (const [key, value] of Object.entries(change.filters)) next[filterPrefix + key] = value || undefined;
  }
  return next;
}

export const sortText = (sort: { key: string; descending: boolean }) =>
  `${sort.descending ? '-' : ''}${sort.key}`;

const untouched: TableState = { search: '', sort: null, group: null, columns: null, filters: {} };

/** A list's state: in the address bar, or, for a small list beside others on a page, in the list itself. */
export function useTableState(own: boolean): [TableState, (change: TableChange) => void] {
  const [address, changeAddress] = useAddress();
  const [local, setLocal] = useState(untouched);
  if (own) return [local, (next) => setLocal({ ...local, ...next })];
  const state = readTableState(address);
  return [state, (next) => changeAddress(writeTableChange(next, state))];
}

/** The columns to show: the chosen ones, else the page's proposal; on a phone the few that fit. */
export function shownColumns<Row>(
  columns: readonly Column<Row>[],
  chosen: readonly string[] | null,
  phone: boolean,
): Column<Row>[] {
  if (phone) {
    const marked = columns.filter((each) => each.phone);
    return marked.length > 0 ? marked : columns.slice(0, 2);
  }
  if (!chosen) return columns.filter((each) => !each.hidden);
  return columns.filter((each) => chosen.includes(each.key));
}
