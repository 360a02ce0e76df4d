import type { EChartsOption } from 'echarts';
import type { Ink } from '../components/chart/ink';
import { base, quietAxis, said } from '../components/chart/options';

export type CurveUnit = 'percent' | 'money' | 'count';
type Spot = readonly [at: number, pay: number];

interface Drawn {
  points: readonly Spot[];
  before?: readonly Spot[];
  here?: Spot;
  breakpoints: readonly number[];
  unit: CurveUnit;
  currency: string;
}

/** Pay against attainment: tiers as faint uprights, the payee as a dot with the pay beside it. */
export function payCurve(
  drawn: Drawn,
  words: { pay: string; before: string; here: string },
  ink: Ink,
): EChartsOption {
  const { currency, unit, here } = drawn;
  const money = (value: number) => said(ink, ink.formats.compactMoney(value, currency));
  const place = (value: number) =>
    said(
      ink,
      unit === 'percent'
        ? ink.formats.percent(String(Math.round(value * 1000) / 10), 1)
        : unit === 'money'
          ? ink.formats.compactMoney(value, currency)
          : ink.formats.compact(value),
    );
  const ground = [...drawn.points, ...(drawn.before ?? []), ...(here ? [here] : [])].map(([at]) => at);
  const heights = [...drawn.points, ...(drawn.before ?? []), ...(here ? [here] : [])].map(([, pay]) => pay);
  // Curves rise: the label stands above the line on its left, or below it where there is no room; close to
  // the ground it stands high enough above the line to leave the axis alone.
  const isLeft = here !== undefined && here[0] < 0.35 * Math.max(...ground);
  const isLow = here !== undefined && here[1] < 0.2 * Math.max(...heights);
  const line = (name: string, data: readonly Spot[], color: string, width: number) => ({
    name,
    type: 'line' as const,
    symbol: 'none',
    data: data.map((each) => [...each]),
    itemStyle: { color },
    lineStyle: { color, width },
  });
  return {
    ...base(ink),
    tooltip: {
      ...base(ink).tooltip,
      axisPointer: { label: { formatter: ({ value }: { value: unknown }) => place(Number(value)) } },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? money(value) : ''),
    } as never,
    xAxis: {
      type: 'value',
      min: Math.min(...ground, 0),
      max: Math.max(...ground),
      inverse: ink.rtl,
      ...quietAxis(ink),
      splitLine: { show: false },
      axisLabel: { ...quietAxis(ink).axisLabel, formatter: place },
    },
    yAxis: {
      type: 'value',
      position: ink.rtl ? 'right' : 'left',
      ...quietAxis(ink),
      axisLabel: { ...quietAxis(ink).axisLabel, formatter: money },
    },
    series: [
      ...(drawn.before ? [line(words.before, drawn.before, ink.muted, 1.5)] : []),
      {
        ...line(words.pay, drawn.points, ink.accent, 2.5),
        z: 4,
        areaStyle: { color: ink.accent, opacity: 0.07 },
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          label: {
            color: ink.muted,
            fontFamily: ink.font,
            fontSize: 11,
            formatter: ({ value }) => place(Number(value)),
          },
          lineStyle: { color: ink.border, type: 'dashed' },
          data: drawn.breakpoints.map((at) => ({ xAxis: at })),
        },
      },
      {
        name: words.here,
        type: 'scatter',
        symbolSize: 13,
        z: 6,
        itemStyle: { color: ink.accent, borderColor: ink.surface, borderWidth: 2.5 },
        data: here ? [[...here]] : [],
        label: {
          show: true,
          ...(isLeft && isLow
            ? { position: 'top', distance: 26 }
            : {
                position: isLeft !== ink.rtl ? 'right' : 'left',
                offset: [isLeft !== ink.rtl ? 2 : -2, isLeft ? 14 : -12],
              }),
          formatter: said(
            ink,
            `${words.here}: ${here ? ink.formats.wholeMoney(String(here[1]), currency) : ''}`,
          ),
          color: ink.text,
          fontFamily: ink.font,
          fontWeight: 600,
          textBorderColor: ink.surface,
          textBorderWidth: 3,
        },
      },
    ],
  };
}
