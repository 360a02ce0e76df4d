import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
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

/** The query that the server gets for a list's state. Grouping asks for the order of the group's column. */
export function listQuery<Row>(
  state: TableState,
  query: Query,
  columns: readonly Column<Row>[],
  searchName = 'q',
): Query {
  const sort = state.group ? { key: state.group, descending: false } : state.sort;
  const words = sort && columns.find((each) => each.key === sort.key)?.sortWords;
  const text = sort && (words?.[sort.descending ? 'descending' : 'ascending'] ?? sortText(sort));
  return { ...query, ...state.filters, [searchName]: state.search, sort: text };
}

/** Rows of a list at the server, page after page as one scrolls. */
export function useServerRows<Row>(path: string | null, query: Query): Rows<Row> {
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
