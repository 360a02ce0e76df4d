/** Words of the plan language, for colours and completion; the guide's page on it has the grammar. */
export const blockWords = ['plan', 'measure', 'parameter', 'component', 'example', 'draw', 'guarantee'];

export const statementWords = [
  'for',
  'currency',
  'period',
  'rounded',
  'prorated',
  'needs',
  'pays',
  'pool',
  'hold',
  'claw back',
  'at most',
  'at least',
  'up to',
  'below',
  'above',
];

const furtherWords =
  'role roles each order orders line lines from to on at per of in where credited as when and ' +
  'or not if then else amount margin units count average share distinct customers owner split ' +
  'overlay territory kpi quota team all rank months employed default money rate days marginal ' +
  'cliff linear most least up back within until divided equally by deal month quarter year paid ' +
  'monthly quarterly yearly once cumulative recoverable booked delivered invoiced returned ' +
  'cancelled unpaid instalments greatest yes no holds takes draws guarantees after members ' +
  'converted half even down joiners leavers leave changes first claw';

const known = new Set([
  ...blockWords,
  ...statementWords.flatMap((each) => each.split(' ')),
  ...furtherWords.split(' '),
]);

export type Colour = 'block' | 'word' | 'text' | 'number' | 'comment' | 'attribute';
export interface Coloured {
  from: number;
  to: number;
  colour: Colour;
}

const token = new RegExp(
  [
    '(?<comment>#.*)',
    '(?<text>"[^"\\n]*"?)',
    '(?<date>\\d{4}-\\d\\d-\\d\\d)',
    '(?<number>\\d[\\d,]*(?:\\.\\d+)?\\s?%?)',
    '(?<attribute>[A-Za-z_]\\w*\\.[A-Za-z_]\\w*)',
    '(?<name>[A-Za-z_]\\w*)',
  ].join('|'),
  'g',
);

/** What is coloured in one line of a plan. */
export function coloursOf(line: string): Coloured[] {
  const found: Coloured[] = [];
  for (const match of line.matchAll(token)) {
    const { comment, text, date, number, attribute, name } = match.groups ?? {};
    const colour = comment
      ? 'comment'
      : text
        ? 'text'
        : date || number
          ? 'number'
          : attribute
            ? 'attribute'
            : name && blockWords.includes(name) && line.slice(0, match.index).trim() === ''
              ? 'block'
              : name && known.has(name)
                ? 'word'
                : null;
    if (colour) found.push({ from: match.index, to: match.index + match[0].trimEnd().length, colour });
  }
  return found;
}
