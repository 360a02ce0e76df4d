import { forDrawing } from '../formats/decimal';
import type { Attainment } from './attainment';
import classes from './attainment-bar.module.css';

/**
 * Attainment as a bar in a row, with a tick where it should be today. Decoration: the number stands beside
 * it.
 */
export function AttainmentBar({ row }: { row: Attainment }) {
  if (!row.attainment || !row.quota) return null;
  const quota = forDrawing(row.quota.value);
  const done = forDrawing(row.attainment.value);
  const expected = row.expected && quota ? (100 * forDrawing(row.expected.value)) / quota : null;
  const whole = Math.max(100, Math.min(done, 200));
  const share = (value: number) => `${Math.max(0, Math.min(100, (100 * value) / whole))}%`;
  return (
    <span className={classes.bar} data-standing={row.status} aria-hidden>
      <span className={classes.done} style={{ inlineSize: share(done) }} />
      {expected !== null && <span className={classes.tick} style={{ insetInlineStart: share(expected) }} />}
    </span>
  );
}
