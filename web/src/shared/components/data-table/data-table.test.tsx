import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answersOf, renderPart } from '../../../test/render';
import { type Column, DataTable } from './data-table';
import { linesOf } from './lines';
import { switchTo, viewOf } from './saved-views';
import { readTableState, shownColumns, writeTableChange } from './table-state';

interface Row {
  id: number;
  name: string;
  team: string;
  amount: string;
}

const rows: Row[] = [
  { id: 1, name: 'Ana', team: 'North', amount: '90.00' },
  { id: 2, name: 'Bea', team: 'South', amount: '1200.50' },
  { id: 3, name: 'Cyril', team: 'North', amount: '300.00' },
];
const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', value: (row) => row.name, sortable: true },
  { key: 'team', header: 'Team', value: (row) => row.team, groupable: true },
  {
    key: 'amount',
    header: 'Amount',
    kind: 'amount',
    currency: 'EUR',
    value: (row) => row.amount,
    sortable: true,
  },
  { key: 'id', header: 'Number', value: (row) => row.id, hidden: true },
];
const table = (more: object = {}) => (
  <DataTable
    id="t"
    label="People"
    columns={columns}
    rows={rows}
    rowId={(row) => row.id}
    empty={<p>nobody</p>}
    {...more}
  />
);
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).queryAllByRole('cell')[0]?.textContent);

afterEach(() => vi.unstubAllGlobals());

describe('a list', () => {
  it('shows amounts in full, with the currency once in the header', async () => {
    await renderPart(table());
    expect(await screen.findByText('1,200.50')).toBeInTheDocument();
    expect(screen.getByRole('columnheader', { name: /Amount \(€\)/ })).toBeInTheDocument();
  });

  it('sorts amounts as numbers, largest first, and says so in the address', async () => {
    const { router } = await renderPart(table());
    await userEvent.click(await screen.findByRole('button', { name: /Amount/ }));
    await waitFor(() => expect(names()).toEqual(['Bea', 'Cyril', 'Ana']));
    expect(router.state.location.searchStr).toBe('?sort=-amount');
  });

  it('groups under headings', async () => {
    await renderPart(table(), { at: '/?group=team' });
    expect(await screen.findByRole('rowheader', { name: /North 2/ })).toBeInTheDocument();
  });

  it('is walked and opened by keyboard', async () => {
    const onOpen = vi.fn();
    await renderPart(table({ onOpen }));
    await screen.findByText('Ana');
    await userEvent.keyboard('jj');
    await waitFor(() => expect(screen.getByRole('row', { name: /Bea/ })).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    expect(onOpen).toHaveBeenCalledWith(rows[1]);
  });

  it('says what an empty list is for', async () => {
    await renderPart(table({ rows: [] }));
    expect(await screen.findByText('nobody')).toBeInTheDocument();
  });

  it('asks the server for the sorted, filtered page, and shows what went wrong with a way on', async () => {
    const asked: string[] = [];
    let fails = true;
    vi.stubGlobal('fetch', async (input: string) => {
      asked.push(input);
      if (fails) return new Response(JSON.stringify({ code: 'x', detail: 'Broken here.' }), { status: 500 });
      return answersOf({ '/people': { items: rows, next: null } })(input);
    });
    await renderPart(table({ rows: undefined, path: '/people', dated: true }), {
      at: '/?sort=-amount&f.team=North&as_of=2026-01-31',
    });
    expect(await screen.findByText('Broken here.')).toBeInTheDocument();
    expect(asked[0]).toBe('/api/people?as_of=2026-01-31&team=North&sort=-amount');
    fails = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Ana')).toBeInTheDocument();
  });
});

describe('a list grouped by what the server cannot order', () => {
  it('asks for every row, without an order, and puts the groups in the order of their names', async () => {
    const asked: string[] = [];
    const east = { id: 4, name: 'Dora', team: 'East', amount: '1.00' };
    vi.stubGlobal('fetch', async (input: string) => {
      asked.push(input);
      const page = input.includes('cursor') ? { items: [east], next: null } : { items: rows, next: 'more' };
      return answersOf({ '/people': page })(input);
    });
    await renderPart(table({ rows: undefined, path: '/people' }), { at: '/?group=team' });
    await screen.findByText('Dora');
    expect(asked).toEqual(['/api/people?limit=200', '/api/people?limit=200&cursor=more']);
    const headings = screen.getAllByRole('rowheader').map((each) => each.textContent);
    expect(headings.map((each) => each?.replace(/\W*\d.*/, ''))).toEqual(['East', 'North', 'South']);
  });
});

describe('its state', () => {
  it('goes to the address and back', () => {
    const state = readTableState({
      q: 'ana',
      sort: '-amount',
      cols: 'name,team',
      'f.team': 'North',
      period: '2026',
    });
    expect(state).toEqual({
      search: 'ana',
      sort: { key: 'amount', descending: true },
      group: null,
      columns: ['name', 'team'],
      filters: { team: 'North' },
    });
    expect(writeTableChange({ filters: { team: '' }, sort: null }, state)).toEqual({
      'f.team': undefined,
      sort: undefined,
    });
  });

  it('becomes a view without the period, and a view replaces another whole', () => {
    const address = { q: 'ana', 'f.team': 'North', period: '2026' };
    expect(viewOf(address)).toEqual({ q: 'ana', 'f.team': 'North' });
    expect(switchTo({ sort: 'name' }, address)).toEqual({ q: undefined, 'f.team': undefined, sort: 'name' });
  });

  it('shows the columns proposed, the ones chosen, or the few for a phone', () => {
    expect(shownColumns(columns, null, false).map((each) => each.key)).toEqual(['name', 'team', 'amount']);
    expect(shownColumns(columns, ['name', 'id'], false).map((each) => each.key)).toEqual(['name', 'id']);
    expect(shownColumns(columns, null, true)).toHaveLength(2);
  });

  it('collects rows of one group that do not stand together', () => {
    expect(
      linesOf(rows, (row) => row.team).map((line) => (line.kind === 'group' ? line.label : line.row.name)),
    ).toEqual(['North', 'Ana', 'Cyril', 'South', 'Bea']);
  });
});
