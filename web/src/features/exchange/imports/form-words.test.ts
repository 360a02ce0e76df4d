import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Formats } from '../../../shared/formats/formats';
import { Catalogue } from '../../../shared/i18n/catalogue';
import { languages } from '../../../shared/i18n/languages';
import type { Messages } from '../../../shared/i18n/messages';
import { formWords, sourceWords, valueKinds } from './form-words';

const plain = (form: string, messages: Messages) => formWords(form, messages).replace(/[\u2066-\u2069]/g, '');

/** Every form that value_form_text of the server writes. */
const forms = valueKinds.flatMap((kind) => {
  if (['integer', 'decimal', 'money', 'percent'].includes(kind)) return [`${kind} .`, `${kind} ,`];
  if (kind !== 'date' && kind !== 'date_time') return [kind];
  return ['y/m/d', 'd/m/y', 'm/d/y', 'excel'].flatMap((order) => [
    `${kind} ${order}`,
    `${kind} ${order} solar_hijri`,
  ]);
});

function messagesOf(code: (typeof languages)[number]['code']): Messages {
  const text = readFileSync(resolve(process.cwd(), `../locales/${code}.json`), 'utf8');
  const catalogue = new Catalogue(code, JSON.parse(text));
  return {
    formats: new Formats(code),
    t: (key, args) => catalogue.text(key, args),
    lookup: (key, args) => catalogue.text(key, args),
    has: (key) => catalogue.has(key),
  } as Messages;
}

describe.each(languages.map((each) => each.code))('how a column is written, in %s', (code) => {
  const messages = messagesOf(code);

  it('is said in words for every form of the server', () => {
    for (const form of forms) {
      const words = plain(form, messages);
      expect(words).not.toMatch(/_|\bd\/m|\by\/m|imports\.|excel$|undefined/);
      expect(words).toMatch(/^\p{L}/u);
    }
  });

  it('shows which of day and month comes first, and which mark stands before decimals', () => {
    expect(plain('date d/m/y', messages)).toContain('31/12/2026');
    expect(plain('date m/d/y', messages)).toContain('12/31/2026');
    expect(plain('date y/m/d solar_hijri', messages)).toContain('1405/10/28');
    expect(plain('decimal ,', messages)).toContain('1234,50');
    expect(plain('money .', messages)).toContain('1234.50');
  });

  it('names the separator of a file', () => {
    const words = sourceWords({ format: 'csv', encoding: 'windows-1252', delimiter: ';' }, messages);
    expect(words).toMatch(/^CSV · Windows-1252 · \p{L}/u);
  });
});
