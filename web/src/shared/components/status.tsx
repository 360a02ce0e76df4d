import { CircleCheck, CircleDashed, type LucideIcon, TrendingUp, TriangleAlert } from 'lucide-react';
import { useMessages } from '../i18n/messages';
import classes from './status.module.css';

export type Standing = 'ahead' | 'on_track' | 'behind' | 'no_goal';

const icons: Record<Standing, LucideIcon> = {
  ahead: TrendingUp,
  on_track: CircleCheck,
  behind: TriangleAlert,
  no_goal: CircleDashed,
};

/** Where a goal stands: a sign, a word and a colour, never the colour alone. */
export function Status(props: { standing: Standing; quiet?: boolean }) {
  const { t } = useMessages();
  const Icon = icons[props.standing];
  return (
    <span className={classes.status} data-standing={props.standing} data-quiet={props.quiet || undefined}>
      <Icon size={14} strokeWidth={2.2} aria-hidden />
      {t(`shared.standing.${props.standing}`)}
    </span>
  );
}
