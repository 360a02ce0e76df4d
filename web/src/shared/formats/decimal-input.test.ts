import { expect, it } from 'vitest';
import { parseDecimalInput } from './decimal-input';

it.each([
  ['1250', 'en-GB', '1250'],
  ['1,250.5', 'en-GB', '1250.5'],
  ['1,250', 'en-GB', '1250'],
  ['1.250', 'it-IT', '1250'],
  ['1.250,50', 'it-IT', '1250.50'],
  ['1.5', 'it-IT', '1.5'],
  ['1 250,50', 'pl-PL', '1250.50'],
  ['1.234.567', 'es-ES', '1234567'],
  ['۱٬۲۵۰٫۵', 'fa-IR', '1250.5'],
  ['−12,5', 'cs-CZ', '-12.5'],
  ['12345678901234567.8901', 'en-GB', '12345678901234567.8901'],
])('%s in %s is %s', (typed, locale, decimal) => {
  expect(parseDecimalInput(typed, locale)).toBe(decimal);
});

it.each(['', 'abc', '1e5', '--1', '1-2', '.'])('"%s" is no amount', (typed) => {
  expect(parseDecimalInput(typed, 'en-GB')).toBeNull();
});
