import type { Figure } from '../formats/formats';
import { useMessages } from '../i18n/messages';
import { useExplain } from './explain/explain-provider';
import classes from './figure-value.module.css';
import { type Standing, Status } from './status';

interface Props {
  figure: Figure | null | undefined;
  /** What the number is, for the panel that explains it and for those who cannot see where it stands. */
  label: string;
  standing?: Standing;
  /** Large, and amounts without their minor units. */
  headline?: boolean;
  /** Amounts in the currency named elsewhere (a column's header) are shown without it. */
  bare?: boolean;
}

/** A number. One that was computed opens the panel that says how. */
export function FigureValue(props: Props) {
  const { t, formats } = useMessages();
  const explain = useExplain();
  const { figure, label } = props;
  if (!figure) return <span className={classes.none}>–</span>;
  const text = props.headline
    ? formats.headline(figure)
    : props.bare && figure.unit === 'money' && figure.currency
      ? formats.amount(figure.value, figure.currency)
      : formats.figure(figure);
  const path = figure.explain;
  const number = path ? (
    <button
      type="button"
      className={classes.figure}
      aria-label={t('shared.explain.open', { label, value: text })}
      onClick={(event) => {
        event.stopPropagation();
        explain.open(path, label);
      }}
    >
      {text}
    </button>
  ) : (
    <span className={classes.plain}>{text}</span>
  );
  if (!props.standing) return <span className={props.headline ? classes.headline : undefined}>{number}</span>;
  return (
    <span className={classes.both}>
      <span className={props.headline ? classes.headline : undefined}>{number}</span>
      <Status standing={props.standing} />
    </span>
  );
}
