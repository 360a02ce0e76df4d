import { Button } from '@mantine/core';
import { Download, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWrite } from '../../../shared/api/query';
import { apiUrl } from '../../../shared/api/request';
import { useMay } from '../../../shared/api/session';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { Section } from '../../../shared/components/page';
import { problemText } from '../../../shared/components/problem';
import { showDone, showFailed } from '../../../shared/components/undo-toast';
import { useMessages } from '../../../shared/i18n/messages';
import { type FileReport, type Import, type ImportReport, type RefusedRow, sumOf } from './import';
import classes from './imports.module.css';

/** What became of the rows, or would; the refused ones with the reason; and the way back. */
export function ResultStep({ one, actions }: { one: Import; actions: ReactNode }) {
  const { t } = useMessages();
  const { report } = one;
  if (!report) return null;
  const sum = sumOf(report);
  const sentence = report.dry_run ? t('imports.would', sum) : t('imports.did', sum);
  return (
    <>
      <p className={classes.sentence}>{one.state === 'undone' ? t('imports.was_undone') : sentence}</p>
      <div className={classes.buttons}>
        {actions}
        {one.state === 'done' && <Undo one={one} />}
      </div>
      <Section title={t('imports.by_file')}>
        <FileReports report={report} />
      </Section>
      {report.refused > 0 && (
        <Section
          title={t('imports.refused_rows')}
          about={t('imports.refused_about')}
          actions={
            <Button
              variant="default"
              size="compact-sm"
              component="a"
              href={apiUrl(`/imports/${one.import_id}/refusals`, { format: 'csv' })}
              leftSection={<Download size={14} aria-hidden />}
              download
            >
              {t('imports.download_refused')}
            </Button>
          }
        >
          <Refusals importId={one.import_id} />
        </Section>
      )}
    </>
  );
}

function FileReports({ report }: { report: ImportReport }) {
  const { t, lookup } = useMessages();
  const count = (
    key: 'read' | 'inserted' | 'updated' | 'unchanged' | 'skipped' | 'refused' | 'left_out',
  ): Column<FileReport> => ({
    key,
    header: t(key === 'left_out' ? 'imports.left_out_rows' : `imports.${key}`),
    kind: 'count',
    value: (row) => row[key],
  });
  const columns: Column<FileReport>[] = [
    { key: 'source', header: t('imports.file'), value: (row) => row.source, phone: true },
    { key: 'kind', header: t('imports.becomes'), value: (row) => t(`imports.kinds.${row.kind}`) },
    count('read'),
    { ...count('inserted'), phone: true },
    count('updated'),
    count('unchanged'),
    count('skipped'),
    count('left_out'),
    { ...count('refused'), phone: true },
    { key: 'unmapped', header: t('imports.unmapped'), value: (row) => row.unmapped.join(', '), width: 240 },
    {
      key: 'notes',
      header: t('goals.note'),
      value: (row) =>
        row.notes
          .map((each) => lookup(`exchange.notes.${each.code}`, { count: each.count }, each.code))
          .join('; '),
      width: 280,
    },
  ];
  return (
    <DataTable
      id="import-files"
      label={t('imports.by_file')}
      columns={columns}
      rows={report.files}
      rowId={(row) => `${row.source}-${row.kind}`}
      plain
      empty={null}
    />
  );
}

function Refusals({ importId }: { importId: number }) {
  const { t } = useMessages();
  const columns: Column<RefusedRow>[] = [
    { key: 'source', header: t('imports.file'), value: (row) => row.source },
    { key: 'line', header: t('imports.line'), kind: 'count', value: (row) => row.line, phone: true },
    { key: 'column', header: t('imports.column'), value: (row) => row.column },
    { key: 'reason', header: t('imports.reason'), value: (row) => row.reason, width: 480, phone: true },
    { key: 'fields', header: t('imports.row'), value: (row) => row.fields.join(' · '), width: 320 },
  ];
  return (
    <DataTable<RefusedRow>
      id="refusals"
      label={t('imports.refused_rows')}
      columns={columns}
      path={`/imports/${importId}/refusals`}
      rowId={(row) => row.place}
      plain
      empty={null}
    />
  );
}

function Undo({ one }: { one: Import }) {
  const messages = useMessages();
  const { t } = messages;
  const mayUndo = useMay()('import_undo');
  const undo = useWrite<Import>({
    path: (each) => `/imports/${each.import_id}/undo`,
    body: () => undefined,
    refreshes: ['/'],
  });
  if (!mayUndo) return null;
  return (
    <Button
      variant="default"
      leftSection={<Undo2 size={15} className="mirrored" aria-hidden />}
      loading={undo.isPending}
      onClick={() =>
        undo.mutate(one, {
          onSuccess: () => showDone(t('imports.was_undone')),
          onError: (error) => showFailed(problemText(error, messages)),
        })
      }
    >
      {t('imports.undo')}
    </Button>
  );
}
