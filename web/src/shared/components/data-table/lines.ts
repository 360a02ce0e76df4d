export type Line<Row> = { kind: 'group'; label: string; count: number } | { kind: 'row'; row: Row };

/**
 * The rows as they stand under each other, with a heading before each group; rows of a group need not be
 * adjacent. Groups come as their first rows do, or, with a `locale`, in the order of its words.
 */
export function linesOf<Row>(
  rows: readonly Row[],
  groupOf: ((row: Row) => string) | null,
  locale?: string,
): Line<Row>[] {
  if (!groupOf) return rows.map((row) => ({ kind: 'row', row }));
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const label = groupOf(row);
    const members = groups.get(label);
    if (members) members.push(row);
    else groups.set(label, [row]);
  }
  const ordered = [...groups];
  if (locale) ordered.sort(([a], [b]) => a.localeCompare(b, locale));
  return ordered.flatMap(([label, members]) => [
    { kind: 'group' as const, label, count: members.length },
    ...members.map((row) => ({ kind: 'row' as const, row })),
  ]);
}
