import { Button } from '@mantine/core';
import { type Column, DataTable } from '../../shared/components/data-table/data-table';
import { EmptyState } from '../../shared/components/empty-state';
import { Status } from '../../shared/components/status';
import { people, type SamplePerson } from './samples';

const columns: Column<SamplePerson>[] = [
  { key: 'name', header: 'Name', value: (row) => row.name, sortable: true, phone: true },
  {
    key: 'team',
    header: 'Team',
    value: (row) => row.team,
    sortable: true,
    groupable: true,
    choices: [
      { value: 'North', label: 'North' },
      { value: 'South', label: 'South' },
    ],
  },
  {
    key: 'quota',
    header: 'Quota',
    kind: 'amount',
    currency: 'EUR',
    value: (row) => row.quota,
    sortable: true,
  },
  {
    key: 'actual',
    header: 'Actual',
    kind: 'amount',
    currency: 'EUR',
    value: (row) => row.actual,
    sortable: true,
  },
  {
    key: 'attainment',
    header: 'Attainment',
    kind: 'percent',
    value: (row) => row.attainment,
    sortable: true,
    phone: true,
  },
  {
    key: 'standing',
    header: 'Standing',
    value: (row) => row.standing,
    groupable: true,
    cell: (row) => <Status standing={row.standing} quiet />,
  },
  { key: 'since', header: 'Since', kind: 'date', value: (row) => row.since, hidden: true },
];

export function KitTable() {
  return (
    <div style={{ height: 560, display: 'flex' }}>
      <DataTable
        id="kit"
        label="People"
        columns={columns}
        rows={people}
        rowId={(row) => row.id}
        onOpen={() => {}}
        searchable
        fill
        bulk={(rows, clear) => (
          <Button size="compact-sm" onClick={clear}>
            Praise {rows.length}
          </Button>
        )}
        empty={<EmptyState title="Nobody" />}
      />
    </div>
  );
}
