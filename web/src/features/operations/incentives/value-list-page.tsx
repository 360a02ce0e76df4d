import { Button, SegmentedControl } from '@mantine/core';
import { Plus, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { dayBefore } from '../../../shared/api/periods';
import { useApi } from '../../../shared/api/query';
import { useMay, useSession } from '../../../shared/api/session';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page } from '../../../shared/components/page';
import { SidePanel } from '../../../shared/components/side-panel';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useAddress } from '../../../shared/hooks/use-view';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import type { PersonalValue } from './close-desk';
import { CloseDeskTabs } from './close-desk-tabs';
import { ValueForm } from './value-form';

/** What plans name of single people, each from a day on. */
export default function ValueListPage() {
  const messages = useMessages();
  const { t } = messages;
  const { company } = useSession();
  const mayWrite = useMay()('plan_write');
  const [address, change] = useAddress();
  const [opened, setOpened] = useState<PersonalValue | null>(null);
  const create = () => change({ new: '1' });
  useHotkey('c', mayWrite ? create : undefined);
  const all = address.all === '1';
  const button = mayWrite && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={create}>
      {t('close_desk.set_value')}
    </Button>
  );
  return (
    <Page title={t('close_desk.tabs.values')} sentence={t('close_desk.values_about')} actions={button} list>
      <CloseDeskTabs />
      <DataTable<PersonalValue>
        id="pay-values"
        label={t('close_desk.tabs.values')}
        columns={columnsOf(messages)}
        path="/pay-parameters"
        query={{ on: all ? undefined : company.today }}
        rowId={(row) => row.parameter_id}
        onOpen={setOpened}
        fill
        actions={
          <SegmentedControl
            size="xs"
            aria-label={t('close_desk.until')}
            data={[
              { value: '', label: t('close_desk.holding') },
              { value: '1', label: t('close_desk.all_values') },
            ]}
            value={all ? '1' : ''}
            onChange={(value) => change({ all: value || undefined })}
          />
        }
        empty={
          <EmptyState
            icon={SlidersHorizontal}
            title={t('close_desk.no_values')}
            text={t('close_desk.no_values_about')}
            actions={button}
          />
        }
      />
      {mayWrite && address.new === '1' && <ValueForm onClose={() => change({ new: undefined })} />}
      {opened && <History value={opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}

const nameOf = (row: PersonalValue) => row.name;

/** The value as people write it: an amount, a percentage, a number. */
function valueText(row: PersonalValue, { formats }: Messages): string {
  if (row.kind === 'money' && row.currency) return formats.money(row.value, row.currency);
  return row.kind === 'rate' ? formats.share(row.value) : formats.decimal(row.value, 4);
}

function columnsOf(messages: Messages, withoutPerson = false): Column<PersonalValue>[] {
  const { t, formats } = messages;
  return [
    ...(withoutPerson
      ? []
      : [
          {
            key: 'person',
            header: t('close_desk.person'),
            value: (row: PersonalValue) => row.person,
            phone: true,
          },
          { key: 'name', header: t('close_desk.value_name'), value: nameOf, phone: true },
        ]),
    {
      key: 'value',
      header: t('close_desk.value'),
      value: (row) => valueText(row, messages),
      phone: true,
    },
    { key: 'valid_from', header: t('close_desk.from'), kind: 'date', value: (row) => row.valid_from },
    {
      key: 'valid_to',
      header: t('close_desk.until'),
      value: (row) => (row.valid_to ? formats.date(dayBefore(row.valid_to)) : t('close_desk.further_notice')),
      phone: withoutPerson,
    },
  ];
}

function History({ value, onClose }: { value: PersonalValue; onClose: () => void }) {
  const messages = useMessages();
  const { t } = messages;
  const mayWrite = useMay()('plan_write');
  const [setting, setSetting] = useState(false);
  const { person_id, name, person } = value;
  const answer = useApi<{ items: PersonalValue[] }>('/pay-parameters', { person_id, name, limit: 200 });
  const rows = [...(answer.data?.items ?? [])].sort((a, b) => b.valid_from.localeCompare(a.valid_from));
  if (setting) return <ValueForm former={value} onClose={onClose} />;
  return (
    <SidePanel opened onClose={onClose} title={t('close_desk.history_of', { name, person })}>
      <DataTable<PersonalValue>
        id="pay-value-history"
        label={t('close_desk.history_of', { name, person })}
        columns={columnsOf(messages, true)}
        rows={rows}
        rowId={(row) => row.parameter_id}
        plain
        empty={null}
      />
      {mayWrite && (
        <Button mt="md" onClick={() => setSetting(true)}>
          {t('close_desk.set_value')}
        </Button>
      )}
    </SidePanel>
  );
}
