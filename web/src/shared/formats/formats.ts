import type { DecimalText } from './decimal';

export type Unit = 'money' | 'percent' | 'count' | 'quantity';

/** One computed number as the API gives it; `explain` is where its story is told. */
export interface Figure {
  value: DecimalText;
  unit: Unit | string;
  currency?: string | null;
  explain?: string | null;
}

/** What Intl takes as an exact number: since 2023 it reads decimal text digit by digit. */
type Exact = Intl.StringNumericLiteral;

const dayMs = 86_400_000;

/** Parses "2026-09-30" as a day, without any time zone moving it. */
export function dayOf(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`);
}

/** Everything the reader sees as number, amount, day or time, in their language, digits and calendar. */
export class Formats {
  readonly locale: string;
  private readonly cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

  constructor(locale: string) {
    this.locale = locale;
  }

  /** An amount with its currency, with the currency's own number of decimals. */
  money(value: DecimalText, currency: string): string {
    return this.number({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
      value as Exact,
    );
  }

  /** An amount without its currency, for columns that name the currency once in the header. */
  amount(value: DecimalText, currency: string): string {
    const digits = this.number({ style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    return this.number({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      value as Exact,
    );
  }

  /** A headline amount without minor units: "€ 1,284,300". The exact one stands in the panel behind it. */
  wholeMoney(value: DecimalText, currency: string): string {
    const format = this.number({
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      maximumFractionDigits: 0,
    });
    return format.format(value as Exact);
  }

  /** A short amount for an axis: "€1.3M". */
  compactMoney(value: number, currency: string): string {
    return this.number({
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      notation: 'compact',
      maximumFractionDigits: 1,
    }).format(value);
  }

  compact(value: number): string {
    return this.number({ notation: 'compact', maximumFractionDigits: 1 }).format(value);
  }

  decimal(value: DecimalText | number | bigint, digits = 2): string {
    return this.number({ maximumFractionDigits: digits }).format(value as Exact);
  }

  count(value: DecimalText | number | bigint): string {
    return this.number({ maximumFractionDigits: 0 }).format(value as Exact);
  }

  /** Digits as they are, in the reader's script: a year, a number that counts nothing. */
  plain(digits: string): string {
    return this.number({ useGrouping: false }).format(digits as Exact);
  }

  /**
   * `value` is in hundredths of the whole: "95.2" is 95.2 %. The point is moved in the text, not by division.
   */
  percent(value: DecimalText, digits = 1): string {
    return this.number({ style: 'percent', maximumFractionDigits: digits }).format(
      shiftPoint(value, -2) as Exact,
    );
  }

  /** A factor as the share it is: "0.15" is 15 %. */
  share(value: DecimalText): string {
    return this.number({ style: 'percent', maximumFractionDigits: 4 }).format(value as Exact);
  }

  /** A figure in full, by its unit. */
  figure(figure: Figure): string {
    switch (figure.unit) {
      case 'money':
        return figure.currency ? this.money(figure.value, figure.currency) : this.decimal(figure.value);
      case 'percent':
        return this.number({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
          shiftPoint(figure.value, -2) as Exact,
        );
      case 'count':
        return this.count(figure.value);
      default:
        return this.decimal(figure.value, 4);
    }
  }

  /** A figure as a headline: amounts without minor units, the rest in full. */
  headline(figure: Figure): string {
    return figure.unit === 'money' && figure.currency
      ? this.wholeMoney(figure.value, figure.currency)
      : this.figure(figure);
  }

  /** A country by its two letters; what is no such code stays as it is. */
  country(code: string): string {
    if (!/^[A-Z]{2}$/.test(code)) return code;
    return new Intl.DisplayNames([this.locale], { type: 'region' }).of(code) ?? code;
  }

  /** A day: "30 Sept 2026", "۸ مهر ۱۴۰۵". */
  date(iso: string, style: 'short' | 'medium' | 'long' = 'medium'): string {
    return this.day({ dateStyle: style }).format(dayOf(iso));
  }

  /** A day of this year, without the year. */
  monthDay(iso: string): string {
    return this.day({ day: 'numeric', month: 'short' }).format(dayOf(iso));
  }

  month(iso: string): string {
    return this.day({ month: 'short', year: 'numeric' }).format(dayOf(iso));
  }

  /** A period's days, `to` inclusive, without repeating what both ends share. */
  range(fromIso: string, toIso: string): string {
    return this.day({ dateStyle: 'medium' }).formatRange(dayOf(fromIso), dayOf(toIso));
  }

  /** An instant in the reader's own time zone. */
  time(instant: string): string {
    return this.moment({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
  }

  /** The day of an instant, where the reader is. */
  dayOf(instant: string): string {
    return this.moment({ dateStyle: 'medium' }).format(new Date(instant));
  }

  clock(instant: string): string {
    return this.moment({ timeStyle: 'short' }).format(new Date(instant));
  }

  /** "3 days ago", counted from `todayIso`. */
  relativeDay(iso: string, todayIso: string): string {
    const days = Math.round((dayOf(iso).getTime() - dayOf(todayIso).getTime()) / dayMs);
    const format = new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' });
    if (Math.abs(days) < 31) return format.format(days, 'day');
    if (Math.abs(days) < 365) return format.format(Math.round(days / 30), 'month');
    return format.format(Math.round(days / 365), 'year');
  }

  list(parts: readonly string[]): string {
    return new Intl.ListFormat(this.locale, { type: 'conjunction' }).format(parts);
  }

  /** The currency's sign in this language, for a column header. */
  currencySign(currency: string): string {
    const parts = this.number({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(
      0,
    );
    return parts.find((part) => part.type === 'currency')?.value ?? currency;
  }

  private number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    return this.kept(
      `n${JSON.stringify(options)}`,
      () =>
        new Intl.NumberFormat(this.locale, { roundingMode: 'halfEven', useGrouping: 'always', ...options }),
    );
  }

  private day(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return this.moment({ ...options, timeZone: 'UTC' });
  }

  private moment(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return this.kept(`d${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(this.locale, options));
  }

  private kept<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
    const found = this.cache.get(key);
    if (found) return found as T;
    const made = make();
    this.cache.set(key, made);
    return made;
  }
}

/** "95.2" by -2 → "0.952": moves the point through the digits. */
export function shiftPoint(value: DecimalText, by: number): DecimalText {
  return `${value}e${by}`;
}
