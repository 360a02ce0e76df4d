import { describe, expect, it } from 'vitest';
import {
  nextStep,
  offsetOf,
  type PlanLine,
  replaced,
  shapeOf,
  withLineAfter,
  withoutLines,
} from './plan-text';

const place = (line: number, column: number, end_column: number) => ({
  line,
  column,
  end_line: line,
  end_column,
});
const line = (kind: string, depth: number, text: string, fields: [string, string][] = []): PlanLine => ({
  kind,
  depth,
  text,
  place: place(1, 1, 1),
  fields: fields.map(([name, each]) => ({ name, text: each, place: place(1, 1, 1) })),
});

describe('places in a text', () => {
  const text = 'plan "😀é"\n  up to 50%  2%  # kept\nabove 5%\n';
  it('count characters, whatever their size', () => {
    expect(text.slice(offsetOf(text, 1, 7), offsetOf(text, 1, 9))).toBe('😀é');
    expect(offsetOf(text, 2, 3)).toBe(text.indexOf('up'));
    expect(offsetOf(text, 9, 1)).toBe(text.length);
    expect(offsetOf(text, 3, 99)).toBe(text.length - 1);
  });
  it('are replaced without touching what stands around them', () => {
    expect(replaced(text, place(2, 14, 16), '3%')).toBe(text.replace('2%', '3%'));
  });
  it('take a line behind a statement and its comment', () => {
    expect(withLineAfter(text, place(2, 3, 16), 'up to 60% 4%')).toBe(
      text.replace('# kept\n', '# kept\nup to 60% 4%\n'),
    );
    expect(withLineAfter('above 5%', place(1, 1, 9), 'pays 1')).toBe('above 5%\npays 1\n');
  });
  it('lose whole lines', () => {
    expect(withoutLines(text, place(2, 3, 16))).toBe('plan "😀é"\nabove 5%\n');
    expect(withoutLines(text, place(2, 3, 16), place(3, 1, 9))).toBe('plan "😀é"\n');
  });
});

describe('the shape of a plan', () => {
  it('puts lines where they belong', () => {
    const shape = shapeOf([
      line('plan', 0, 'plan "P"'),
      line('measure', 0, 'measure a = amount of order lines'),
      line('component', 0, 'component "C"'),
      line('table', 1, 'rate on a, cliff'),
      line('step', 2, 'up to 5 1%'),
      line('step', 2, 'above 2%'),
      line('pays', 1, 'pays a at rate'),
      line('example', 0, 'example "E"'),
      line('given', 1, 'a 1.00'),
    ]);
    expect(shape.header.map((each) => each.text)).toEqual(['plan "P"']);
    expect(shape.measures).toHaveLength(1);
    expect(shape.components[0]?.parts.map((each) => [each.line.kind, each.steps.length])).toEqual([
      ['table', 2],
      ['pays', 0],
    ]);
    expect(shape.components[0]?.last.text).toBe('pays a at rate');
    expect(shape.examples[0]?.parts).toHaveLength(1);
  });
});

describe('a further tier', () => {
  const step = (text: string, bound: string | null, value: string) =>
    line(
      'step',
      2,
      text,
      bound
        ? [
            ['bound', bound],
            ['value', value],
          ]
        : [['value', value]],
    );
  it('is as wide as the one before', () => {
    const steps = [
      step('up to 50% 2%', '50%', '2%'),
      step('up to 150% 4%', '150%', '4%'),
      step('above 5%', null, '5%'),
    ];
    expect(nextStep(steps)).toEqual({ after: steps[1], text: '        up to 250% 5%' });
  });
  it('is an amount where amounts are', () => {
    const steps = [step('below 10,000.00 0', '10,000.00', '0')];
    expect(nextStep(steps).text).toBe('        below 20000 0');
  });
});
