import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './tag.module.css';

/** A small state: a word, with a sign beside it where it has one. */
export function Tag(props: {
  icon?: LucideIcon;
  tone?: 'plain' | 'good' | 'warn' | 'bad';
  children: ReactNode;
}) {
  const Icon = props.icon;
  return (
    <span className={classes.tag} data-tone={props.tone ?? 'plain'}>
      {Icon && <Icon size={14} strokeWidth={2} aria-hidden />}
      {props.children}
    </span>
  );
}
