import { ActionIcon, Skeleton, Tooltip } from '@mantine/core';
import type { EChartsOption } from 'echarts';
import { ChartNoAxesColumn, Table2 } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useMessages } from '../../i18n/messages';
import classes from './chart.module.css';
import { type Ink, useInk } from './ink';

const ChartCanvas = lazy(() => import('./chart-canvas'));

export interface ChartTable {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

interface Props {
  /** What the picture shows, in a sentence. */
  label: string;
  option: (ink: Ink) => EChartsOption;
  /** The same figures as rows: for those who prefer them, and those who cannot see the picture. */
  table: ChartTable;
  height?: number;
}

/** A picture, with a table behind it. */
export function Chart(props: Props) {
  const { t } = useMessages();
  const ink = useInk();
  const [asTable, setAsTable] = useState(false);
  const { option } = props;
  const made = useMemo(() => option(ink), [option, ink]);
  const height = props.height ?? 280;
  const Icon = asTable ? ChartNoAxesColumn : Table2;
  const label = asTable ? t('shared.chart.picture') : t('shared.chart.table');
  return (
    <figure className={classes.figure} aria-label={props.label}>
      <Tooltip label={label}>
        <ActionIcon
          className={classes.toggle}
          onClick={() => setAsTable(!asTable)}
          aria-label={label}
          data-print="no"
        >
          <Icon size={16} strokeWidth={1.8} />
        </ActionIcon>
      </Tooltip>
      {asTable ? (
        <section
          className={classes.scroll}
          style={{ height }}
          aria-label={props.label}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
        >
          <Rows table={props.table} />
        </section>
      ) : (
        <Suspense fallback={<Skeleton height={height} />}>
          <ChartCanvas option={made} height={height} label={props.label} />
        </Suspense>
      )}
    </figure>
  );
}

function Rows({ table }: { table: ChartTable }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.join('|')}>
            {row.map((cell, at) => (
              <td key={table.columns[at]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
