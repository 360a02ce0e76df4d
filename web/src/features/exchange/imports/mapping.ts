import type { FileKind, FileMapping, Mapping, PreviewTable } from './import';

/** A source's name as a mapping knows it: without its ending and its folder, loosely. */
function loose(name: string): string {
  return name
    .replace(/\.(csv|tsv|txt|xlsx)$/i, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The parts of the mapping that read this table. */
function partsOf(mapping: Mapping, source: string): FileMapping[] {
  return mapping.files.filter((each) => each.from.some((name) => loose(name) === loose(source)));
}

/** The part that makes `kind` of this table, added where there is none yet. */
function withPart(mapping: Mapping, source: string, kind: FileKind): [Mapping, FileMapping] {
  const copy: Mapping = { ...mapping, files: mapping.files.map((each) => ({ ...each })) };
  const found = partsOf(copy, source).find((each) => each.to === kind);
  if (found) return [copy, found];
  const made: FileMapping = { from: [source], to: kind, columns: {} };
  copy.files.push(made);
  return [copy, made];
}

/** The mapping under which `table` also becomes `kind`. What was recognised for it is written down first. */
export function makeOf(mapping: Mapping, table: PreviewTable, kind: FileKind): Mapping {
  return withPart(mapping, table.source, kind)[0];
}

/**
 * The mapping under which `heading` of `table` goes to `target` ("orders.customer"), or nowhere. What its
 * other columns go to stays as the preview shows it.
 */
export function assign(
  mapping: Mapping,
  table: PreviewTable,
  heading: string,
  target: string | null,
): Mapping {
  let next = mapping;
  for (const column of table.columns) {
    for (const former of column.targets) {
      const [kind = '', name = ''] = former.split('.', 2);
      const [copy, part] = withPart(next, table.source, kind as FileKind);
      const columns = { ...part.columns };
      if (column.heading === heading && former !== target) {
        columns[name] = (columns[name] ?? []).filter((each) => each !== heading);
        if (columns[name].length === 0) delete columns[name];
      } else if (part.derive?.[name] === undefined) columns[name] = [column.heading];
      part.columns = columns;
      next = copy;
    }
  }
  if (target === null) return ignore(next, table, heading);
  const [kind = '', name = ''] = target.split('.', 2);
  const [copy, part] = withPart(next, table.source, kind as FileKind);
  part.columns = { ...part.columns, [name]: [heading] };
  part.ignore = part.ignore?.filter((each) => each !== heading);
  return copy;
}

function ignore(mapping: Mapping, table: PreviewTable, heading: string): Mapping {
  const files = mapping.files.map((each) =>
    each.from.some((name) => loose(name) === loose(table.source))
      ? { ...each, ignore: [...new Set([...(each.ignore ?? []), heading])] }
      : each,
  );
  return { ...mapping, files };
}

/** The mapping under which the column that goes to `target` is read in `form`: "date d/m/y". */
export function writeForm(mapping: Mapping, table: PreviewTable, target: string, form: string): Mapping {
  const [kind = '', name = ''] = target.split('.', 2);
  const [copy, part] = withPart(mapping, table.source, kind as FileKind);
  part.forms = { ...part.forms, [name]: form };
  return copy;
}
