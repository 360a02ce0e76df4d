import { CircleCheck, CircleDashed, FilePen, History } from 'lucide-react';
import { Tag } from '../../../shared/components/tag';
import { useMessages } from '../../../shared/i18n/messages';
import classes from './duties.module.css';
import type { DutyEntry, DutyHolder, DutyState } from './duty';

export function DutyStateTag({ state }: { state: DutyState }) {
  const { t } = useMessages();
  const icons = { draft: FilePen, in_force: CircleCheck, replaced: History };
  const tones = { draft: 'warn', in_force: 'good', replaced: 'plain' } as const;
  return (
    <Tag icon={icons[state]} tone={tones[state]}>
      {t(`duties.states.${state}`)}
    </Tag>
  );
}

/** How many of those one follows have acknowledged: a bar, and the two numbers. */
export function DutyProgress({ progress }: Pick<DutyEntry, 'progress'>) {
  const { t } = useMessages();
  if (!progress || progress.concerned === 0) return null;
  const { concerned, acknowledged } = progress;
  return (
    <span className={classes.progress}>
      <span className={classes.bar} aria-hidden>
        <span
          style={{ inlineSize: `${(100 * acknowledged) / concerned}%` }}
          data-whole={acknowledged === concerned || undefined}
        />
      </span>
      <span>{t('duties.done_of', { done: acknowledged, all: concerned })}</span>
    </span>
  );
}

/** Whether somebody has acknowledged, and when; `short` where a heading says already what it is about. */
export function AcknowledgedTag(props: { holder: Pick<DutyHolder, 'acknowledged_at'>; short?: boolean }) {
  const { t, formats } = useMessages();
  const at = props.holder.acknowledged_at;
  if (!at) {
    return (
      <Tag icon={CircleDashed} tone="warn">
        {t('duties.holder_states.outstanding')}
      </Tag>
    );
  }
  return (
    <Tag icon={CircleCheck} tone="good">
      {props.short ? formats.dayOf(at) : t('structure.acknowledged', { time: formats.time(at) })}
    </Tag>
  );
}
