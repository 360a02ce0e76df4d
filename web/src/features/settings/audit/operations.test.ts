import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../shared/i18n/languages';
import { operations, programsOwn, subjects } from './operations';

interface Operation {
  operationId: string;
}
const read = (path: string) => JSON.parse(readFileSync(resolve(process.cwd(), path), 'utf8'));
const document: { paths: Record<string, Record<string, Operation>> } = read('../api/openapi.json');

/** Every operation of the API that is no reading. */
const writing = Object.values(document.paths)
  .flatMap((path) => Object.entries(path))
  .filter(([verb]) => ['post', 'put', 'patch', 'delete'].includes(verb))
  .map(([, operation]) => operation.operationId);

it('every writing operation of the API is in the list, and nothing that is not recorded', () => {
  expect([...operations].sort()).toEqual([...writing, ...programsOwn].sort());
});

describe.each(languages.map((each) => each.code))('the log in %s', (code) => {
  const { audit } = read(`../locales/${code}.json`);

  it('says each operation and each thing in words', () => {
    expect(Object.keys(audit.operations).sort()).toEqual([...operations].sort());
    expect(Object.keys(audit.subjects).sort()).toEqual([...subjects].sort());
    for (const text of [...Object.values(audit.operations), ...Object.values(audit.subjects)])
      expect(text).toMatch(/^\p{L}[^_{}]*$/u);
  });
});
