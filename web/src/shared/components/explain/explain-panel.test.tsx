import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { answersOf, renderPart } from '../../../test/render';
import { FigureValue } from '../figure-value';
import type { Explanation } from './explanation';

const money = (value: string, explain?: string) => ({ value, unit: 'money', currency: 'EUR', explain });
const attainment: Explanation = {
  title: 'Attainment of Ana',
  value: { value: '96.3', unit: 'percent' },
  formula: { key: 'none', args: {} },
  terms: [
    { label: 'Actual', value: money('963.00', '/explanations?figure=credit') },
    { label: 'Quota', value: money('1000.00') },
  ],
};
const credit: Explanation = {
  title: 'Credit of Ana',
  value: money('963.00'),
  terms: [],
  formula: { key: 'none', args: {} },
  source: {
    columns: [
      { key: 'order', label: 'Order', unit: 'text' },
      { key: 'amount', label: 'Amount', unit: 'money' },
    ],
    rows: [
      {
        cells: [
          { value: 'SO-1', link: '/process/orders/1' },
          { value: '963.00', currency: 'EUR' },
        ],
      },
    ],
  },
};

afterEach(() => vi.unstubAllGlobals());

it('a figure opens into its terms, and a term into its source rows', async () => {
  vi.stubGlobal(
    'fetch',
    answersOf({ '/explanations?figure=attainment': attainment, '/explanations?figure=credit': credit }),
  );
  await renderPart(
    <FigureValue
      figure={{ value: '96.3', unit: 'percent', explain: '/explanations?figure=attainment' }}
      label="Attainment"
      standing="behind"
    />,
  );
  expect(await screen.findByText('Behind')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: /Attainment: 96.3%/ }));
  expect(await screen.findByText('Attainment of Ana')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: /Actual/ }));
  expect(await screen.findByText('SO-1')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Attainment' }));
  expect(await screen.findByText('Attainment of Ana')).toBeInTheDocument();
});

it('a number that was not computed cannot be opened', async () => {
  await renderPart(<FigureValue figure={money('5.00')} label="Quota" />);
  expect(await screen.findByText('€5.00')).toBeInTheDocument();
  expect(screen.queryByRole('button')).toBeNull();
});
