import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** An empty place is an invitation: what it is for, and the first step. */
export function EmptyState(props: {
  icon?: LucideIcon;
  title: string;
  text?: string;
  actions?: ReactNode;
  small?: boolean;
  /** The page has no other heading. */
  page?: boolean;
}) {
  const Icon = props.icon;
  return (
    <div className={classes.empty} data-small={props.small || undefined}>
      {Icon && (
        <span className={classes.icon}>
          <Icon size={props.small ? 20 : 26} strokeWidth={1.6} aria-hidden />
        </span>
      )}
      {props.page ? (
        <h1 className={classes.title}>{props.title}</h1>
      ) : (
        <p className={classes.title}>{props.title}</p>
      )}
      {props.text && <p className={classes.text}>{props.text}</p>}
      {props.actions && <div className={classes.actions}>{props.actions}</div>}
    </div>
  );
}
