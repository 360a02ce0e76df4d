import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { renderPart } from '../../test/render';
import { currentPeriod, periodOf } from '../api/periods';
import { isOffered } from '../feature';
import { Formats } from '../formats/formats';
import { fold } from '../i18n/fold';
import { Board } from './board';
import type { Ink } from './chart/ink';
import { funnel, goalPath, waterfall } from './chart/options';
import Markdown from './markdown';
import { forestOf } from './org-chart';

const ink = (rtl: boolean): Ink => ({
  text: '#000',
  muted: '#555',
  border: '#ddd',
  surface: '#fff',
  accent: '#44f',
  good: '#0a0',
  warn: '#fa0',
  bad: '#d00',
  rtl,
  font: 'Inter',
  formats: new Formats(rtl ? 'fa-IR-u-ca-persian-nu-arabext' : 'en-GB'),
});

describe('pictures', () => {
  it('mirror their axes from right to left', () => {
    const words = { plan: 'p', actual: 'a', forecast: 'f', yearBefore: 'y' };
    const points = [{ date: '2026-03-21', plan: 1, actual: 1, forecast: null, yearBefore: null }];
    expect(goalPath(points, 'EUR', words, ink(true))).toMatchObject({
      xAxis: { inverse: true },
      yAxis: { position: 'right' },
    });
    expect(goalPath(points, 'EUR', words, ink(false))).toMatchObject({
      xAxis: { inverse: false },
    });
  });

  it('let each step of a waterfall start where the one before ended', () => {
    const option = waterfall(
      [
        { label: 'Goal', value: 100, total: true },
        { label: 'Price', value: -30 },
        { label: 'Mix', value: 10 },
        { label: 'Actual', value: 80, total: true },
      ],
      null,
      ink(false),
    ) as { series: { data: unknown[] }[] };
    expect(option.series[0]?.data).toEqual([0, 70, 70, 0]);
  });

  it('do not divide by an empty stage', () => {
    expect(() =>
      funnel(
        [
          { label: 'a', count: 0 },
          { label: 'b', count: 0 },
        ],
        ink(false),
      ),
    ).not.toThrow();
  });
});

describe('the org chart', () => {
  it('puts those whose superior is not shown at the top', () => {
    const forest = forestOf([
      { id: '2', parent: '1', title: 'b' },
      { id: '3', parent: '2', title: 'c' },
    ]);
    expect(forest.map((each) => each.id)).toEqual(['2']);
    expect(forest[0]?.children.map((each) => each.id)).toEqual(['3']);
  });
  it('shows everyone of a circle once', () => {
    const forest = forestOf([
      { id: '1', parent: '2', title: 'a' },
      { id: '2', parent: '1', title: 'b' },
    ]);
    const count = (nodes: typeof forest): number =>
      nodes.reduce((sum, each) => sum + 1 + count(each.children), 0);
    expect(count(forest)).toBe(2);
  });
});

describe('the board', () => {
  it('moves a card by keyboard and says so', async () => {
    const onMove = vi.fn();
    const cards = [{ id: 'a', lane: 'new' }];
    await renderPart(
      <Board
        label="Deals"
        lanes={[
          { id: 'new', title: 'New' },
          { id: 'won', title: 'Won' },
        ]}
        cards={cards}
        cardId={(card) => card.id}
        cardTitle={(card) => card.id}
        laneOf={(card) => card.lane}
        show={(card) => card.id}
        onOpen={() => {}}
        onMove={onMove}
      />,
    );
    (await screen.findByRole('button', { name: 'a' })).focus();
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(onMove).toHaveBeenCalledWith(cards[0], 'won');
    expect(screen.getByText('a moved to Won')).toBeInTheDocument();
  });
});

describe('text from others', () => {
  it('is never read as HTML, and never runs', async () => {
    await renderPart(
      <Markdown
        text={'**bold** <img src=x onerror=alert(1)> [no](javascript:alert(1)) [yes](https://a.b)'}
      />,
    );
    expect(await screen.findByText('bold')).toBeInTheDocument();
    expect(document.querySelector('img')).toBeNull();
    expect(screen.getByText('no')).not.toHaveAttribute('href', expect.stringContaining('javascript'));
    expect(screen.getByText('yes')).toHaveAttribute('href', 'https://a.b');
  });
});

describe('periods', () => {
  const periods = [
    { key: '2026', label: '2026', kind: 'year', from: '2026-01-01', to: '2026-12-31', current: false },
    { key: '2026-Q4', label: 'Q4', kind: 'quarter', from: '2026-10-01', to: '2026-12-31', current: true },
  ];
  it('default to the current one, or the one of that kind on a former day, and take any range', () => {
    expect(currentPeriod(periods, undefined)?.key).toBe('2026-Q4');
    expect(currentPeriod(periods, '2026-10-01')?.key).toBe('2026-Q4');
    expect(currentPeriod(periods, '2026-02-01')).toBeUndefined();
    expect(periodOf(periods, '2026-01-05..2026-02-01')).toMatchObject({
      from: '2026-01-05',
      to: '2026-02-01',
    });
    expect(periodOf(periods, 'nonsense')).toBeUndefined();
  });
});

it('search takes letters as people type them', () => {
  expect(fold('Łódź')).toBe('lodz');
  expect(fold('علي')).toBe(fold('علی'));
});

it('an entry is offered to those who have one of its permissions', () => {
  expect(isOffered(undefined, {})).toBe(true);
  expect(isOffered(['goal_read'], { goal_read: 'own' })).toBe(true);
  expect(isOffered(['goal_read'], { goal_read: 'none' })).toBe(false);
});
