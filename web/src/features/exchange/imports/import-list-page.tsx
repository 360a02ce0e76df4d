import { Button } from '@mantine/core';
import { Plus, Upload } from 'lucide-react';
import { useMay } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page } from '../../../shared/components/page';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { type Import, sumOf } from './import';
import { ImportStateTag } from './import-state';

/** What was brought in, by whom, and what became of it. */
export default function ImportListPage() {
  const messages = useMessages();
  const { t } = messages;
  const button = useMay()('import_run') && (
    <Button
      leftSection={<Plus size={16} aria-hidden />}
      renderRoot={(props) => <AppLink to="/settings/imports/new" {...props} />}
    >
      {t('imports.new')}
    </Button>
  );
  return (
    <Page title={t('imports.title')} sentence={t('imports.about')} actions={button} list>
      <DataTable<Import>
        id="imports"
        label={t('imports.title')}
        columns={columnsOf(messages)}
        path="/imports"
        rowId={(row) => row.import_id}
        rowPath={(row) => `/settings/imports/${row.import_id}`}
        fill
        empty={
          <EmptyState
            icon={Upload}
            title={t('imports.empty')}
            text={t('imports.empty_about')}
            actions={button}
          />
        }
      />
    </Page>
  );
}

function columnsOf({ t, formats }: Messages): Column<Import>[] {
  const sum = (row: Import, name: 'inserted' | 'refused') => (row.report ? sumOf(row.report)[name] : null);
  return [
    {
      key: 'files',
      header: t('imports.files'),
      value: (row) => row.title || formats.list(row.files.map((each) => each.name)) || `#${row.import_id}`,
      phone: true,
      width: 420,
    },
    {
      key: 'state',
      header: t('users.state'),
      value: (row) => row.state,
      cell: (row) => <ImportStateTag state={row.state} />,
      phone: true,
    },
    { key: 'created_at', header: t('audit.at'), kind: 'time', value: (row) => row.created_at },
    { key: 'inserted', header: t('imports.inserted'), kind: 'count', value: (row) => sum(row, 'inserted') },
    { key: 'refused', header: t('imports.refused'), kind: 'count', value: (row) => sum(row, 'refused') },
  ];
}
