import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { type Column, isNumeric } from './columns';
import classes from './data-table.module.css';

/** A column's name, and the button that sorts by it. */
export function HeaderCell<Row>(props: {
  column: Column<Row>;
  sort: { key: string; descending: boolean } | null;
  onSort: (sort: { key: string; descending: boolean } | null) => void;
  sign: string | null;
}) {
  const { column, sort } = props;
  const mine = sort?.key === column.key ? sort : null;
  const Icon = mine ? (mine.descending ? ArrowDown : ArrowUp) : ChevronsUpDown;
  const text = props.sign ? `${column.header} (${props.sign})` : column.header;
  // Numbers are first wanted largest first; a third click gives the list its own order back.
  const first = isNumeric(column.kind);
  const { ascending, descending } = column.sortWords ?? { ascending: 'a', descending: 'd' };
  const onlyWay = Boolean(ascending) !== Boolean(descending);
  const start = onlyWay ? Boolean(descending) : first;
  const next = !mine
    ? { key: column.key, descending: start }
    : mine.descending === start && !onlyWay
      ? { key: column.key, descending: !start }
      : null;
  return (
    <th
      scope="col"
      data-number={isNumeric(column.kind) || undefined}
      aria-sort={mine ? (mine.descending ? 'descending' : 'ascending') : undefined}
    >
      {column.sortable ? (
        <button
          type="button"
          className={classes.sort}
          data-on={mine ? true : undefined}
          onClick={() => props.onSort(next)}
        >
          {text}
          <Icon size={13} aria-hidden />
        </button>
      ) : (
        text
      )}
    </th>
  );
}
