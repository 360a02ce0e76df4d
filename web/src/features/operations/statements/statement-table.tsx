import { Anchor } from '@mantine/core';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { Tag } from '../../../shared/components/tag';
import { useMessages } from '../../../shared/i18n/messages';
import { type StatementRow, statementPath, statementPdf } from './statement';

/** A list of statements, by period or by person. */
export function StatementTable(props: {
  label: string;
  rows: readonly StatementRow[];
  first: Column<StatementRow>;
  searchable?: boolean;
  empty: ReactNode;
}) {
  const { t, formats } = useMessages();
  const columns: Column<StatementRow>[] = [
    props.first,
    {
      key: 'state',
      header: t('statement.state'),
      value: (row) => (row.is_preview ? t('statement.preview') : t('statement.sealed_short')),
      cell: (row) => (
        <Tag>
          {row.is_preview
            ? t('statement.preview')
            : t('statement.number', { number: formats.plain(String(row.statement_id ?? 0)) })}
        </Tag>
      ),
      groupable: true,
    },
    {
      key: 'earned',
      header: t('statement.earned'),
      kind: 'amount',
      value: (row) => moneyFigure(row.earned),
    },
    {
      key: 'due',
      header: t('statement.due'),
      kind: 'amount',
      value: (row) => moneyFigure(row.due),
      phone: true,
    },
    {
      key: 'pdf',
      header: 'PDF',
      value: () => '',
      cell: (row) => (
        <Anchor
          href={statementPdf(row)}
          download
          aria-label={`${t('statement.download')}: ${row.person}, ${row.period}`}
          onClick={(event) => event.stopPropagation()}
        >
          <Download size={15} aria-hidden />
        </Anchor>
      ),
    },
  ];
  return (
    <DataTable<StatementRow>
      id="statements"
      label={props.label}
      columns={columns}
      rows={props.rows}
      rowId={(row) => `${row.person_id}-${row.pay_period_id}`}
      rowPath={statementPath}
      searchable={props.searchable}
      empty={props.empty}
    />
  );
}
