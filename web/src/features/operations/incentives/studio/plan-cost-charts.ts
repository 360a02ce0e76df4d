import type { EChartsOption } from 'echarts';
import type { Ink } from '../../../../shared/components/chart/ink';
import { base, quietAxis, said } from '../../../../shared/components/chart/options';

/** Who gains and who loses: a bar for each, the greatest gain on top. */
export function changeBars(
  people: readonly { name: string; value: number }[],
  currency: string,
  label: string,
  ink: Ink,
): EChartsOption {
  const money = (value: unknown) => said(ink, ink.formats.compactMoney(Number(value), currency));
  return {
    ...base(ink),
    tooltip: { ...base(ink).tooltip, valueFormatter: money } as never,
    xAxis: {
      type: 'value',
      inverse: ink.rtl,
      ...quietAxis(ink),
      axisLabel: { ...quietAxis(ink).axisLabel, formatter: money },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      position: ink.rtl ? 'right' : 'left',
      data: people.map((each) => each.name),
      ...quietAxis(ink),
      axisLine: { show: false },
      axisLabel: { color: ink.text, fontFamily: ink.font, fontSize: 12, width: 128, overflow: 'truncate' },
    },
    series: [
      {
        name: label,
        type: 'bar',
        barMaxWidth: 12,
        data: people.map((each) => ({
          value: each.value,
          itemStyle: { color: each.value < 0 ? ink.bad : ink.good, borderRadius: 3 },
        })),
      },
    ],
  };
}

/** Cost by period: the draft, and the plan it is held against behind it. */
export function costColumns(
  periods: readonly { label: string; now: number; before: number | null }[],
  currency: string,
  words: { now: string; before: string },
  ink: Ink,
): EChartsOption {
  const money = (value: unknown) => said(ink, ink.formats.compactMoney(Number(value), currency));
  const hasBefore = periods.some((each) => each.before !== null);
  const bars = (name: string, data: (number | null)[], color: string, opacity = 1) => ({
    name,
    type: 'bar' as const,
    barMaxWidth: 22,
    itemStyle: { color, opacity, borderRadius: [3, 3, 0, 0] },
    data,
  });
  return {
    ...base(ink),
    grid: { ...(base(ink).grid as object), top: hasBefore ? 40 : 16 },
    legend: {
      show: hasBefore,
      top: 0,
      left: ink.rtl ? 'right' : 'left',
      align: ink.rtl ? 'right' : 'left',
      icon: 'roundRect',
      itemWidth: 12,
      itemHeight: 8,
      textStyle: { color: ink.muted, fontFamily: ink.font },
    },
    tooltip: { ...base(ink).tooltip, valueFormatter: money } as never,
    xAxis: {
      type: 'category',
      inverse: ink.rtl,
      data: periods.map((each) => each.label),
      ...quietAxis(ink),
    },
    yAxis: {
      type: 'value',
      position: ink.rtl ? 'right' : 'left',
      ...quietAxis(ink),
      axisLabel: { ...quietAxis(ink).axisLabel, formatter: money },
    },
    series: [
      ...(hasBefore
        ? [
            bars(
              words.before,
              periods.map((each) => each.before),
              ink.muted,
              0.4,
            ),
          ]
        : []),
      bars(
        words.now,
        periods.map((each) => each.now),
        ink.accent,
      ),
    ],
  };
}
