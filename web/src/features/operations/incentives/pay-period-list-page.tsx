import { Button, Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Plus, Scale } from 'lucide-react';
import { usePeriods } from '../../../shared/api/periods';
import { refresh, useApi } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { useMay } from '../../../shared/api/session';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { Page, PageSkeleton } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { SidePanel } from '../../../shared/components/side-panel';
import { Tag } from '../../../shared/components/tag';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useAddress } from '../../../shared/hooks/use-view';
import { useMessages } from '../../../shared/i18n/messages';
import { CloseDeskTabs } from './close-desk-tabs';
import { type PayPeriod, payPeriodPath } from './incentive';
import { nameOfPeriod, usePayPeriods } from './pay-periods';

/** The close desk: pay periods, each with how far it is. */
export default function PayPeriodListPage() {
  const messages = useMessages();
  const { t } = messages;
  const mayRun = useMay()('pay_run');
  const [address, change] = useAddress();
  const create = () => change({ new: '1' });
  useHotkey('c', mayRun ? create : undefined);
  const answer = useApi<PayPeriod[]>('/pay-periods');
  if (answer.isPending) return <PageSkeleton title={t('frame.pay.close')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const button = mayRun && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={create}>
      {t('pay.open_period')}
    </Button>
  );
  const columns: Column<PayPeriod>[] = [
    {
      key: 'period',
      header: t('frame.period.title'),
      value: (row) => nameOfPeriod(row, messages),
      phone: true,
    },
    { key: 'valid_from', header: t('calendar.first_day'), kind: 'date', value: (row) => row.valid_from },
    {
      key: 'state',
      header: t('pay.state'),
      value: (row) => t(`pay.states.${row.state}`),
      cell: (row) => (
        <Tag tone={row.state === 'closed' ? 'good' : undefined}>{t(`pay.states.${row.state}`)}</Tag>
      ),
      phone: true,
    },
  ];
  return (
    <Page title={t('frame.pay.close')} sentence={t('pay.close_about')} actions={button}>
      <CloseDeskTabs />
      <DataTable<PayPeriod>
        id="pay-periods"
        label={t('frame.pay.close')}
        columns={columns}
        rows={[...answer.data].reverse()}
        rowId={(row) => row.pay_period_id}
        rowPath={(row) => payPeriodPath(row.pay_period_id)}
        plain
        empty={
          <EmptyState
            icon={Scale}
            title={t('pay.no_periods')}
            text={t('pay.no_periods_about')}
            actions={button}
          />
        }
      />
      {mayRun && address.new === '1' && <OpenForm onClose={() => change({ new: undefined })} />}
    </Page>
  );
}

function OpenForm({ onClose }: { onClose: () => void }) {
  const { t } = useMessages();
  const client = useQueryClient();
  const { all } = usePayPeriods();
  const opened = new Set(all.map((each) => each.period));
  const choices = usePeriods().filter((each) => !opened.has(each.key));
  const draft = useDraftForm({
    id: 'pay-period-new',
    initial: { period: '' },
    validate: (values) => ({ period: values.period.trim() ? null : t('shared.form.required') }),
    submit: async (values, key) => {
      await request('POST', '/pay-periods', { body: values, idempotencyKey: key });
      await refresh(client, ['/pay-periods']);
    },
    onDone: onClose,
  });
  return (
    <SidePanel opened onClose={onClose} title={t('pay.open_period')}>
      <DraftForm draft={draft} submitLabel={t('pay.open_period')} onCancel={onClose}>
        <Select
          label={t('frame.period.title')}
          data={choices.map((each) => ({ value: each.key, label: each.label }))}
          searchable
          {...draft.form.getInputProps('period')}
        />
      </DraftForm>
    </SidePanel>
  );
}
