import { describe, expect, it } from 'vitest';
import type { Mapping, PreviewTable } from './import';
import { assign, makeOf, writeForm } from './mapping';

const column = (heading: string, targets: string[]) => ({
  heading,
  targets,
  guess: 'text',
  date_order_open: false,
  decimal_mark_open: false,
  is_ignored: false,
  samples: [],
});
const table: PreviewTable = {
  source: 'Our Deals.csv',
  format: 'csv',
  encoding: 'UTF-8',
  delimiter: ';',
  targets: [{ kind: 'orders', missing: ['booked_on'] }],
  columns: [column('Deal', ['orders.number']), column('Day', []), column('Client', ['orders.customer'])],
  rows: [],
};
const mapping: Mapping = {
  name: 'crm',
  title: 'Our CRM',
  files: [
    { from: ['our_deals'], to: 'orders', columns: { number: ['Deal'], customer: ['Account', 'Client'] } },
  ],
};

describe('a mapping', () => {
  it('takes a column that nothing recognised, and keeps what was', () => {
    const next = assign(mapping, table, 'Day', 'orders.booked_on');
    expect(next.files).toHaveLength(1);
    expect(next.files[0]?.columns).toEqual({ number: ['Deal'], customer: ['Client'], booked_on: ['Day'] });
  });

  it('moves a column to another target', () => {
    const next = assign(mapping, table, 'Deal', 'orders.external_id');
    expect(next.files[0]?.columns).toEqual({ external_id: ['Deal'], customer: ['Client'] });
  });

  it('leaves a column out knowingly, and takes it back', () => {
    const without = assign(mapping, table, 'Client', null);
    // What other exports call it is still known.
    expect(without.files[0]?.columns).toEqual({ number: ['Deal'], customer: ['Account'] });
    expect(without.files[0]?.ignore).toEqual(['Client']);
    const back = assign(without, table, 'Client', 'orders.customer');
    expect(back.files[0]?.ignore).toEqual([]);
  });

  it('makes something of a table that became nothing', () => {
    const next = makeOf({ ...mapping, files: [] }, table, 'customers');
    expect(next.files).toEqual([{ from: ['Our Deals.csv'], to: 'customers', columns: {} }]);
  });

  it('says how a column is written', () => {
    expect(writeForm(mapping, table, 'orders.booked_on', 'date d/m/y').files[0]?.forms).toEqual({
      booked_on: 'date d/m/y',
    });
  });

  it('is never changed itself', () => {
    const before = JSON.stringify(mapping);
    assign(mapping, table, 'Day', 'orders.booked_on');
    expect(JSON.stringify(mapping)).toBe(before);
  });
});
