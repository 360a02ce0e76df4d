import { Button, Select } from '@mantine/core';
import { BookOpenCheck, Settings2 } from 'lucide-react';
import { useState } from 'react';
import { periodLabel } from '../../../shared/api/periods';
import { useApi } from '../../../shared/api/query';
import { useSession } from '../../../shared/api/session';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import {
  type AccountingPolicy,
  type JournalControl,
  type JournalEntry,
  type RollForward,
  rollForwardParts,
} from './accounting';
import { PolicyForm } from './policy-form';

/** Commission in the books: the asset month by month, a month's entries, and how it is carried. */
export default function AccountingPage() {
  const messages = useMessages();
  const { t } = messages;
  const [setting, setSetting] = useState(false);
  const policy = useApi<AccountingPolicy>('/accounting/policy');
  const rows = useApi<RollForward[]>('/accounting/roll-forward');
  const [chosen, setChosen] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const { company } = useSession();
  const title = t('accounting.title');
  if (policy.isPending || rows.isPending) return <PageSkeleton title={title} />;
  const error = policy.error ?? rows.error;
  if (error || !policy.data || !rows.data)
    return <Problem page error={error} retry={() => void rows.refetch()} />;
  const month = chosen ?? lastWithMovement(rows.data)?.month ?? null;
  const moving = rows.data.filter((row) => !isQuiet(row));
  const near = moving.filter((row) => row.month <= inAYear(company.today));
  return (
    <Page
      title={title}
      sentence={t('accounting.about')}
      actions={
        <Button
          variant="default"
          leftSection={<Settings2 size={15} aria-hidden />}
          onClick={() => setSetting(true)}
        >
          {t('accounting.settings')}
        </Button>
      }
    >
      {policy.data.other_currencies.length > 0 && (
        <p role="status">
          {t('accounting.other_currencies', { list: policy.data.other_currencies.join(', ') })}
        </p>
      )}
      <Section
        title={t('accounting.roll_forward')}
        about={t('accounting.roll_forward_about')}
        actions={
          near.length < moving.length && (
            <Button variant="default" onClick={() => setAll(!all)}>
              {all ? t('accounting.next_year') : t('accounting.all_months', { count: moving.length })}
            </Button>
          )
        }
      >
        <DataTable<RollForward>
          id="roll-forward"
          label={t('accounting.roll_forward')}
          columns={rollForwardColumns(messages)}
          rows={all ? moving : near}
          rowId={(row) => row.month}
          onOpen={(row) => setChosen(row.month)}
          plain
          empty={
            <EmptyState
              icon={BookOpenCheck}
              title={t('accounting.nothing_carried')}
              text={t('accounting.nothing_carried_about')}
            />
          }
        />
      </Section>
      {month && (
        <Section
          title={t('accounting.entries')}
          about={t('accounting.entries_about')}
          actions={
            <Select
              aria-label={t('accounting.month')}
              data={rows.data.map((row) => ({ value: row.month, label: monthName(row.month, messages) }))}
              value={month}
              onChange={(value) => value && setChosen(value)}
              allowDeselect={false}
              w={180}
            />
          }
        >
          <Control month={month} messages={messages} />
          <DataTable<JournalEntry>
            key={month}
            id="journal-entries"
            label={t('accounting.entries')}
            columns={entryColumns(messages)}
            path="/accounting/entries"
            query={{ month }}
            rowId={(row) => row.place}
            empty={<EmptyState icon={BookOpenCheck} title={t('accounting.no_entries')} text="" />}
          />
        </Section>
      )}
      {setting && <PolicyForm policy={policy.data} onClose={() => setSetting(false)} />}
    </Page>
  );
}

const isZero = (money: { amount: string }) => Number(money.amount) === 0;
/** Nothing was carried and nothing moved. */
const isQuiet = (row: RollForward) => rollForwardParts.every((part) => isZero(row[part]));

/** The month a year from now: what lies beyond is shown when asked for. */
const inAYear = (today: string) => `${Number(today.slice(0, 4)) + 1}${today.slice(4, 7)}-01`;

/** Books are kept in Gregorian months; a reader of another calendar is told the days. */
function monthName(first: string, messages: Messages): string {
  const [year, month] = first.split('-').map(Number) as [number, number];
  const to = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  return periodLabel({ key: `${first.slice(0, 4)}-M${first.slice(5, 7)}`, from: first, to }, messages);
}

function lastWithMovement(rows: readonly RollForward[]): RollForward | undefined {
  return rows.filter((row) => !isZero(row.additions)).at(-1) ?? rows[0];
}

function rollForwardColumns(messages: Messages): Column<RollForward>[] {
  const { t } = messages;
  return [
    {
      key: 'month',
      header: t('accounting.month'),
      value: (row) => row.month,
      cell: (row) => monthName(row.month, messages),
      phone: true,
    },
    ...rollForwardParts.map((part) => ({
      key: part,
      header: t(`accounting.${part}`),
      kind: 'amount' as const,
      value: (row: RollForward) => moneyFigure(row[part]),
      phone: part === 'amortised' || part === 'closing',
    })),
  ];
}

function entryColumns({ t, lookup }: Messages): Column<JournalEntry>[] {
  const cause = (row: JournalEntry) => lookup(`accounting.causes.${row.cause}`, undefined, row.cause);
  return [
    { key: 'on', header: t('accounting.on'), kind: 'date', value: (row) => row.on },
    { key: 'cause', header: t('accounting.cause'), value: cause, groupable: true },
    { key: 'period', header: t('accounting.period'), value: (row) => row.period, groupable: true },
    { key: 'code', header: t('accounting.code'), value: (row) => row.code, phone: true },
    {
      key: 'account',
      header: t('accounting.account'),
      value: (row) => t(`accounting.accounts.${row.account}`),
      groupable: true,
      phone: true,
    },
    {
      key: 'debit',
      header: t('accounting.debit'),
      kind: 'amount',
      value: (row) => moneyFigure(row.debit),
      phone: true,
    },
    {
      key: 'credit',
      header: t('accounting.credit'),
      kind: 'amount',
      value: (row) => moneyFigure(row.credit),
      phone: true,
    },
  ];
}

/** What whoever takes the file over holds it against. */
function Control({ month, messages }: { month: string; messages: Messages }) {
  const { t, formats } = messages;
  const answer = useApi<JournalControl>('/accounting/entries-control', { month });
  if (!answer.data) return null;
  const { rows, debit, credit, digest } = answer.data;
  return (
    <p style={{ margin: 0, color: 'var(--muted)', overflowWrap: 'anywhere' }}>
      {t('accounting.control', {
        count: rows,
        debit: formats.money(debit.amount, debit.currency),
        credit: formats.money(credit.amount, credit.currency),
        digest,
      })}
    </p>
  );
}
