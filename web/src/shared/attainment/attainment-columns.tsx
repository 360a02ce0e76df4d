import type { Column } from '../components/data-table/data-table';
import { FigureValue } from '../components/figure-value';
import { Status } from '../components/status';
import type { Figure } from '../formats/formats';
import type { Messages } from '../i18n/messages';
import type { Attainment } from './attainment';
import { AttainmentBar } from './attainment-bar';

/** The columns of a list of attainments. */
export function attainmentColumns(messages: Messages, currency: string | undefined): Column<Attainment>[] {
  const { t } = messages;
  const figure = (
    key: 'quota' | 'actual' | 'expected' | 'projected' | 'gap',
    more: Partial<Column<Attainment>> = {},
  ): Column<Attainment> => ({
    key,
    header: t(`attainment.${key}`),
    kind: currency ? 'amount' : 'count',
    currency,
    value: (row) => row[key],
    cell: (row) => (
      <FigureValue figure={row[key] as Figure | null} label={`${t(`attainment.${key}`)}, ${row.name}`} bare />
    ),
    ...more,
  });
  return [
    {
      key: 'name',
      header: t('attainment.name'),
      value: (row) => row.name,
      sortable: true,
      sortWords: { ascending: 'name' },
      phone: true,
    },
    {
      key: 'status',
      header: t('attainment.status'),
      value: (row) => t(`shared.standing.${row.status}`),
      cell: (row) => <Status standing={row.status} quiet />,
      groupable: false,
    },
    {
      key: 'attainment',
      header: t('attainment.attainment'),
      kind: 'percent',
      value: (row) => row.attainment,
      cell: (row) => (
        <FigureValue figure={row.attainment} label={`${t('attainment.attainment')}, ${row.name}`} />
      ),
      sortable: true,
      sortWords: { descending: 'attainment' },
      phone: true,
    },
    {
      key: 'bar',
      header: t('attainment.path'),
      value: () => null,
      cell: (row) => <AttainmentBar row={row} />,
    },
    figure('actual', { sortable: true, sortWords: { descending: 'actual' } }),
    figure('quota'),
    figure('expected', { hidden: true }),
    figure('gap', { sortable: true, sortWords: { ascending: 'gap' } }),
    figure('projected'),
  ];
}
