import type { MessageKey } from '../../../shared/i18n/catalogue';
import type { Messages } from '../../../shared/i18n/messages';

/** Kinds of values as the server names them, in a column's form: "date d/m/y solar_hijri", "decimal ,". */
export const valueKinds = [
  'empty',
  'integer',
  'decimal',
  'money',
  'percent',
  'date',
  'date_time',
  'boolean',
  'email',
  'text',
] as const;

const orders: Record<string, { detail: MessageKey; example: string; solar: string }> = {
  'y/m/d': { detail: 'imports.details.ymd', example: '2026-12-31', solar: '1405/10/28' },
  'd/m/y': { detail: 'imports.details.dmy', example: '31/12/2026', solar: '28/10/1405' },
  'm/d/y': { detail: 'imports.details.mdy', example: '12/31/2026', solar: '10/28/1405' },
  excel: { detail: 'imports.details.excel', example: '46387', solar: '46387' },
};
const marks: Record<string, { detail: MessageKey; example: string }> = {
  '.': { detail: 'imports.details.point', example: '1234.50' },
  ',': { detail: 'imports.details.comma', example: '1234,50' },
};

/** How a column is written, in words: "Date, day first: 31/12/2026". The example is read as it stands. */
export function formWords(form: string, { t, lookup }: Messages): string {
  const [kind = '', detail = '', calendar] = form.split(' ');
  const name = lookup(`imports.forms.${kind}`, {}, form);
  const order = orders[detail];
  if (order) {
    const example = calendar === 'solar_hijri' ? order.solar : order.example;
    return t('imports.form_of', { form: name, detail: t(order.detail, { example }) });
  }
  // A whole number has nothing after its mark.
  const mark = kind === 'integer' ? undefined : marks[detail];
  if (!mark) return name;
  return t('imports.form_of', { form: name, detail: t(mark.detail, { example: mark.example }) });
}

const delimiters: Record<string, MessageKey> = {
  ',': 'imports.delimiters.comma',
  ';': 'imports.delimiters.semicolon',
  '\t': 'imports.delimiters.tab',
  '|': 'imports.delimiters.bar',
};

/** What a source is: "CSV · UTF-8 · separated by semicolons". */
export function sourceWords(
  source: { format: string; encoding: string; delimiter: string },
  { t }: Messages,
): string {
  const delimiter = delimiters[source.delimiter];
  return [
    source.format.toUpperCase(),
    source.encoding.replace(/^(utf|windows)/, (name) => (name === 'utf' ? 'UTF' : 'Windows')),
    delimiter ? t(delimiter) : source.delimiter,
  ]
    .filter(Boolean)
    .join(' · ');
}
