import { describe, expect, it } from 'vitest';
import { languages } from '../i18n/languages';
import { addDecimals, compareDecimals, fromUnits, isNegative, negate, toUnits } from './decimal';
import { Formats } from './formats';

const plain = (text: string) =>
  text.replace(/[\u200e\u200f\u00a0\u202f]/g, (each) => (/\s/.test(each) ? ' ' : ''));
const english = new Formats('en-GB');
const persian = new Formats('fa-IR-u-ca-persian-nu-arabext');

describe('amounts', () => {
  it.each([
    ['1234.5', 'EUR', '€1,234.50'],
    ['-0.1', 'EUR', '-€0.10'],
    ['1234.5', 'JPY', '¥1,234'],
    // A double would make 12345678901234568 of it.
    ['12345678901234567.8901', 'USD', '$12,345,678,901,234,567.89'],
    ['922337203685477.5807', 'EUR', '€922,337,203,685,477.58'],
  ])('%s %s is %s', (value, currency, text) => {
    expect(plain(english.money(value, currency))).toBe(text);
  });

  it('keeps every digit in each language', () => {
    for (const { locale } of languages) {
      const digits = new Formats(locale)
        .amount('12345678901234567.89', 'EUR')
        .replace(/[۰-۹]/g, (each) => String(each.charCodeAt(0) - 0x6f0))
        .replace(/\D/g, '');
      expect([locale, digits]).toEqual([locale, '1234567890123456789']);
    }
  });

  it('uses Persian digits and separators', () => {
    expect(persian.amount('1234567.5', 'EUR')).toBe('۱٬۲۳۴٬۵۶۷٫۵۰');
  });

  it('reads percent in hundredths', () => {
    expect(english.percent('95.24')).toBe('95.2%');
    expect(english.percent('-3')).toBe('-3%');
    expect(persian.percent('104')).toContain('۱۰۴');
  });
});

describe('days', () => {
  it('are Gregorian in English and Solar Hijri in Persian', () => {
    expect(english.date('2026-09-30', 'long')).toBe('30 September 2026');
    expect(persian.date('2026-03-21', 'long')).toContain('۱ فروردین ۱۴۰۵');
  });
  it('do not move with the time zone', () => {
    expect(english.date('2026-01-01', 'short')).toBe('01/01/2026');
  });
  it('are told from today', () => {
    expect(english.relativeDay('2026-11-21', '2026-11-22')).toBe('yesterday');
    expect(english.relativeDay('2026-12-02', '2026-11-22')).toBe('in 10 days');
  });
});

describe('exact decimals', () => {
  it.each(['0', '12.3', '-0.0001', '922337203685477.5807'])('%s comes back as it went', (text) => {
    expect(fromUnits(toUnits(text))).toBe(text);
  });
  it('add without a double', () => {
    expect(addDecimals(['0.1', '0.2'])).toBe('0.3');
    expect(addDecimals(['9007199254740993', '0.0001'])).toBe('9007199254740993.0001');
  });
  it('compare and change sign', () => {
    expect(compareDecimals('10', '9.9999')).toBe(1);
    expect(compareDecimals('1.10', '1.1')).toBe(0);
    expect(negate('-5.5')).toBe('5.5');
    expect(isNegative('-0.00')).toBe(false);
    expect(isNegative('-0.01')).toBe(true);
  });
  it('refuse what they cannot hold', () => {
    expect(() => toUnits('1e5')).toThrow(RangeError);
    expect(() => toUnits('0.00001')).toThrow(RangeError);
  });
});
