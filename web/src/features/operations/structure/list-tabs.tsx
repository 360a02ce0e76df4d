import { Network } from 'lucide-react';
import { useApi } from '../../../shared/api/query';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Problem } from '../../../shared/components/problem';
import { Tag } from '../../../shared/components/tag';
import { useMessages } from '../../../shared/i18n/messages';
import { positionPath } from './duty';
import { type PersonEntry, type Position, personPath, type Team } from './structure';

export function PeopleTab() {
  const { t } = useMessages();
  const columns: Column<PersonEntry>[] = [
    { key: 'name', header: t('structure.name'), value: (row) => row.name, phone: true },
    { key: 'title', header: t('structure.position'), value: (row) => row.title, phone: true },
    { key: 'team', header: t('structure.team'), value: (row) => row.team?.name, groupable: true },
    { key: 'manager', header: t('structure.manager'), value: (row) => row.manager?.name, groupable: true },
    { key: 'email', header: t('customers.email'), value: (row) => row.email },
    { key: 'hired_on', header: t('structure.hired_on'), kind: 'date', value: (row) => row.hired_on },
    {
      key: 'left_on',
      header: t('structure.left_on'),
      kind: 'date',
      value: (row) => row.left_on,
      hidden: true,
    },
  ];
  return (
    <DataTable<PersonEntry>
      id="people"
      label={t('structure.tabs.people')}
      columns={columns}
      path="/people"
      dated
      rowId={(row) => row.person_id}
      rowPath={(row) => personPath(row.person_id)}
      searchable
      fill
      empty={<EmptyState icon={Network} title={t('structure.empty')} text={t('structure.empty_about')} />}
    />
  );
}

export function PositionsTab() {
  const { t } = useMessages();
  const columns: Column<Position>[] = [
    { key: 'title', header: t('structure.position'), value: (row) => row.title, phone: true },
    {
      key: 'kind',
      header: t('structure.kind'),
      value: (row) => t(`structure.kinds.${row.kind}`),
      groupable: true,
    },
    { key: 'team', header: t('structure.team'), value: (row) => row.team?.name, groupable: true },
    {
      key: 'holder',
      header: t('structure.holder'),
      value: (row) => row.holder?.name,
      cell: (row) => row.holder?.name ?? <Tag tone="warn">{t('structure.nobody')}</Tag>,
      phone: true,
    },
  ];
  return (
    <DataTable<Position>
      id="positions"
      label={t('structure.tabs.positions')}
      columns={columns}
      path="/positions"
      dated
      rowId={(row) => row.position_id}
      rowPath={(row) => positionPath(row.position_id)}
      fill
      empty={<EmptyState icon={Network} title={t('structure.empty')} text={t('structure.empty_about')} />}
    />
  );
}

export function TeamsTab() {
  const { t } = useMessages();
  const answer = useApi<Team[]>('/teams', {}, { dated: true });
  const columns: Column<Team>[] = [
    { key: 'name', header: t('structure.team'), value: (row) => row.name, sortable: true, phone: true },
    {
      key: 'department',
      header: t('structure.department'),
      value: (row) => row.department?.name,
      groupable: true,
      sortable: true,
    },
    {
      key: 'members',
      header: t('structure.members'),
      kind: 'count',
      value: (row) => row.members,
      sortable: true,
      phone: true,
    },
  ];
  if (answer.isError) return <Problem error={answer.error} retry={() => void answer.refetch()} />;
  return (
    <DataTable<Team>
      id="teams"
      label={t('structure.tabs.teams')}
      columns={columns}
      rows={answer.data ?? []}
      rowId={(row) => row.team_id}
      rowPath={(row) => `/operations/goals/team/${row.team_id}`}
      fill
      empty={<EmptyState icon={Network} title={t('structure.empty')} text={t('structure.empty_about')} />}
    />
  );
}
