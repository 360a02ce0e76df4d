export interface AuditEntry {
  entry_id: number;
  at: string;
  user_name?: string | null;
  operation: string;
  reason?: string | null;
  subject_kind: string;
  subject_id: number;
  before?: unknown;
  after?: unknown;
  hash: string;
}

export interface AuditVerification {
  sound: boolean;
  entries: number;
  findings: { fault: string; entry_id: number }[];
}

export interface ChangedField {
  name: string;
  before: string;
  after: string;
}

const textOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

const fieldsOf = (image: unknown): Record<string, unknown> =>
  typeof image === 'object' && image !== null && !Array.isArray(image)
    ? (image as Record<string, unknown>)
    : image === null || image === undefined
      ? {}
      : { value: image };

/** Both images side by side, field by field; what changed comes first. */
export function changedFields(entry: Pick<AuditEntry, 'before' | 'after'>): ChangedField[] {
  const before = fieldsOf(entry.before);
  const after = fieldsOf(entry.after);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const fields = names.map((name) => ({ name, before: textOf(before[name]), after: textOf(after[name]) }));
  return fields.sort((a, b) => Number(a.before === a.after) - Number(b.before === b.after));
}
