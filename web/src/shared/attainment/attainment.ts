import type { Standing } from '../components/status';
import type { Figure } from '../formats/formats';
import { dayOf } from '../formats/formats';
import type { MessageArgs } from '../i18n/catalogue';
import type { Messages } from '../i18n/messages';

export const bys = ['person', 'manager', 'team', 'territory', 'company'] as const;
export type By = (typeof bys)[number];

export const measures = ['revenue', 'margin', 'units', 'orders', 'new_customers'] as const;
export type Measure = (typeof measures)[number];

export const isMeasure = (text: string | undefined): text is Measure => measures.includes(text as Measure);
export const isBy = (text: string | undefined): text is By => bys.includes(text as By);

/** How one person, manager, team, territory or the company stands in a period. */
export interface Attainment {
  by: By;
  subject_id: number;
  external_id: string;
  name: string;
  period: string;
  period_from: string;
  /** The first day after it; absent while it is open. */
  period_to?: string | null;
  measure: Measure;
  quota?: Figure | null;
  actual: Figure;
  attainment?: Figure | null;
  expected?: Figure | null;
  projected?: Figure | null;
  gap?: Figure | null;
  status: Standing;
}

export interface GoalPathPoint {
  day: string;
  plan?: Figure | null;
  actual?: Figure | null;
  year_before?: Figure | null;
}

export interface GoalPath {
  standing: Attainment;
  points: GoalPathPoint[];
}

/** The page of a subject's goal. */
export const goalAddress = (each: Pick<Attainment, 'by' | 'subject_id'>) =>
  `/operations/goals/${each.by}/${each.subject_id}`;

/** Days of the period that are still to come on `today`; null where it is open or over. */
export function daysLeft(attainment: Attainment, today: string): number | null {
  if (!attainment.period_to) return null;
  const days = Math.round((dayOf(attainment.period_to).getTime() - dayOf(today).getTime()) / 86_400_000) - 1;
  return days >= 0 ? days : null;
}

const withoutSign = (figure: Figure): Figure => ({ ...figure, value: figure.value.replace(/^-/, '') });

/** The answer in a sentence: how far, how much is missing or ahead, and how long there is. */
export function standingSentence(
  attainment: Attainment,
  today: string,
  isSelf: boolean,
  messages: Messages,
): string {
  const { t, formats } = messages;
  const args: MessageArgs = {
    who: isSelf ? 'you' : 'other',
    name: attainment.name,
    actual: formats.headline(attainment.actual),
    quota: attainment.quota ? formats.headline(attainment.quota) : '',
    gap: attainment.gap ? formats.headline(withoutSign(attainment.gap)) : '',
  };
  const first = t(`attainment.sentence.${attainment.status}`, args);
  const left = daysLeft(attainment, today);
  if (left === null || attainment.status === 'no_goal') return first;
  return `${first} ${t('attainment.sentence.left', { days: left })}`;
}
