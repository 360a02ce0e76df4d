import { Tag } from '../../../shared/components/tag';
import { useMessages } from '../../../shared/i18n/messages';
import type { AdjustmentState, Dispute } from './close-desk';

const tones = { proposed: 'warn', approved: 'good', refused: 'plain' } as const;

export function AdjustmentTag({ state }: { state: AdjustmentState }) {
  const { t } = useMessages();
  return <Tag tone={tones[state]}>{t(`close_desk.adjustment_states.${state}`)}</Tag>;
}

/** The clock of an open dispute; of an answered one, what came of it. */
export function DisputeTag({ dispute }: { dispute: Dispute }) {
  const { t } = useMessages();
  const { state, days_left: days } = dispute;
  if (state !== 'open')
    return <Tag tone={state === 'granted' ? 'good' : 'plain'}>{t(`close_desk.dispute_states.${state}`)}</Tag>;
  if (days < 0) return <Tag tone="bad">{t('close_desk.days_late', { count: -days })}</Tag>;
  return <Tag tone={days <= 3 ? 'warn' : 'plain'}>{t('close_desk.days_left', { count: days })}</Tag>;
}
