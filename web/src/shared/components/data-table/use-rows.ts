import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { ProblemError } from '../../api/problem';
import { apiKey } from '../../api/query';
import { type Query, request } from '../../api/request';
import type { Column } from './columns';
import { sortText, type TableState } from './table-state';

/** One page of a list: its rows, and the cursor of the next page. */
export interface Page<Row> {
  items: Row[];
  next?: string | null;
  total?: number | null;
}

export interface Rows<Row> {
  rows: readonly Row[];
  total: number | null;
  pending: boolean;
  error: ProblemError | null;
  retry: () => void;
  hasMore: boolean;
  loadMore: () => void;
  loadingMore: boolean;
}

const none: readonly never[] = [];

/** The column that the list is grouped by. */
export const groupOf = <Row>(state: TableState, columns: readonly Column<Row>[]) =>
  columns.find((each) => each.key === state.group && each.groupable);

/** Whether the server can put rows in a column's order. */
const isSortedThere = <Row>(column: Column<Row>) => Boolean(column.sortable || column.sortWords);

/** Rows are gathered here to be grouped, where the server does not know the order of the group's column. */
export function isGathered<Row>(state: TableState, columns: readonly Column<Row>[]): boolean {
  const group = groupOf(state, columns);
  return group !== undefined && !isSortedThere(group);
}

/** The query that the server gets for a list's state. Grouping asks for the order of the group's column. */
export function listQuery<Row>(
  state: TableState,
  query: Query,
  columns: readonly Column<Row>[],
  searchName = 'q',
): Query {
  const group = groupOf(state, columns);
  const sort = group && isSortedThere(group) ? { key: group.key, descending: false } : state.sort;
  const words = sort && columns.find((each) => each.key === sort.key)?.sortWords;
  const text = sort && (words?.[sort.descending ? 'descending' : 'ascending'] ?? sortText(sort));
  return { ...query, ...state.filters, [searchName]: state.search, sort: text };
}

/** As many as a page of the server may have, and as are fetched without being scrolled to. */
const gatheredPage = 200;
const gatheredRows = 5000;

/** Rows of a list at the server, page after page as one scrolls; or all of them at once, to be gathered. */
export function useServerRows<Row>(path: string | null, asked: Query, gather: boolean): Rows<Row> {
  const query = gather ? { ...asked, limit: gatheredPage } : asked;
  const answer = useInfiniteQuery<
    Page<Row>,
    ProblemError,
    { pages: Page<Row>[] },
    readonly unknown[],
    string | null
  >({
    queryKey: [...apiKey(path, query), 'list'],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Row>>('GET', path as string, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null,
    getNextPageParam: (last) => last.next ?? null,
    enabled: path !== null,
  });
  const rows = useMemo(() => answer.data?.pages.flatMap((page) => page.items) ?? none, [answer.data]);
  const { hasNextPage, isFetching, fetchNextPage } = answer;
  const more = gather && hasNextPage && !isFetching && rows.length < gatheredRows;
  useEffect(() => {
    if (more) void fetchNextPage();
  }, [more, fetchNextPage]);
  return {
    rows,
    total: answer.data?.pages[0]?.total ?? null,
    pending: answer.isPending && path !== null,
    error: answer.error,
    retry: () => void answer.refetch(),
    hasMore: answer.hasNextPage,
    loadMore: () => void answer.fetchNextPage(),
    loadingMore: answer.isFetchingNextPage,
  };
}
