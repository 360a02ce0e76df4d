import { Button } from '@mantine/core';
import { BookOpenCheck, ListChecks, Plus } from 'lucide-react';
import { useMay } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { useMessages } from '../../../shared/i18n/messages';
import { type DutyEntry, dutyPath, newDutyPath, outstandingPath, subjectText } from './duty';
import { DutyProgress, DutyStateTag } from './duty-marks';

/** What is expected of whom: documents in force and drafts, and how far each has been acknowledged. */
export function DutiesTab() {
  const messages = useMessages();
  const { t, formats } = messages;
  const may = useMay();
  const follows = may('duty_follow', 'team');
  const columns: Column<DutyEntry>[] = [
    { key: 'title', header: t('duties.document'), value: (row) => row.title, phone: true },
    { key: 'subject', header: t('duties.subject'), value: (row) => subjectText(row, messages) },
    {
      key: 'state',
      header: t('duties.state'),
      value: (row) => t(`duties.states.${row.state}`),
      cell: (row) => <DutyStateTag state={row.state} />,
      phone: !follows,
    },
    { key: 'version_no', header: t('duties.version'), kind: 'count', value: (row) => row.version_no },
    {
      key: 'published_at',
      header: t('duties.published'),
      value: (row) => row.published_at && formats.dayOf(row.published_at),
    },
    ...(follows
      ? [
          {
            key: 'progress',
            header: t('duties.progress'),
            value: (row: DutyEntry) => row.progress?.acknowledged,
            cell: (row: DutyEntry) => <DutyProgress progress={row.progress} />,
            phone: true,
          },
        ]
      : []),
  ];
  const write = may('structure_write') && (
    <Button
      size="xs"
      variant="default"
      leftSection={<Plus size={15} aria-hidden />}
      renderRoot={(props) => <AppLink to={newDutyPath} {...props} />}
    >
      {t('duties.new')}
    </Button>
  );
  return (
    <DataTable<DutyEntry>
      id="duties"
      label={t('structure.tabs.duties')}
      columns={columns}
      path="/duty-documents"
      rowId={(row) => row.document_id}
      rowPath={(row) => dutyPath(row.document_id)}
      fill
      actions={
        <>
          {follows && (
            <Button
              size="xs"
              variant="default"
              leftSection={<ListChecks size={15} aria-hidden />}
              renderRoot={(props) => <AppLink to={outstandingPath} {...props} />}
            >
              {t('duties.outstanding')}
            </Button>
          )}
          {write}
        </>
      }
      empty={
        <EmptyState
          icon={BookOpenCheck}
          title={t('duties.empty')}
          text={write ? t('duties.empty_about') : t('duties.empty_reader')}
          actions={write}
        />
      }
    />
  );
}
