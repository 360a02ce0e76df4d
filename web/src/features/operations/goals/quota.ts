import type { By, Measure } from '../../../shared/attainment/attainment';
import type { Figure } from '../../../shared/formats/formats';

export const subjectKinds = ['person', 'team', 'territory', 'company'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** What is expected of somebody in a period, on one measure. */
export interface Quota {
  quota_id: number;
  subject_kind: SubjectKind;
  subject_id: number;
  subject_name: string;
  measure: Measure;
  period: string;
  period_from: string;
  period_to?: string | null;
  amount: Figure;
  is_prorated: boolean;
  note: string;
  version: number;
}

export interface QuotaRevision {
  amount: Figure;
  note: string;
  at: string;
  by: string;
}

/** What a new quota is asked with; the amount is exact decimal text. */
export interface QuotaAsk extends Record<string, unknown> {
  subject_kind: SubjectKind;
  subject_id: string;
  measure: Measure;
  period: string;
  amount: string;
  is_prorated: boolean;
  note: string;
}

export const isSubjectKind = (by: By): by is SubjectKind => by !== 'manager';

/** Reads that a changed quota puts out of date. */
export const quotaReads = ['/quotas', '/attainment', '/home'] as const;
