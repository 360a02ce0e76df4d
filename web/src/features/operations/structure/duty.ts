import type { Messages } from '../../../shared/i18n/messages';
import type { NamedPerson, PositionKind } from './structure';

export type DutyState = 'draft' | 'in_force' | 'replaced';

/** A version of a duty document, for a position, a kind of position, or (with neither) for everyone. */
export interface DutyEntry {
  document_id: number;
  position?: { position_id: number; title: string } | null;
  position_kind?: PositionKind | null;
  version_no: number;
  title: string;
  state: DutyState;
  published_at?: string | null;
  /** In force: among those whom the reader follows. */
  progress?: { concerned: number; acknowledged: number } | null;
  version: number;
}

export interface DutyDocument extends DutyEntry {
  body: string;
}

export const holderStates = ['outstanding', 'acknowledged'] as const;

/** Somebody whom a document in force concerns. */
export interface DutyHolder {
  document_id: number;
  document: string;
  person: NamedPerson;
  position: { position_id: number; title: string };
  team?: { team_id: number; name: string } | null;
  manager?: NamedPerson | null;
  published_at: string;
  acknowledged_at?: string | null;
}

export const dutiesPath = '/operations/structure?tab=duties';
export const dutyPath = (id: number) => `/operations/structure/duties/${id}`;
export const outstandingPath = '/operations/structure/duties/outstanding';
export const newDutyPath = '/operations/structure/duties/new';
export const positionPath = (id: number) => `/operations/structure/positions/${id}`;

/** Every read that a change of a duty document puts out of date. */
export const dutyReads = ['/duty-documents', '/duty-holders', '/me/place', '/home'] as const;

/** Whom a document is for, in words. */
export function subjectText(entry: Pick<DutyEntry, 'position' | 'position_kind'>, { t }: Messages): string {
  if (entry.position) return t('duties.of_position', { title: entry.position.title });
  if (entry.position_kind) return t('duties.of_kind', { kind: t(`structure.kinds.${entry.position_kind}`) });
  return t('duties.everyone');
}
