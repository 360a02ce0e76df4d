import { useMemo } from 'react';
import { dayOf } from '../formats/formats';
import type { Messages } from '../i18n/messages';
import { useMessages } from '../i18n/messages';
import { useApi } from './query';

/**
 * A fiscal period of the company, or a range that the reader chose. Both ends are included; open without an
 * end.
 */
export interface Period {
  key: string;
  label: string;
  kind: string;
  from: string;
  to: string | null;
  current: boolean;
}

/** As the API gives it: `to` is the first day after it. */
export interface PeriodAnswer {
  key: string;
  kind: string;
  from: string;
  to?: string | null;
  is_current?: boolean;
}

const none: readonly PeriodAnswer[] = [];

export function usePeriods(): readonly Period[] {
  const messages = useMessages();
  const answer = useApi<PeriodAnswer[]>('/periods');
  const list = answer.data ?? none;
  return useMemo(() => list.map((each) => periodFrom(each, messages)), [list, messages]);
}

/** The day before: an exclusive end as people say it. */
export function dayBefore(iso: string): string {
  return new Date(dayOf(iso).getTime() - 86_400_000).toISOString().slice(0, 10);
}

export function periodFrom(answer: PeriodAnswer, messages: Messages): Period {
  const to = answer.to ? dayBefore(answer.to) : null;
  const { key, kind, from } = answer;
  return {
    key,
    kind,
    from,
    to,
    label: labelOf({ key, kind, from, to }, messages),
    current: answer.is_current ?? false,
  };
}

/** "Q3 2026", "2026", "March 2026"; a month of another calendar than the reader's is told by its days. */
function labelOf(period: Omit<Period, 'label' | 'current'>, messages: Messages): string {
  const { t, formats, language } = messages;
  const [, year = '', number = ''] = /^(\d{4})(?:-[QMW](\d+))?$/.exec(period.key) ?? [];
  const args = { year: formats.plain(year), number: formats.plain(String(Number(number))) };
  if (period.kind === 'quarter' && number) return t('shared.period.quarter_label', args);
  if (period.kind === 'week' && number) return t('shared.period.week_label', args);
  if (period.kind === 'year' && year) return args.year;
  if (period.kind === 'month' && period.to && language.direction === 'ltr') return formats.month(period.from);
  if (period.kind === 'custom' && !rangePattern.test(period.key)) return period.key;
  return daysOf(period, messages);
}

/** The label of a period of which only the key and the days are known; `to` is the first day after it. */
export function periodLabel(
  period: { key: string; from: string; to?: string | null },
  messages: Messages,
): string {
  const [, part] = /^\d{4}(-[QMW])?\d*$/.exec(period.key) ?? [];
  const kinds = { '-Q': 'quarter', '-M': 'month', '-W': 'week' } as const;
  const kind = part ? kinds[part as keyof typeof kinds] : /^\d{4}$/.test(period.key) ? 'year' : 'custom';
  return labelOf({ ...period, kind, to: period.to ? dayBefore(period.to) : null }, messages);
}

/** A period's days in words. */
export function daysOf(period: { from: string; to: string | null }, messages: Messages): string {
  const { t, formats } = messages;
  return period.to
    ? formats.range(period.from, period.to)
    : t('shared.period.since', { date: formats.date(period.from) });
}

const rangePattern = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

/** The key of a range of days, both included: "2026-07-01..2026-09-30". */
export const rangeKey = (from: string, to: string) => `${from}..${to}`;

/** The period of a key in the address bar. */
export function periodOf(periods: readonly Period[], key: string | undefined): Period | undefined {
  if (!key) return undefined;
  const range = rangePattern.exec(key);
  if (range)
    return { key, label: '', kind: 'range', from: range[1] ?? '', to: range[2] ?? '', current: false };
  return periods.find((each) => each.key === key);
}

/** The period that the server calls current; seen as of a former day, the quarter that held it. */
export function currentPeriod(periods: readonly Period[], asOf: string | undefined): Period | undefined {
  const current = periods.find((each) => each.current);
  if (!asOf) return current;
  const holds = (each: Period) => each.from <= asOf && (each.to === null || asOf <= each.to);
  return periods.find((each) => each.kind === (current?.kind ?? 'quarter') && holds(each));
}

/** The period that a page speaks of: the one in the address bar, else the current one. */
export function useChosenPeriod(key: string | undefined, asOf: string | undefined): Period | undefined {
  const periods = usePeriods();
  return periodOf(periods, key) ?? currentPeriod(periods, asOf);
}
