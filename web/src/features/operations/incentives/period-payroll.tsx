import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useWrite } from '../../../shared/api/query';
import { apiUrl } from '../../../shared/api/request';
import { useMay } from '../../../shared/api/session';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { Section } from '../../../shared/components/page';
import { problemText } from '../../../shared/components/problem';
import { showDone, showFailed } from '../../../shared/components/undo-toast';
import { useMessages } from '../../../shared/i18n/messages';
import { deskReads, type LedgerEntry } from './close-desk';
import classes from './close-desk.module.css';
import type { MoneyAmount, PayPeriod } from './incentive';
import { usePayPeriods } from './pay-periods';

interface PayrollRow {
  person_id: number;
  external_id: string;
  name: string;
  amount: MoneyAmount;
}

const isBooked = (period: PayPeriod) => ['approved', 'paid', 'closed'].includes(period.state);

/** What goes to whom, and the file of it that payroll checks by its control total and digest. */
export function PeriodPayroll({ period }: { period: PayPeriod }) {
  const { t } = useMessages();
  const mayExport = useMay()('export_all');
  const path = `/pay-periods/${period.pay_period_id}/payroll`;
  if (!isBooked(period))
    return (
      <Section title={t('pay.payroll')} about={t('close_desk.payroll_later')}>
        {null}
      </Section>
    );
  const columns: Column<PayrollRow>[] = [
    { key: 'name', header: t('close_desk.person'), value: (row) => row.name, phone: true },
    {
      key: 'amount',
      header: t('pay.due'),
      kind: 'amount',
      value: (row) => moneyFigure(row.amount),
      phone: true,
    },
  ];
  return (
    <Section
      title={t('pay.payroll')}
      about={t('pay.payroll_about')}
      actions={mayExport && <Files period={period} />}
    >
      <DataTable<PayrollRow>
        id="payroll"
        label={t('pay.payroll')}
        columns={columns}
        path={path}
        rowId={(row) => row.person_id}
        plain
        empty={<p className={classes.muted}>{t('pay.empty')}</p>}
      />
    </Section>
  );
}

/** Records that the file goes out, then hands it over. */
function Files({ period }: { period: PayPeriod }) {
  const messages = useMessages();
  const { t } = messages;
  const base = `/pay-periods/${period.pay_period_id}`;
  const record = useWrite<'csv' | 'xlsx'>({
    path: `${base}/payroll-exports`,
    body: () => undefined,
    refreshes: deskReads,
  });
  const make = (format: 'csv' | 'xlsx') =>
    record.mutate(format, {
      onSuccess: () => {
        window.location.assign(apiUrl(`${base}/payroll-file`, { format }));
        showDone(t('close_desk.payroll_made'));
      },
      onError: (error) => showFailed(problemText(error, messages)),
    });
  return (['csv', 'xlsx'] as const).map((format) => (
    <Button
      key={format}
      variant="default"
      size="compact-sm"
      leftSection={<Download size={14} aria-hidden />}
      loading={record.isPending && record.variables === format}
      onClick={() => make(format)}
    >
      {format.toUpperCase()}
    </Button>
  ));
}

/** Every entry that approval and payment booked; read when it is asked for. */
export function PeriodLedger({ period }: { period: PayPeriod }) {
  const { t } = useMessages();
  const [shown, setShown] = useState(false);
  const { nameOf } = usePayPeriods();
  if (!isBooked(period)) return null;
  const columns: Column<LedgerEntry>[] = [
    { key: 'person', header: t('close_desk.person'), value: (row) => row.person, phone: true },
    {
      key: 'batch_kind',
      header: t('close_desk.batch'),
      value: (row) => t(`close_desk.batches.${row.batch_kind}`),
    },
    {
      key: 'account',
      header: t('close_desk.account'),
      value: (row) => t(`close_desk.accounts.${row.account}`),
      phone: true,
    },
    { key: 'component', header: t('pay.component'), value: (row) => row.component },
    { key: 'period', header: t('frame.period.title'), value: (row) => nameOf(row.period) },
    {
      key: 'amount',
      header: t('close_desk.amount'),
      kind: 'amount',
      value: (row) => moneyFigure(row.amount),
      phone: true,
    },
    { key: 'at', header: t('pay.at'), kind: 'time', value: (row) => row.at },
  ];
  return (
    <Section
      title={t('close_desk.ledger')}
      about={t('close_desk.ledger_about')}
      actions={
        !shown && (
          <Button variant="default" size="compact-sm" onClick={() => setShown(true)}>
            {t('close_desk.ledger_show')}
          </Button>
        )
      }
    >
      {shown && (
        <DataTable<LedgerEntry>
          id="pay-ledger"
          label={t('close_desk.ledger')}
          columns={columns}
          path="/pay-ledger"
          query={{ pay_period_id: period.pay_period_id }}
          rowId={(row) => row.entry_id}
          plain
          empty={null}
        />
      )}
    </Section>
  );
}
