import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { languages } from './languages';

type Flat = Map<string, string>;

function read(language: string): Flat {
  const text = readFileSync(resolve(process.cwd(), `../locales/${language}.json`), 'utf8');
  const flat: Flat = new Map();
  const walk = (node: unknown, at: string) => {
    if (typeof node === 'string') flat.set(at, node);
    else for (const [key, value] of Object.entries(node as object)) walk(value, at ? `${at}.${key}` : key);
  };
  walk(JSON.parse(text), '');
  return flat;
}

/** Names and kinds of a message's arguments: "count:plural", "name". */
function argumentsOf(message: string): string[] {
  const found = new Set<string>();
  const walk = (parts: MessageFormatElement[]) => {
    for (const part of parts) {
      if (part.type === TYPE.argument) found.add(part.value);
      if (part.type === TYPE.number || part.type === TYPE.date || part.type === TYPE.time)
        found.add(part.value);
      if (part.type === TYPE.plural || part.type === TYPE.select) {
        found.add(`${part.value}:${part.type === TYPE.plural ? 'plural' : 'select'}`);
        for (const option of Object.values(part.options)) walk(option.value);
      }
    }
  };
  walk(parse(message, { ignoreTag: true }));
  return [...found].sort();
}

/** Plural forms that a language needs and a message does not have. */
function missingPlurals(message: string, locale: string): string[] {
  const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  const missing: string[] = [];
  const walk = (parts: MessageFormatElement[]) => {
    for (const part of parts) {
      if (part.type !== TYPE.plural && part.type !== TYPE.select) continue;
      if (part.type === TYPE.plural && part.pluralType === 'cardinal') {
        const has = Object.keys(part.options);
        // "many" of Italian and Spanish is for a million and more, where "other" reads right.
        const needed = ['it', 'es'].includes(locale) ? wanted.filter((each) => each !== 'many') : wanted;
        missing.push(...needed.filter((each) => !has.includes(each)));
      }
      for (const option of Object.values(part.options)) walk(option.value);
    }
  };
  walk(parse(message, { ignoreTag: true }));
  return missing;
}

const english = read('en');

describe.each(languages.map((each) => each.code))('catalogue %s', (code) => {
  const flat = read(code);

  it('has the keys of the English one, and no others', () => {
    expect([...flat.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('has the same arguments in every message', () => {
    for (const [key, message] of flat) {
      expect([key, argumentsOf(message)]).toEqual([key, argumentsOf(english.get(key) ?? '')]);
    }
  });

  it('has every plural form of the language', () => {
    for (const [key, message] of flat) expect([key, missingPlurals(message, code)]).toEqual([key, []]);
  });

  it('has no empty text', () => {
    for (const [key, message] of flat) expect([key, message.trim() === '']).toEqual([key, false]);
  });
});

describe('the check itself', () => {
  it('sees a missing argument', () => {
    expect(argumentsOf('{count, plural, one {# row of {name}} other {# rows}}')).not.toEqual(
      argumentsOf('{count}'),
    );
  });
  it('sees a missing plural form', () => {
    expect(missingPlurals('{n, plural, one {a} other {b}}', 'pl')).toEqual(['few', 'many']);
  });
});
