import type { ReactNode } from 'react';
import classes from './timeline.module.css';

export interface TimelineEvent {
  key: string;
  title: ReactNode;
  text?: ReactNode;
  when: string;
  who?: string | null;
}

/** What happened, newest first. */
export function Timeline(props: { label: string; events: readonly TimelineEvent[] }) {
  return (
    <ol className={classes.timeline} aria-label={props.label}>
      {props.events.map((each) => (
        <li key={each.key} className={classes.event}>
          <div className={classes.head}>
            <span className={classes.title}>{each.title}</span>
            <span className={classes.when}>
              {each.who && (
                <>
                  <bdi>{each.who}</bdi> ·{' '}
                </>
              )}
              <bdi>{each.when}</bdi>
            </span>
          </div>
          {each.text && <div className={classes.text}>{each.text}</div>}
        </li>
      ))}
    </ol>
  );
}
