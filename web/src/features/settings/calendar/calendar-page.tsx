import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { CalendarRange, Coins, Plus } from 'lucide-react';
import { useState } from 'react';
import { dayBefore, periodLabel } from '../../../shared/api/periods';
import { refresh, useApi } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { useMay, useSession } from '../../../shared/api/session';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { DateField } from '../../../shared/components/date-field-lazy';
import { EmptyState } from '../../../shared/components/empty-state';
import { DecimalField } from '../../../shared/components/form/decimal-field';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { Page, Section } from '../../../shared/components/page';
import { SidePanel } from '../../../shared/components/side-panel';
import { isDecimal } from '../../../shared/formats/decimal';
import { useAddress } from '../../../shared/hooks/use-view';
import { useMessages } from '../../../shared/i18n/messages';

interface PeriodRow {
  key: string;
  from: string;
  to?: string | null;
}

interface RateRow {
  rate_id: number;
  from_currency: string;
  to_currency: string;
  rate: string;
  valid_from: string;
}

const kinds = ['quarter', 'month', 'year', 'custom'] as const;

/** How the company cuts time, and what its currencies are worth from which day on. */
export default function CalendarPage() {
  const { t } = useMessages();
  return (
    <Page title={t('calendar.title')} sentence={t('calendar.about')}>
      <Periods />
      <Rates />
    </Page>
  );
}

function Periods() {
  const messages = useMessages();
  const { t, formats } = messages;
  const [address, change] = useAddress();
  const { company } = useSession();
  const kind = kinds.find((each) => each === address.kind) ?? 'quarter';
  const year = Number(company.today.slice(0, 4));
  const span = { from: `${year}-01-01`, to: `${year + 2}-01-01` };
  const answer = useApi<PeriodRow[]>('/periods', kind === 'custom' ? { kind } : { kind, ...span });
  const columns: Column<PeriodRow>[] = [
    { key: 'key', header: t('frame.period.title'), value: (row) => periodLabel(row, messages), phone: true },
    { key: 'from', header: t('calendar.first_day'), kind: 'date', value: (row) => row.from, phone: true },
    {
      key: 'to',
      header: t('calendar.last_day'),
      value: (row) => (row.to ? formats.date(dayBefore(row.to)) : t('calendar.open')),
      phone: true,
    },
  ];
  return (
    <Section
      title={t('calendar.periods')}
      about={t('calendar.periods_about')}
      actions={
        <SegmentedControl
          size="xs"
          value={kind}
          aria-label={t('calendar.kind')}
          data={kinds.map((each) => ({ value: each, label: t(`calendar.kinds.${each}`) }))}
          onChange={(value) => change({ kind: value === 'quarter' ? undefined : value })}
        />
      }
    >
      <DataTable<PeriodRow>
        id={`periods-${kind}`}
        label={t('calendar.periods')}
        columns={columns}
        rows={answer.data ?? []}
        rowId={(row) => row.key}
        plain
        empty={
          <EmptyState
            icon={CalendarRange}
            title={t('calendar.no_periods')}
            text={t('calendar.no_periods_about')}
          />
        }
      />
    </Section>
  );
}

function Rates() {
  const { t, formats } = useMessages();
  const mayWrite = useMay()('rate_write');
  const [adding, setAdding] = useState(false);
  const columns: Column<RateRow>[] = [
    { key: 'from_currency', header: t('calendar.from'), value: (row) => row.from_currency, phone: true },
    { key: 'to_currency', header: t('calendar.to'), value: (row) => row.to_currency, phone: true },
    { key: 'rate', header: t('calendar.rate'), value: (row) => formats.decimal(row.rate, 8), phone: true },
    {
      key: 'valid_from',
      header: t('products.valid_from'),
      kind: 'date',
      value: (row) => row.valid_from,
      phone: true,
    },
  ];
  return (
    <Section
      title={t('calendar.rates')}
      about={t('calendar.rates_about')}
      actions={
        mayWrite && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('calendar.new_rate')}
          </Button>
        )
      }
    >
      <DataTable<RateRow>
        id="exchange-rates"
        label={t('calendar.rates')}
        columns={columns}
        path="/exchange-rates"
        rowId={(row) => row.rate_id}
        empty={<EmptyState icon={Coins} title={t('calendar.no_rates')} text={t('calendar.no_rates_about')} />}
      />
      {adding && <RateForm onClose={() => setAdding(false)} />}
    </Section>
  );
}

const isCode = (text: string) => /^[A-Za-z]{3}$/.test(text.trim());

function RateForm({ onClose }: { onClose: () => void }) {
  const { t } = useMessages();
  const { company } = useSession();
  const client = useQueryClient();
  const draft = useDraftForm({
    id: 'exchange-rate-new',
    initial: { from_currency: '', to_currency: company.currency, rate: '', valid_from: company.today },
    validate: (values) => ({
      from_currency: isCode(values.from_currency) ? null : t('frame.setup.currency_about'),
      to_currency: isCode(values.to_currency) ? null : t('frame.setup.currency_about'),
      rate: isDecimal(values.rate) ? null : t('shared.form.required'),
      valid_from: values.valid_from ? null : t('shared.form.required'),
    }),
    submit: async (values, key) => {
      const body = {
        ...values,
        from_currency: values.from_currency.trim().toUpperCase(),
        to_currency: values.to_currency.trim().toUpperCase(),
      };
      await request('POST', '/exchange-rates', { body, idempotencyKey: key });
      await refresh(client, ['/exchange-rates', '/attainment', '/team', '/home']);
    },
    onDone: onClose,
  });
  return (
    <SidePanel opened onClose={onClose} title={t('calendar.new_rate')}>
      <DraftForm draft={draft} submitLabel={t('shared.save')} onCancel={onClose}>
        <TextInput
          label={t('calendar.from')}
          dir="ltr"
          maxLength={3}
          {...draft.form.getInputProps('from_currency')}
        />
        <TextInput
          label={t('calendar.to')}
          dir="ltr"
          maxLength={3}
          {...draft.form.getInputProps('to_currency')}
        />
        <DecimalField label={t('calendar.rate')} {...draft.form.getInputProps('rate')} />
        <DateField
          label={t('products.valid_from')}
          value={draft.form.values.valid_from}
          onChange={(value) => draft.form.setFieldValue('valid_from', value ?? '')}
          error={draft.form.errors.valid_from as string | undefined}
        />
      </DraftForm>
    </SidePanel>
  );
}
