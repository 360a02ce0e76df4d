import { Checkbox, UnstyledButton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import {
  createSortedRowModel,
  type RowData,
  type RowSelectionState,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useHotkey } from '../../hooks/use-hotkey';
import { useMessages } from '../../i18n/messages';
import { type Column, cellText, sortValue } from './columns';
import type { TableProps } from './data-table';
import classes from './data-table.module.css';
import { GridLine, type GridRow } from './grid-line';
import { HeaderCell } from './header-cell';
import { type Line, linesOf } from './lines';
import type { TableChange, TableState } from './table-state';
import { groupOf, isGathered, type Rows } from './use-rows';

const features = tableFeatures({
  rowSortingFeature,
  rowSelectionFeature,
  sortedRowModel: createSortedRowModel(),
});
const rowHeight = 44;

interface GridProps<Row> extends TableProps<Row> {
  source: Rows<Row>;
  shown: readonly Column<Row>[];
  atServer: boolean;
  state: TableState;
  change: (change: TableChange) => void;
}

/** The rows themselves, once there are some. */
export function Grid<Row extends RowData>(props: GridProps<Row>) {
  const { t, formats, language } = useMessages();
  const { source, shown, columns, state, change } = props;
  const { table, rows, clearSelection } = useRowModel(props);
  const group = groupOf(state, columns);
  const lines = linesOf<GridRow<Row>>(
    rows,
    group ? (row) => cellText(group, row.original, formats) : null,
    isGathered(state, columns) ? language.locale : undefined,
  );
  const scroller = useRef<HTMLElement>(null);
  const window = useWindow(props, lines, scroller);
  const walk = useWalk(props.id, lines, window.scrollTo);
  const open = useOpen(props);
  const selected = table.getSelectedRowModel().rows.map((row) => row.original);
  return (
    <>
      <section
        className={classes.scroller}
        ref={scroller}
        aria-label={props.label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className={classes.table} aria-rowcount={source.hasMore ? -1 : lines.length + 1}>
          <thead>
            <tr>
              {props.bulk && (
                <th className={classes.check}>
                  <Checkbox
                    size="xs"
                    aria-label={t('shared.table.select_all')}
                    checked={table.getIsAllRowsSelected()}
                    indeterminate={table.getIsSomeRowsSelected()}
                    onChange={table.getToggleAllRowsSelectedHandler()}
                  />
                </th>
              )}
              {shown.map((column) => (
                <HeaderCell
                  key={column.key}
                  column={column}
                  sort={state.sort}
                  onSort={(sort) => change({ sort, group: null })}
                  sign={column.currency ? formats.currencySign(column.currency) : null}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {window.before > 0 && <tr aria-hidden style={{ height: window.before }} />}
            {window.visible.map((at) => {
              const line = lines[at];
              return line ? (
                <GridLine
                  key={line.kind === 'group' ? `group-${line.label}` : line.row.id}
                  {...props}
                  line={line}
                  at={at}
                  open={open}
                  onFocus={walk.setActive}
                  onMove={walk.move}
                />
              ) : null;
            })}
            {window.after > 0 && <tr aria-hidden style={{ height: window.after }} />}
          </tbody>
        </table>
        {source.hasMore && !props.fill && (
          <UnstyledButton className={classes.more} onClick={source.loadMore} disabled={source.loadingMore}>
            {source.loadingMore ? t('shared.loading') : t('shared.table.more')}
          </UnstyledButton>
        )}
      </section>
      {props.bulk && selected.length > 0 && (
        <div
          className={classes.bulk}
          role="toolbar"
          aria-label={t('shared.table.selected', { count: selected.length })}
        >
          <span>{t('shared.table.selected', { count: selected.length })}</span>
          {props.bulk(selected, clearSelection)}
        </div>
      )}
    </>
  );
}

/** Sorting (of rows that are all here) and selection. */
function useRowModel<Row extends RowData>(props: GridProps<Row>) {
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({});
  const { columns, rowId } = props;
  const definitions = useMemo(
    () => columns.map((column) => ({ id: column.key, accessorFn: (row: Row) => sortValue(column, row) })),
    [columns],
  );
  const { sort } = props.state;
  const sorting = useMemo(() => (sort ? [{ id: sort.key, desc: sort.descending }] : []), [sort]);
  const table = useTable({
    features,
    columns: definitions,
    data: props.source.rows,
    getRowId: (row: Row) => String(rowId(row)),
    manualSorting: props.atServer,
    state: { rowSelection, sorting },
    onRowSelectionChange: setRowSelection,
  });
  return { table, rows: table.getRowModel().rows, clearSelection: () => setRowSelection({}) };
}

/** Which lines are on the screen, and the next page when one comes near the end. */
function useWindow<Row>(
  props: GridProps<Row>,
  lines: readonly unknown[],
  scroller: React.RefObject<HTMLElement | null>,
) {
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    enabled: props.fill ?? false,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const { hasMore, loadingMore, loadMore } = props.source;
  // biome-ignore lint/correctness/useExhaustiveDependencies: loadMore is new at every render; what matters is how far one has scrolled
  useEffect(() => {
    if (last >= 0 && hasMore && !loadingMore && last >= lines.length - 20) loadMore();
  }, [last, lines.length, hasMore, loadingMore]);
  if (!props.fill) return { visible: lines.map((_, at) => at), before: 0, after: 0, scrollTo: () => {} };
  return {
    visible: items.map((item) => item.index),
    before: items[0]?.start ?? 0,
    after: virtual.getTotalSize() - (items.at(-1)?.end ?? 0),
    scrollTo: (at: number) => virtual.scrollToIndex(at, { align: 'auto' }),
  };
}

/** Walking the rows by j and k, over the headings of groups. */
function useWalk(id: string, lines: readonly Line<unknown>[], scrollTo: (at: number) => void) {
  const [active, setActive] = useState(-1);
  const move = (by: number) => {
    let next = active + by;
    while (lines[next]?.kind === 'group') next += by;
    if (!lines[next]) return;
    setActive(next);
    scrollTo(next);
    requestAnimationFrame(() => document.getElementById(`${id}-line-${next}`)?.focus());
  };
  useHotkey('j', () => move(1));
  useHotkey('k', () => move(-1));
  return { move, setActive };
}

function useOpen<Row>(props: GridProps<Row>): ((row: Row) => void) | undefined {
  const navigate = useNavigate();
  const { rowPath, onOpen } = props;
  if (rowPath) return (row) => void navigate({ to: rowPath(row) as never });
  return onOpen;
}
