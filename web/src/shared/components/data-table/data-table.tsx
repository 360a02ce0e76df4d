import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { RowData } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { apiUrl, type Query } from '../../api/request';
import { useView } from '../../hooks/use-view';
import { useMessages } from '../../i18n/messages';
import { EmptyState } from '../empty-state';
import { Problem } from '../problem';
import type { Column } from './columns';
import classes from './data-table.module.css';
import { Grid } from './grid';
import { shownColumns, useTableState } from './table-state';
import { Toolbar } from './toolbar';
import { isGathered, listQuery, type Rows, useServerRows } from './use-rows';

export type { Column } from './columns';

export interface TableProps<Row> {
  /** Names the list, for its saved views. */
  id: string;
  /** Names the list, for those who cannot see it. */
  label: string;
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string | number;
  /** Rows at the server, under this path… */
  path?: string;
  query?: Query;
  /** The list can be asked for as of a former day. */
  dated?: boolean;
  /** …or all of them, here. */
  rows?: readonly Row[];
  /** Where a row leads. */
  rowPath?: (row: Row) => string;
  onOpen?: (row: Row) => void;
  searchable?: boolean;
  /** The server's name for the search; "q" unless told. */
  searchName?: string;
  /** What can be done to the selected rows; absent: no selection. */
  bulk?: (rows: Row[], clear: () => void) => ReactNode;
  /** Said when there is nothing at all; a search without a hit is said by the list itself. */
  empty: ReactNode;
  actions?: ReactNode;
  /** Fills the height of its parent and scrolls within; otherwise as high as its rows. */
  fill?: boolean;
  /** No tools above the rows; sorting is the list's own and does not show in the address bar. */
  plain?: boolean;
}

const noRows: readonly never[] = [];

/**
 * A list: sorted, filtered, grouped, searched, selected and walked by keyboard; a hundred thousand rows or
 * three.
 */
export function DataTable<Row extends RowData>(props: TableProps<Row>) {
  const { t } = useMessages();
  const { asOf } = useView();
  const phone = useMediaQuery('(max-width: 767px)') ?? false;
  const [state, change] = useTableState(props.plain ?? false);
  const atServer = props.path !== undefined;
  const query = listQuery(
    state,
    props.dated ? { ...props.query, as_of: asOf } : (props.query ?? {}),
    props.columns,
    props.searchName,
  );
  const server = useServerRows<Row>(props.path ?? null, query, isGathered(state, props.columns));
  const source: Rows<Row> = atServer ? server : localRows(props.rows ?? noRows);
  const shown = shownColumns(props.columns, state.columns, phone);
  const narrowed = state.search !== '' || Object.keys(state.filters).length > 0;
  const total = source.total ?? (source.hasMore ? null : source.rows.length);
  const isEmpty = !source.pending && !source.error && source.rows.length === 0;
  const exportPath = props.path;
  return (
    <div className={classes.root} data-fill={props.fill || undefined}>
      {!props.plain && !(isEmpty && !narrowed) && (
        <Toolbar
          id={props.id}
          columns={props.columns}
          shown={shown}
          state={state}
          change={change}
          searchable={props.searchable ?? false}
          exportUrl={exportPath ? (format) => apiUrl(exportPath, { ...query, format }) : undefined}
          count={total !== null && !source.pending ? t('shared.table.rows', { count: total }) : null}
          actions={props.actions}
        />
      )}
      {source.error ? (
        <Problem error={source.error} retry={source.retry} />
      ) : source.pending ? (
        <TableSkeleton columns={shown.length} />
      ) : isEmpty ? (
        narrowed ? (
          <EmptyState title={t('shared.table.no_match')} text={t('shared.table.no_match_about')} />
        ) : (
          props.empty
        )
      ) : (
        <Grid {...props} source={source} shown={shown} atServer={atServer} state={state} change={change} />
      )}
    </div>
  );
}

function localRows<Row>(rows: readonly Row[]): Rows<Row> {
  return {
    rows,
    total: rows.length,
    pending: false,
    error: null,
    retry: () => {},
    hasMore: false,
    loadMore: () => {},
    loadingMore: false,
  };
}

function TableSkeleton(props: { columns: number }) {
  const { t } = useMessages();
  return (
    <div className={classes.skeleton} aria-busy="true">
      <span className="visually-hidden" role="status">
        {t('shared.loading')}
      </span>
      {[0, 1, 2, 3, 4, 5, 6, 7].map((line) => (
        <div
          key={line}
          className={classes.skeletonRow}
          style={{ gridTemplateColumns: `2fr repeat(${props.columns - 1}, 1fr)` }}
        >
          {Array.from({ length: props.columns }, (_, at) => `c${at}`).map((cell) => (
            <Skeleton key={cell} height={14} />
          ))}
        </div>
      ))}
    </div>
  );
}
