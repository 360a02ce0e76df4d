import { dayBefore } from '../../../shared/api/periods';
import type { Messages } from '../../../shared/i18n/messages';
import { always, type DateRange } from './structure';

/** "since 1 Jan 2025", "1 Jan – 30 Jun 2025", "until 30 Jun 2025". */
export function rangeText(range: DateRange, { t, formats }: Messages): string {
  const begins = range.from !== always;
  const last = range.to ? dayBefore(range.to) : null;
  if (begins && last) return formats.range(range.from, last);
  if (begins) return t('shared.period.since', { date: formats.date(range.from) });
  return last ? t('structure.until', { date: formats.date(last) }) : t('shared.always');
}
