import { ListChecks } from 'lucide-react';
import { useApi } from '../../../shared/api/query';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page } from '../../../shared/components/page';
import { useMessages } from '../../../shared/i18n/messages';
import { type DutyEntry, type DutyHolder, dutiesPath, dutyPath } from './duty';
import type { Team } from './structure';

/** Who has not acknowledged what yet: by document, by team, by manager. */
export default function OutstandingPage() {
  const { t, formats } = useMessages();
  const documents = useApi<{ items: DutyEntry[] }>('/duty-documents', { limit: 200 });
  const teams = useApi<Team[]>('/teams', {}, { dated: true });
  const columns: Column<DutyHolder>[] = [
    { key: 'person', header: t('structure.name'), value: (row) => row.person.name, phone: true },
    {
      key: 'document',
      header: t('duties.document'),
      value: (row) => row.document,
      choices: (documents.data?.items ?? [])
        .filter((each) => each.state === 'in_force')
        .map((each) => ({ value: String(each.document_id), label: each.title })),
      groupable: true,
      sortWords: { ascending: 'document' },
      phone: true,
    },
    { key: 'position', header: t('structure.position'), value: (row) => row.position.title },
    {
      key: 'team',
      header: t('structure.team'),
      value: (row) => row.team?.name,
      choices: (teams.data ?? []).map((each) => ({ value: String(each.team_id), label: each.name })),
      groupable: true,
      sortWords: { ascending: 'team' },
    },
    {
      key: 'manager',
      header: t('structure.manager'),
      value: (row) => row.manager?.name,
      groupable: true,
      sortWords: { ascending: 'manager' },
    },
    {
      key: 'published_at',
      header: t('duties.published'),
      value: (row) => formats.dayOf(row.published_at),
    },
  ];
  return (
    <Page
      title={t('duties.outstanding')}
      trail={[
        { label: t('structure.title'), path: '/operations/structure' },
        { label: t('structure.tabs.duties'), path: dutiesPath },
      ]}
      sentence={t('duties.outstanding_about')}
      list
    >
      <DataTable<DutyHolder>
        id="outstanding-duties"
        label={t('duties.outstanding')}
        columns={columns}
        path="/duty-holders"
        query={{ state: 'outstanding' }}
        dated
        rowId={(row) => `${row.document_id}-${row.person.person_id}`}
        rowPath={(row) => dutyPath(row.document_id)}
        fill
        empty={
          <EmptyState
            icon={ListChecks}
            title={t('duties.nobody_outstanding')}
            text={t('duties.nobody_outstanding_about')}
          />
        }
      />
    </Page>
  );
}
