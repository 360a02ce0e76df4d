// Exact decimals as text, the form in which every amount arrives: "-1234.5600". No step goes through a
// double.

/** Decimal places kept in arithmetic: one ten-thousandth, as on the server. */
const places = 4;
const unit = 10n ** BigInt(places);
const pattern = /^([+-]?)(\d+)(?:\.(\d*))?$/;

export type DecimalText = string;

export function isDecimal(text: string): boolean {
  return pattern.test(text);
}

/** "12.3" → 123000n: a count of ten-thousandths. Further digits are refused rather than dropped. */
export function toUnits(text: DecimalText): bigint {
  const match = pattern.exec(text);
  if (!match) throw new RangeError(`not a decimal: ${text}`);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > places) throw new RangeError(`more than ${places} decimals: ${text}`);
  const units = BigInt(match[2] ?? '0') * unit + BigInt(fraction.padEnd(places, '0'));
  return match[1] === '-' ? -units : units;
}

/** 123000n → "12.3". */
export function fromUnits(units: bigint): DecimalText {
  const negative = units < 0n;
  const size = negative ? -units : units;
  const fraction = (size % unit).toString().padStart(places, '0').replace(/0+$/, '');
  return `${negative ? '-' : ''}${size / unit}${fraction ? `.${fraction}` : ''}`;
}

export function addDecimals(parts: readonly DecimalText[]): DecimalText {
  return fromUnits(parts.reduce((sum, each) => sum + toUnits(each), 0n));
}

export function compareDecimals(a: DecimalText, b: DecimalText): -1 | 0 | 1 {
  const [left, right] = [toUnits(a), toUnits(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

export function negate(text: DecimalText): DecimalText {
  return fromUnits(-toUnits(text));
}

export function isNegative(text: DecimalText): boolean {
  return text.startsWith('-') && /[1-9]/.test(text);
}

/** A double, for drawing only: a bar's length needs no cents. */
export function forDrawing(text: DecimalText | null | undefined): number {
  return text === null || text === undefined ? 0 : Number(text);
}
