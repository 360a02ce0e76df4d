import type { ReactNode } from 'react';
import classes from './record-layout.module.css';

/** A record: what is known at the side, what happened beside it; under each other where it is narrow. */
export function RecordLayout(props: { side: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.layout}>
      <div className={classes.main}>{props.children}</div>
      <div className={classes.side}>{props.side}</div>
    </div>
  );
}
