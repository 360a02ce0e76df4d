import type { EChartsOption } from 'echarts';
import type { Standing } from '../status';
import type { Ink } from './ink';

/** What every picture shares: quiet axes, the reader's font, the side on which reading starts. */
export function base(ink: Ink): EChartsOption {
  return {
    textStyle: { fontFamily: ink.font, color: ink.text },
    animationDuration: 140,
    grid: { left: 8, right: 8, top: 24, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: ink.surface,
      borderColor: ink.border,
      textStyle: { color: ink.text, fontFamily: ink.font, fontSize: 13, align: ink.rtl ? 'right' : 'left' },
      transitionDuration: 0.1,
    },
  };
}

/** Keeps a text in the reader's order of words, in a picture that is drawn from left to right. */
export const said = (ink: Ink, text: string) => (ink.rtl ? `\u2067${text}\u2069` : text);

export const quietAxis = (ink: Ink) => ({
  axisLine: { lineStyle: { color: ink.border } },
  axisTick: { show: false },
  axisLabel: { color: ink.muted, fontFamily: ink.font, hideOverlap: true },
  splitLine: { lineStyle: { color: ink.border } },
});

export interface PathPoint {
  date: string;
  plan: number | null;
  actual: number | null;
  /** Where it goes from the last actual on, if nothing changes. */
  forecast: number | null;
  yearBefore: number | null;
}

export interface PathWords {
  plan: string;
  actual: string;
  forecast: string;
  yearBefore: string;
}

/**
 * The path of a goal: the plan dashed, what is done as a filled line, its continuation dotted, the year
 * before faint.
 */
export function goalPath(
  points: readonly PathPoint[],
  currency: string | null,
  words: PathWords,
  ink: Ink,
): EChartsOption {
  const value = (each: number) =>
    said(ink, currency ? ink.formats.compactMoney(each, currency) : ink.formats.compact(each));
  const day = (date: string) => said(ink, ink.formats.monthDay(date));
  const line = (name: string, data: (number | null)[], color: string, style: object) => ({
    name,
    type: 'line' as const,
    symbol: 'none',
    data,
    itemStyle: { color },
    lineStyle: { color, width: 1.5, ...style },
  });
  return {
    ...base(ink),
    tooltip: {
      ...base(ink).tooltip,
      valueFormatter: (each: unknown) => (typeof each === 'number' ? value(each) : ''),
    } as never,
    legend: {
      top: 0,
      left: ink.rtl ? 'right' : 'left',
      align: ink.rtl ? 'right' : 'left',
      icon: 'roundRect',
      itemWidth: 14,
      itemHeight: 3,
      textStyle: { color: ink.muted, fontFamily: ink.font },
    },
    grid: { ...(base(ink).grid as object), top: 40 },
    xAxis: {
      type: 'category',
      data: points.map((each) => each.date),
      inverse: ink.rtl,
      boundaryGap: false,
      ...quietAxis(ink),
      // The first and the last day stay within the picture.
      axisLabel: {
        ...quietAxis(ink).axisLabel,
        formatter: day,
        alignMinLabel: ink.rtl ? 'right' : 'left',
        alignMaxLabel: ink.rtl ? 'left' : 'right',
      },
    },
    yAxis: {
      type: 'value',
      position: ink.rtl ? 'right' : 'left',
      ...quietAxis(ink),
      axisLabel: { ...quietAxis(ink).axisLabel, formatter: value },
    },
    series: [
      {
        ...line(
          words.actual,
          points.map((each) => each.actual),
          ink.accent,
          { width: 2.5 },
        ),
        areaStyle: { color: ink.accent, opacity: 0.08 },
        z: 4,
      },
      line(
        words.plan,
        points.map((each) => each.plan),
        ink.muted,
        { type: 'dashed' },
      ),
      line(
        words.forecast,
        points.map((each) => each.forecast),
        ink.accent,
        { type: 'dotted', width: 2 },
      ),
      line(
        words.yearBefore,
        points.map((each) => each.yearBefore),
        ink.border,
        {},
      ),
    ],
  };
}

export interface AttainmentBar {
  label: string;
  /** In hundredths: 95.2 is 95.2 %. */
  attainment: number;
  /** Where they should be today, in hundredths. */
  expected: number | null;
  standing: Standing | null;
}

/** Attainment of each person as a bar, with a tick where they should be today. */
export function attainmentBars(
  bars: readonly AttainmentBar[],
  words: { attainment: string; expected: string },
  ink: Ink,
): EChartsOption {
  const colours = { ahead: ink.good, on_track: ink.accent, behind: ink.bad, no_goal: ink.border };
  const percent = (value: unknown) =>
    typeof value === 'number' ? ink.formats.percent(String(value), 0) : '';
  return {
    ...base(ink),
    tooltip: { ...base(ink).tooltip, valueFormatter: percent } as never,
    xAxis: {
      type: 'value',
      inverse: ink.rtl,
      ...quietAxis(ink),
      axisLabel: { ...quietAxis(ink).axisLabel, formatter: percent },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      position: ink.rtl ? 'right' : 'left',
      data: bars.map((each) => each.label),
      ...quietAxis(ink),
      axisLine: { show: false },
      axisLabel: { color: ink.text, fontFamily: ink.font, width: 140, overflow: 'truncate' },
    },
    series: [
      {
        name: words.attainment,
        type: 'bar',
        barMaxWidth: 14,
        itemStyle: { borderRadius: 3 },
        data: bars.map((each) => ({
          value: each.attainment,
          itemStyle: { color: each.standing ? colours[each.standing] : ink.accent },
        })),
      },
      {
        name: words.expected,
        type: 'scatter',
        symbol: 'rect',
        symbolSize: [2, 20],
        itemStyle: { color: ink.text },
        data: bars.map((each) => each.expected),
      },
    ],
  };
}

export interface Step {
  label: string;
  value: number;
  /** A total stands on the ground; any other step floats from where the former one ended. */
  total?: boolean;
}

/** From one total to another, step by step: what each factor took away or added. */
export function waterfall(steps: readonly Step[], currency: string | null, ink: Ink): EChartsOption {
  const text = (value: number) =>
    said(ink, currency ? ink.formats.compactMoney(value, currency) : ink.formats.compact(value));
  let level = 0;
  const blocks = steps.map((step) => {
    const from = step.total ? 0 : level;
    level = step.total ? step.value : level + step.value;
    return { from, to: level, step };
  });
  const colourOf = (step: Step) => (step.total ? ink.accent : step.value < 0 ? ink.bad : ink.good);
  return {
    ...base(ink),
    tooltip: { show: false },
    xAxis: {
      type: 'category',
      inverse: ink.rtl,
      data: steps.map((each) => each.label),
      ...quietAxis(ink),
      axisLabel: { ...quietAxis(ink).axisLabel, interval: 0, width: 88, overflow: 'break' },
    },
    yAxis: {
      type: 'value',
      position: ink.rtl ? 'right' : 'left',
      ...quietAxis(ink),
      axisLabel: { ...quietAxis(ink).axisLabel, formatter: text },
    },
    series: [
      {
        type: 'bar',
        stack: 'fall',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: blocks.map((each) => Math.min(each.from, each.to)),
      },
      {
        type: 'bar',
        stack: 'fall',
        barMaxWidth: 48,
        data: blocks.map((each) => ({
          value: Math.abs(each.to - each.from),
          itemStyle: { color: colourOf(each.step), borderRadius: 3 },
          label: {
            show: true,
            position: 'top',
            formatter: text(each.step.value),
            color: ink.text,
            fontFamily: ink.font,
          },
        })),
      },
    ],
  };
}

export interface FunnelStage {
  label: string;
  count: number;
}

/** Stages as bars that shrink, each with the share that went on from the one before. */
export function funnel(stages: readonly FunnelStage[], ink: Ink): EChartsOption {
  const first = stages[0]?.count ?? 0;
  const share = (at: number) => {
    const before = at === 0 ? first : (stages[at - 1]?.count ?? 0);
    return before === 0 ? '' : ink.formats.percent(String((100 * (stages[at]?.count ?? 0)) / before), 0);
  };
  return {
    ...base(ink),
    tooltip: { show: false },
    xAxis: { type: 'value', inverse: ink.rtl, show: false, max: first || 1 },
    yAxis: {
      type: 'category',
      inverse: true,
      position: ink.rtl ? 'right' : 'left',
      data: stages.map((each) => each.label),
      ...quietAxis(ink),
      axisLine: { show: false },
      axisLabel: { color: ink.text, fontFamily: ink.font },
    },
    series: [
      {
        type: 'bar',
        barWidth: '62%',
        showBackground: true,
        backgroundStyle: { color: ink.border, opacity: 0.35, borderRadius: 4 },
        itemStyle: { color: ink.accent, borderRadius: 4 },
        data: stages.map((each, at) => ({
          value: each.count,
          label: {
            show: true,
            color: ink.text,
            fontFamily: ink.font,
            position:
              each.count > first * 0.82
                ? ink.rtl
                  ? 'insideLeft'
                  : 'insideRight'
                : ink.rtl
                  ? 'left'
                  : 'right',
            ...(each.count > first * 0.82 ? { color: '#fff' } : {}),
            formatter:
              at === 0 ? ink.formats.count(each.count) : `${ink.formats.count(each.count)} · ${share(at)}`,
          },
        })),
      },
    ],
  };
}
