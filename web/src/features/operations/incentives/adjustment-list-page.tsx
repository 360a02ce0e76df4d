import { Button } from '@mantine/core';
import { PencilLine, Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../../shared/api/session';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page } from '../../../shared/components/page';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useAddress } from '../../../shared/hooks/use-view';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { AdjustmentForm } from './adjustment-form';
import { AdjustmentPanel } from './adjustment-panel';
import { type Adjustment, adjustmentStates } from './close-desk';
import { CloseDeskTabs } from './close-desk-tabs';
import { AdjustmentTag } from './desk-tags';
import { usePayPeriods } from './pay-periods';

/** Amounts added or taken by hand: each with its reason, who proposed it and who decided. */
export default function AdjustmentListPage() {
  const messages = useMessages();
  const { t } = messages;
  const mayPropose = useMay()('pay_run');
  const [address, change] = useAddress();
  const [opened, setOpened] = useState<Adjustment | null>(null);
  const periods = usePayPeriods();
  const create = () => change({ new: '1' });
  useHotkey('c', mayPropose ? create : undefined);
  const button = mayPropose && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={create}>
      {t('close_desk.propose')}
    </Button>
  );
  return (
    <Page
      title={t('close_desk.tabs.adjustments')}
      sentence={t('close_desk.adjustments_about')}
      actions={button}
      list
    >
      <CloseDeskTabs />
      <DataTable<Adjustment>
        id="pay-adjustments"
        label={t('close_desk.tabs.adjustments')}
        columns={columnsOf(messages, periods)}
        path="/pay-adjustments"
        query={{ person_id: address.person_id }}
        rowId={(row) => row.adjustment_id}
        onOpen={setOpened}
        fill
        empty={
          <EmptyState
            icon={PencilLine}
            title={t('close_desk.no_adjustments')}
            text={t('close_desk.no_adjustments_about')}
            actions={button}
          />
        }
      />
      {mayPropose && address.new === '1' && (
        <AdjustmentForm
          personId={address.person_id}
          payoutId={address.payout_id}
          onClose={() => change({ new: undefined, person_id: undefined, payout_id: undefined })}
        />
      )}
      {opened && <AdjustmentPanel adjustment={opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}

function columnsOf(
  { t }: Messages,
  periods: { choices: { value: string; label: string }[]; nameOf: (key: string) => string },
): Column<Adjustment>[] {
  return [
    { key: 'person', header: t('close_desk.person'), value: (row) => row.person, phone: true },
    {
      key: 'amount',
      header: t('close_desk.amount'),
      kind: 'amount',
      value: (row) => moneyFigure(row.amount),
      phone: true,
    },
    { key: 'component', header: t('pay.component'), value: (row) => row.component, hidden: true },
    { key: 'reason', header: t('close_desk.reason'), value: (row) => row.reason, width: 280 },
    {
      key: 'pay_period_id',
      header: t('close_desk.falls_due'),
      value: (row) => periods.nameOf(row.period),
      choices: periods.choices,
    },
    {
      key: 'state',
      header: t('pay.state'),
      value: (row) => t(`close_desk.adjustment_states.${row.state}`),
      cell: (row) => <AdjustmentTag state={row.state} />,
      choices: adjustmentStates.map((each) => ({
        value: each,
        label: t(`close_desk.adjustment_states.${each}`),
      })),
      phone: true,
    },
    { key: 'author', header: t('close_desk.author'), value: (row) => row.author },
    { key: 'decider', header: t('close_desk.decider'), value: (row) => row.decider },
  ];
}
