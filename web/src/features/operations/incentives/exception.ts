import type { Messages } from '../../../shared/i18n/messages';
import { valuesPath } from './close-desk';
import type { PayException } from './incentive';

/** One figure of a detail: what it is says how it is written. */
type Detail =
  | { money: string; currency: string }
  | { rate: string }
  | { date: string }
  | { count: number }
  | { text: string };

function figureText(detail: Detail, { formats }: Messages): string | number {
  if ('money' in detail) return formats.money(detail.money, detail.currency);
  // Hundredths of a percent are enough to see what is odd.
  if ('rate' in detail) return formats.share(detail.rate.replace(/(\.\d{4}).*/, '$1'));
  if ('date' in detail) return formats.date(detail.date);
  return 'count' in detail ? detail.count : detail.text;
}

/** The figures of an exception in a sentence; of older ones, the text that was kept. */
export function detailText(exception: PayException, messages: Messages): string {
  const key = `close_desk.details.${exception.kind}`;
  if (!exception.detail.startsWith('{') || !messages.has(key)) return exception.detail;
  const details = JSON.parse(exception.detail) as Record<string, Detail>;
  const args = Object.entries(details).map(([name, each]) => [name, figureText(each, messages)]);
  return messages.lookup(key, Object.fromEntries(args));
}

/** Where what is wrong can be looked at and mended. */
export function placeOf(exception: PayException): string | null {
  switch (exception.kind) {
    case 'no_quota':
    case 'division_by_zero':
      return '/operations/goals';
    case 'no_parameter':
      return valuesPath;
    case 'order_without_rate':
      return '/settings/company#rates';
    default:
      if (exception.order_id) return `/process/orders/${exception.order_id}`;
      return exception.person_id ? `/operations/structure/people/${exception.person_id}` : null;
  }
}
