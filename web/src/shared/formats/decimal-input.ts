import type { DecimalText } from './decimal';

const zeros = [0x30, 0x660, 0x6f0];

/** The digits of any of our scripts as Latin ones. */
function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = zeros.findLast((each) => code >= each) ?? 0x30;
    return String(code - zero);
  });
}

/**
 * What someone typed as an amount, as exact decimal text; null when it is none.
 * Takes "1,250.5", "1.250,5", "1 250,50" and "۱٬۲۵۰٫۵". Where one separator stands alone it is the decimal
 * one, unless exactly three digits follow a comma or point that the language groups by.
 */
export function parseDecimalInput(typed: string, locale: string): DecimalText | null {
  const text = latinDigits(typed)
    .replace(/[\s\u00a0\u202f\u200e\u200f]/g, '')
    .replace(/\u2212/g, '-');
  if (!/^-?[\d.,\u066b\u066c']+$/.test(text)) return null;
  const marks = [...text.matchAll(/[.,\u066b]/g)];
  const last = marks.at(-1);
  if (!last) return clean(text);
  const isRepeated = marks.filter((each) => each[0] === last[0]).length > 1;
  const grouping = groupSign(locale);
  const looksGrouped = marks.length === 1 && last[0] === grouping && text.length - last.index === 4;
  if (isRepeated || looksGrouped) return clean(text);
  return clean(`${text.slice(0, last.index).replace(/[.,]/g, '')}|${text.slice(last.index + 1)}`);
}

function clean(text: string): DecimalText | null {
  const plain = text
    .replace(/[.,'\u066b\u066c]/g, '')
    .replace('|', '.')
    .replace(/\.$/, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : null;
}

function groupSign(locale: string): string {
  return (
    new Intl.NumberFormat(locale).formatToParts(1234567).find((part) => part.type === 'group')?.value ?? ','
  );
}
