import { Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refresh, useApi } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { useSession } from '../../../shared/api/session';
import { DateField } from '../../../shared/components/date-field-lazy';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { SidePanel } from '../../../shared/components/side-panel';
import { showDone } from '../../../shared/components/undo-toast';
import { useMessages } from '../../../shared/i18n/messages';
import type { PersonEntry, Position } from './structure';

/** Hires a person, to a vacant position and a manager where wanted. */
export function HireForm(props: { opened: boolean; onClose: () => void }) {
  const { t } = useMessages();
  return (
    <SidePanel opened={props.opened} onClose={props.onClose} title={t('structure.new')}>
      <Fields onClose={props.onClose} />
    </SidePanel>
  );
}

function Fields({ onClose }: { onClose: () => void }) {
  const { t } = useMessages();
  const { company } = useSession();
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const vacant = useApi<{ items: Position[] }>('/positions', { vacancy: 'vacant', limit: 200 });
  const people = useApi<{ items: PersonEntry[] }>('/people', { q: search, limit: 50 }, { keep: true });
  const draft = useDraftForm({
    id: 'person-new',
    initial: { name: '', email: '', phone: '', hired_on: company.today, position_id: '', manager_id: '' },
    validate: (values) => ({ name: values.name.trim() ? null : t('shared.form.required') }),
    submit: async (values, key) => {
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
      const body = {
        ...given,
        ...(values.position_id ? { position_id: Number(values.position_id) } : {}),
        ...(values.manager_id ? { manager_id: Number(values.manager_id) } : {}),
      };
      await request('POST', '/people', { body, idempotencyKey: key });
      await refresh(client, ['/people', '/positions', '/org-chart', '/teams', '/attainment']);
    },
    onDone: () => {
      showDone(t('structure.hired'));
      onClose();
    },
  });
  const { form } = draft;
  return (
    <DraftForm draft={draft} submitLabel={t('structure.new')} onCancel={onClose}>
      <TextInput label={t('structure.name')} {...form.getInputProps('name')} />
      <TextInput label={t('customers.email')} type="email" dir="ltr" {...form.getInputProps('email')} />
      <TextInput label={t('customers.phone')} type="tel" dir="ltr" {...form.getInputProps('phone')} />
      <DateField
        label={t('structure.hired_on')}
        value={form.values.hired_on || null}
        onChange={(day) => form.setFieldValue('hired_on', day ?? '')}
        error={form.errors.hired_on}
      />
      <Select
        label={t('structure.position')}
        data={(vacant.data?.items ?? []).map((each) => ({
          value: String(each.position_id),
          label: each.title,
        }))}
        searchable
        clearable
        {...form.getInputProps('position_id')}
        onChange={(value) => form.setFieldValue('position_id', value ?? '')}
      />
      <Select
        label={t('structure.manager')}
        data={(people.data?.items ?? []).map((each) => ({ value: String(each.person_id), label: each.name }))}
        searchable
        clearable
        filter={({ options }) => options}
        onSearchChange={setSearch}
        {...form.getInputProps('manager_id')}
        onChange={(value) => form.setFieldValue('manager_id', value ?? '')}
      />
    </DraftForm>
  );
}
