import { Button } from '@mantine/core';
import { Plus, Target } from 'lucide-react';
import { useState } from 'react';
import { periodLabel } from '../../../shared/api/periods';
import { useMay, useSession } from '../../../shared/api/session';
import { measures } from '../../../shared/attainment/attainment';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { FigureValue } from '../../../shared/components/figure-value';
import { Page } from '../../../shared/components/page';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useAddress } from '../../../shared/hooks/use-view';
import type { Messages } from '../../../shared/i18n/messages';
import { useMessages } from '../../../shared/i18n/messages';
import { GoalForm } from './goal-form';
import { type Quota, subjectKinds } from './quota';
import { ReviseForm } from './revise-form';

/** Who is expected to bring what, in which period. */
export default function GoalListPage() {
  const messages = useMessages();
  const { t } = messages;
  const { company } = useSession();
  const mayWrite = useMay()('goal_write');
  const [address, change] = useAddress();
  const [revised, setRevised] = useState<Quota | null>(null);
  const create = () => change({ new: '1' });
  useHotkey('c', mayWrite ? create : undefined);
  const button = mayWrite && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={create}>
      {t('goals.new')}
    </Button>
  );
  return (
    <Page title={t('goals.title')} sentence={t('goals.about')} actions={button} list>
      <DataTable<Quota>
        id="goals"
        label={t('goals.title')}
        columns={columnsOf(messages, company.currency, mayWrite ? setRevised : undefined)}
        path="/quotas"
        query={{ period: address.period }}
        rowId={(row) => row.quota_id}
        rowPath={(row) => `/operations/goals/${row.subject_kind}/${row.subject_id}?measure=${row.measure}`}
        fill
        empty={
          <EmptyState icon={Target} title={t('goals.empty')} text={t('goals.empty_about')} actions={button} />
        }
      />
      {mayWrite && <GoalForm opened={address.new === '1'} onClose={() => change({ new: undefined })} />}
      {revised && <ReviseForm quota={revised} onClose={() => setRevised(null)} />}
    </Page>
  );
}

function columnsOf(messages: Messages, currency: string, onRevise?: (quota: Quota) => void): Column<Quota>[] {
  const { t, formats } = messages;
  return [
    {
      key: 'subject',
      header: t('goals.subject'),
      value: (row) => row.subject_name || t(`attainment.bys.${row.subject_kind}`),
      phone: true,
    },
    {
      key: 'subject_kind',
      header: t('goals.kind'),
      value: (row) => t(`attainment.bys.${row.subject_kind}`),
      choices: subjectKinds.map((each) => ({ value: each, label: t(`attainment.bys.${each}`) })),
    },
    {
      key: 'measure',
      header: t('attainment.measure'),
      value: (row) => t(`attainment.measures.${row.measure}`),
      choices: measures.map((each) => ({ value: each, label: t(`attainment.measures.${each}`) })),
    },
    {
      key: 'period',
      header: t('frame.period.title'),
      value: (row) => periodLabel({ key: row.period, from: row.period_from, to: row.period_to }, messages),
      phone: true,
    },
    {
      key: 'amount',
      header: t('attainment.quota'),
      kind: 'amount',
      currency,
      value: (row) => row.amount,
      cell: (row) => <FigureValue figure={row.amount} label={t('attainment.quota')} bare />,
      phone: true,
    },
    {
      key: 'is_prorated',
      header: t('goals.prorated'),
      value: (row) => (row.is_prorated ? t('shared.yes') : ''),
    },
    { key: 'note', header: t('goals.note'), value: (row) => row.note, width: 280 },
    { key: 'starts', header: t('goals.starts'), value: (row) => formats.date(row.period_from), hidden: true },
    {
      key: 'revise',
      header: t('goals.revise'),
      value: () => null,
      cell: (row) =>
        onRevise && (
          <Button variant="subtle" size="compact-sm" onClick={() => onRevise(row)}>
            {t('goals.revise')}
          </Button>
        ),
    },
  ];
}
