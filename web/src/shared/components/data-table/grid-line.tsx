import { Checkbox } from '@mantine/core';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useMessages } from '../../i18n/messages';
import { AppLink } from '../app-link';
import { type Column, cellText, isNumeric } from './columns';
import type { TableProps } from './data-table';
import classes from './data-table.module.css';
import type { Line } from './lines';

/** What a line needs of the table's row. */
export interface GridRow<Row> {
  id: string;
  original: Row;
  getIsSelected: () => boolean;
  toggleSelected: (value?: boolean) => void;
}

interface Props<Row> extends TableProps<Row> {
  line: Line<GridRow<Row>>;
  at: number;
  shown: readonly Column<Row>[];
  open: ((row: Row) => void) | undefined;
  onFocus: (at: number) => void;
  onMove: (by: number) => void;
}

/** A row, or the heading of a group of rows. */
export function GridLine<Row>(props: Props<Row>) {
  const { t, formats } = useMessages();
  const { line, at, open } = props;
  if (line.kind === 'group') {
    return (
      <tr className={classes.group} aria-rowindex={at + 2}>
        <th colSpan={props.shown.length + (props.bulk ? 1 : 0)} scope="rowgroup">
          {line.label || t('shared.table.without')} <span>{formats.count(line.count)}</span>
        </th>
      </tr>
    );
  }
  const row = line.row;
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && open) open(row.original);
    else if (event.key === 'x' && props.bulk) row.toggleSelected();
    else if (event.key === 'ArrowDown') props.onMove(1);
    else if (event.key === 'ArrowUp') props.onMove(-1);
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent<HTMLTableRowElement>) => {
    const onControl = (event.target as HTMLElement).closest('a,button,input,label');
    if (open && !onControl && !window.getSelection()?.toString()) open(row.original);
  };
  return (
    <tr
      id={`${props.id}-line-${at}`}
      className={classes.row}
      tabIndex={-1}
      aria-rowindex={at + 2}
      data-opens={open ? true : undefined}
      data-selected={row.getIsSelected() || undefined}
      onFocus={() => props.onFocus(at)}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {props.bulk && (
        <td className={classes.check}>
          <Checkbox
            size="xs"
            aria-label={t('shared.table.select_row')}
            checked={row.getIsSelected()}
            onChange={(event) => row.toggleSelected(event.currentTarget.checked)}
          />
        </td>
      )}
      {props.shown.map((column, place) => (
        <td
          key={column.key}
          data-number={isNumeric(column.kind) || undefined}
          style={column.width ? { maxWidth: column.width } : undefined}
        >
          <Cell column={column} row={row.original} rowPath={place === 0 ? props.rowPath : undefined} />
        </td>
      ))}
    </tr>
  );
}

function Cell<Row>(props: { column: Column<Row>; row: Row; rowPath: ((row: Row) => string) | undefined }) {
  const { formats } = useMessages();
  const { column, row, rowPath } = props;
  const text = column.cell ? column.cell(row) : cellText(column, row, formats);
  // Names keep their own direction, so that one too long is cut at its end, not at its beginning.
  const isText = !column.cell && (column.kind ?? 'text') === 'text';
  const named = isText ? (
    <span dir="auto" className={classes.text}>
      {text}
    </span>
  ) : (
    text
  );
  const depth = column.depth?.(row) ?? 0;
  const inside = depth > 0 ? <div style={{ paddingInlineStart: depth * 24 }}>{named}</div> : named;
  if (!rowPath) return inside;
  return (
    <AppLink to={rowPath(row)} className={classes.link}>
      {inside}
    </AppLink>
  );
}
