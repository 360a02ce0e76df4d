import { Chart } from '../components/chart/chart';
import { type DecimalText, forDrawing } from '../formats/decimal';
import { useMessages } from '../i18n/messages';
import { type CurveUnit, payCurve } from './pay-curve-options';

/** At so much attainment (a factor: "1.2" is 120 %), or so much credit, so much pay. */
export interface CurvePoint {
  at: DecimalText;
  pay: DecimalText;
}

export interface PayCurveProps {
  /** What the picture shows, in a sentence. */
  label: string;
  /** What is paid, at rising places; straight lines join them. */
  points: readonly CurvePoint[];
  /** The same by another version of the plan: drawn faint. */
  before?: readonly CurvePoint[];
  /** What is counted along the ground. */
  unit: CurveUnit;
  currency: string;
  /** Where the payee is. */
  here?: CurvePoint;
  /** What that place is called, where it is not the reader's own. */
  hereLabel?: string;
  /** Where a tier ends. */
  breakpoints?: readonly DecimalText[];
  height?: number;
}

/** What a component pays against what was sold, with the tiers and "you are here"; a table behind it. */
export function PayCurve(props: PayCurveProps) {
  const { t, formats } = useMessages();
  const { points, before, unit, currency, here, breakpoints } = props;
  const place = (at: DecimalText) =>
    unit === 'percent'
      ? formats.share(at)
      : unit === 'money'
        ? formats.money(at, currency)
        : formats.decimal(at);
  const words = {
    pay: t('plan_studio.curve.pay'),
    before: t('plan_studio.curve.before'),
    here: props.hereLabel ?? t('plan_studio.curve.here'),
  };
  const drawn = (all: readonly CurvePoint[]) =>
    all.map((each) => [forDrawing(each.at), forDrawing(each.pay)] as const);
  const payBefore = new Map(before?.map((each) => [each.at, each.pay]));
  const row = (each: CurvePoint) => {
    const former = payBefore.get(each.at);
    const cells = [place(each.at), formats.money(each.pay, currency)];
    return before ? [...cells, former === undefined ? '' : formats.money(former, currency)] : cells;
  };
  return (
    <Chart
      label={props.label}
      height={props.height ?? 220}
      option={(ink) =>
        payCurve(
          {
            points: drawn(points),
            before: before && drawn(before),
            here: here && drawn([here])[0],
            breakpoints: breakpoints?.map(forDrawing) ?? [],
            unit,
            currency,
          },
          words,
          ink,
        )
      }
      table={{
        columns: [
          t(unit === 'percent' ? 'plan_studio.curve.attainment' : 'plan_studio.curve.credit'),
          words.pay,
          ...(before ? [words.before] : []),
        ],
        rows: points.map(row),
      }}
    />
  );
}
