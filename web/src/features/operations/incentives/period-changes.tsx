import { useApi } from '../../../shared/api/query';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { Section } from '../../../shared/components/page';
import { useMessages } from '../../../shared/i18n/messages';
import type { PayChange, PayChanges } from './close-desk';
import type { PayPeriod } from './incentive';
import { usePayPeriods } from './pay-periods';

/** Adds amounts of one currency exactly, as counts of ten-thousandths. */
function sumOf(amounts: readonly string[]): string {
  let sum = 0n;
  for (const amount of amounts) {
    const [whole = '0', part = ''] = amount.replace('-', '').split('.');
    const count = BigInt(whole) * 10_000n + BigInt(part.padEnd(4, '0').slice(0, 4));
    sum += amount.startsWith('-') ? -count : count;
  }
  const digits = (sum < 0n ? -sum : sum).toString().padStart(5, '0');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** What differs from the calculation before, by cause, the largest first. */
export function PeriodChanges({ period }: { period: PayPeriod }) {
  const { t, formats } = useMessages();
  const { nameOf } = usePayPeriods();
  const answer = useApi<PayChanges>(period.run_id ? `/pay-periods/${period.pay_period_id}/changes` : null);
  if (!answer.data) return null;
  const { changes, former_at: formerAt } = answer.data;
  const time = formerAt ? formats.time(formerAt) : '';
  const [first] = changes;
  if (!first)
    return (
      <Section
        title={t('close_desk.changes')}
        about={formerAt ? t('close_desk.changes_none', { time }) : t('close_desk.changes_first')}
      >
        {null}
      </Section>
    );
  const sum = sumOf(changes.map((each) => each.change.amount));
  const amount = (key: 'before' | 'after' | 'change', phone = false): Column<PayChange> => ({
    key,
    header: t(`close_desk.${key}`),
    kind: 'amount',
    value: (row) => moneyFigure(row[key]),
    phone,
  });
  const columns: Column<PayChange>[] = [
    { key: 'person', header: t('close_desk.person'), value: (row) => row.person, phone: true },
    { key: 'component', header: t('pay.component'), value: (row) => row.component },
    { key: 'period', header: t('frame.period.title'), value: (row) => nameOf(row.period) },
    {
      key: 'cause',
      header: t('close_desk.cause'),
      value: (row) => t(`close_desk.causes.${row.cause}`),
      phone: true,
    },
    {
      key: 'credit',
      header: t('close_desk.credit_change'),
      kind: 'amount',
      value: (row) =>
        moneyFigure({
          amount: sumOf([row.credited_after.amount, `-${row.credited_before.amount}`.replace('--', '')]),
          currency: row.change.currency,
        }),
    },
    amount('before'),
    amount('after'),
    amount('change', true),
  ];
  return (
    <Section
      title={t('close_desk.changes')}
      about={t('close_desk.changes_about', {
        time,
        count: changes.length,
        amount: formats.money(sum, first.change.currency),
      })}
    >
      <DataTable<PayChange>
        id="pay-changes"
        label={t('close_desk.changes')}
        columns={columns}
        rows={changes}
        rowId={(row) => `${row.person_id}-${row.period}-${row.component}`}
        plain
        empty={null}
      />
    </Section>
  );
}
