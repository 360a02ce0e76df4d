import { expect, test } from 'vitest';
import { type AccountingPolicy, benefitRows } from './accounting';

test('each order type has a line: those that occur and those that are set', () => {
  const policy: AccountingPolicy = {
    benefits: [
      { order_type: 'new', months: 36 },
      { order_type: 'trial', months: 0 },
    ],
    months_otherwise: 6,
    uses_expedient: true,
    codes: [],
    order_types: ['renewal', 'new'],
    other_currencies: [],
    version: 1,
  };
  expect(benefitRows(policy)).toEqual([
    { order_type: 'new', months: 36 },
    { order_type: 'renewal', months: 6 },
    { order_type: 'trial', months: 0 },
  ]);
});
