import { Chart } from '../components/chart/chart';
import { goalPath, type PathPoint } from '../components/chart/options';
import { forDrawing } from '../formats/decimal';
import type { Figure } from '../formats/formats';
import { useMessages } from '../i18n/messages';
import type { GoalPath, GoalPathPoint } from './attainment';

const drawn = (figure: Figure | null | undefined) => (figure ? forDrawing(figure.value) : null);

/** The points as they are drawn; from the last actual a straight line leads to the projected end. */
export function pathPoints(path: GoalPath): PathPoint[] {
  const { points, standing } = path;
  const last = points.findLastIndex((each) => each.actual);
  const start = drawn(points[last]?.actual);
  const end = drawn(standing.projected);
  const steps = points.length - 1 - last;
  const forecast = (at: number) =>
    start === null || end === null || at < last || steps <= 0
      ? null
      : start + ((end - start) * (at - last)) / steps;
  return points.map((each, at) => ({
    date: each.day,
    plan: drawn(each.plan),
    actual: drawn(each.actual),
    forecast: forecast(at),
    yearBefore: drawn(each.year_before),
  }));
}

/** The path of a goal over its period: plan, actual, where it leads, and the year before. */
export function GoalPathChart(props: { path: GoalPath; height?: number }) {
  const { t, formats } = useMessages();
  const { path } = props;
  const currency = path.standing.actual.currency ?? null;
  const words = {
    plan: t('shared.chart.plan'),
    actual: t('shared.chart.actual'),
    forecast: t('shared.chart.forecast'),
    yearBefore: t('shared.chart.year_before'),
  };
  const text = (figure: Figure | null | undefined) => (figure ? formats.figure(figure) : '');
  const row = (each: GoalPathPoint) => [
    formats.date(each.day),
    text(each.plan),
    text(each.actual),
    text(each.year_before),
  ];
  return (
    <Chart
      label={t('attainment.path_of', { name: path.standing.name })}
      height={props.height}
      option={(ink) => goalPath(pathPoints(path), currency, words, ink)}
      table={{
        columns: [t('shared.chart.day'), words.plan, words.actual, words.yearBefore],
        rows: path.points.map(row),
      }}
    />
  );
}
