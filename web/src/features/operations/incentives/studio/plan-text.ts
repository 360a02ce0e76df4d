/** A place in a text: lines and columns from 1, columns count characters, the end is exclusive. */
export interface Place {
  line: number;
  column: number;
  end_line: number;
  end_column: number;
}

export interface PlanField {
  name: string;
  text: string;
  place: Place;
}

/** A statement of a plan, as the server reads it. */
export interface PlanLine {
  kind: string;
  /** 0: a header line or the head of a block, 1: in a block, 2: a step of a table. */
  depth: number;
  text: string;
  place: Place;
  fields: PlanField[];
}

/** What the checker says of a plan's text. */
export interface PlanCheck {
  is_sound: boolean;
  formatted?: string | null;
  findings: {
    severity: 'error' | 'warning';
    line: number;
    column: number;
    length: number;
    text: string;
    proposal?: string | null;
  }[];
  examples: { name: string; expected: string; found: string; holds: boolean }[];
  outline: PlanLine[];
  attributes: string[];
}

/** The offset of a line and column; one behind the end of the line is its end. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  let offset = start;
  for (let at = 1; at < column && offset < text.length && text[offset] !== '\n'; at += 1)
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
}

export const rangeOf = (text: string, place: Place): [from: number, to: number] => [
  offsetOf(text, place.line, place.column),
  offsetOf(text, place.end_line, place.end_column),
];

/** The text with something else at that place; all around it stays as it is. */
export function replaced(text: string, place: Place, by: string): string {
  const [from, to] = rangeOf(text, place);
  return text.slice(0, from) + by + text.slice(to);
}

/** The text with a further line behind the statement, and behind a comment at the end of its line. */
export function withLineAfter(text: string, place: Place, line: string): string {
  const end = text.indexOf('\n', offsetOf(text, place.end_line, 1));
  return end < 0 ? `${text.trimEnd()}\n${line}\n` : `${text.slice(0, end)}\n${line}${text.slice(end)}`;
}

/** The text without the lines from one statement to another. */
export function withoutLines(text: string, first: Place, last: Place = first): string {
  const from = offsetOf(text, first.line, 1);
  const end = text.indexOf('\n', offsetOf(text, last.end_line, 1));
  return text.slice(0, from) + (end < 0 ? '' : text.slice(end + 1));
}

export const fieldOf = (line: PlanLine, name: string) => line.fields.find((each) => each.name === name);
export const textOf = (line: PlanLine, name: string) => fieldOf(line, name)?.text ?? '';

/** A table with its steps, or any other line of a component. */
export interface PlanPart {
  line: PlanLine;
  steps: PlanLine[];
}

/** A component or example: its head and what stands in it. */
export interface PlanBlock {
  head: PlanLine;
  parts: PlanPart[];
  last: PlanLine;
}

export interface PlanShape {
  header: PlanLine[];
  parameters: PlanLine[];
  measures: PlanLine[];
  beside: PlanLine[];
  components: PlanBlock[];
  examples: PlanBlock[];
}

/** The lines of a plan by what they belong to. */
export function shapeOf(outline: readonly PlanLine[]): PlanShape {
  const shape: PlanShape = {
    header: [],
    parameters: [],
    measures: [],
    beside: [],
    components: [],
    examples: [],
  };
  let block: PlanBlock | null = null;
  for (const line of outline) {
    if (line.depth === 0) block = null;
    if (line.kind === 'component' || line.kind === 'example') {
      block = { head: line, parts: [], last: line };
      (line.kind === 'component' ? shape.components : shape.examples).push(block);
    } else if (block) {
      const table = block.parts.at(-1);
      if (line.kind === 'step' && table?.line.kind === 'table') table.steps.push(line);
      else block.parts.push({ line, steps: [] });
      block.last = line;
    } else if (line.kind === 'parameter') shape.parameters.push(line);
    else if (line.kind === 'measure') shape.measures.push(line);
    else if (line.kind === 'draw' || line.kind === 'guarantee') shape.beside.push(line);
    else shape.header.push(line);
  }
  return shape;
}

/** A tier that fits behind the last bounded one: as wide as the one before it, at a rate to be changed. */
export function nextStep(steps: readonly PlanLine[]): { after: PlanLine | null; text: string } {
  const bounded = steps.filter((each) => fieldOf(each, 'bound'));
  const last = bounded.at(-1);
  const number = (each: PlanLine | undefined) =>
    each ? Number.parseFloat(textOf(each, 'bound').replace(/,/g, '')) : 0;
  const isPercent = !last || textOf(last, 'bound').endsWith('%');
  const width = number(last) - number(bounded.at(-2));
  const bound = Math.round((number(last) + (width > 0 ? width : 50)) * 10_000) / 10_000;
  const value = textOf((steps.at(-1) ?? last) as PlanLine, 'value') || '1%';
  const word = last?.text.startsWith('below') ? 'below' : last?.text.startsWith('at') ? 'at' : 'up to';
  return { after: last ?? null, text: `        ${word} ${bound}${isPercent ? '%' : ''} ${value}` };
}

/** A change that a field or button of the builder asks for; lines are told by their place in the outline. */
export type PlanEdit =
  | { kind: 'field'; line: number; field: string | null; by: string }
  | { kind: 'add'; after: number; text: string }
  | { kind: 'remove'; first: number; last: number };

/** The text after the edit; as it is where the outline has no such line any more. */
export function edited(text: string, outline: readonly PlanLine[], edit: PlanEdit): string {
  if (edit.kind === 'field') {
    const line = outline[edit.line];
    const place = edit.field === null ? line?.place : line && fieldOf(line, edit.field)?.place;
    return place ? replaced(text, place, edit.by) : text;
  }
  if (edit.kind === 'add') {
    const line = outline[edit.after];
    return line ? withLineAfter(text, line.place, edit.text) : text;
  }
  const [first, last] = [outline[edit.first], outline[edit.last]];
  return first && last ? withoutLines(text, first.place, last.place) : text;
}
