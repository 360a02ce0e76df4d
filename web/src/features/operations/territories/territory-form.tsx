import { Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refresh, useApi } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import type { Page } from '../../../shared/components/data-table/use-rows';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { SidePanel } from '../../../shared/components/side-panel';
import { useMessages } from '../../../shared/i18n/messages';
import type { Territory } from './territory';

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** Adds a territory to the tree. */
export function TerritoryForm(props: Props) {
  const { t } = useMessages();
  return (
    <SidePanel opened={props.opened} onClose={props.onClose} title={t('territories.new')}>
      <Fields {...props} />
    </SidePanel>
  );
}

function Fields({ onClose }: Props) {
  const { t } = useMessages();
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const found = useApi<Page<Territory>>('/territories', { q: search, limit: 50 }, { keep: true });
  const draft = useDraftForm({
    id: 'territory-new',
    initial: { name: '', external_id: '', parent_id: '' },
    validate: (values) => ({ name: values.name.trim() ? null : t('shared.form.required') }),
    submit: async (values, key) => {
      const body = {
        name: values.name,
        external_id: values.external_id || undefined,
        parent_id: values.parent_id ? Number(values.parent_id) : undefined,
      };
      await request('POST', '/territories', { body, idempotencyKey: key });
      await refresh(client, ['/territories', '/territory-gaps']);
    },
    onDone: onClose,
  });
  return (
    <DraftForm draft={draft} submitLabel={t('shared.save')} onCancel={onClose}>
      <TextInput label={t('territories.name')} {...draft.form.getInputProps('name')} />
      <Select
        label={t('territories.parent')}
        data={(found.data?.items ?? []).map((each) => ({
          value: String(each.territory_id),
          label: each.name,
        }))}
        searchable
        clearable
        filter={({ options }) => options}
        onSearchChange={setSearch}
        nothingFoundMessage={t('shared.table.no_match')}
        {...draft.form.getInputProps('parent_id')}
        onChange={(value) => draft.form.setFieldValue('parent_id', value ?? '')}
      />
      <TextInput label={t('customers.external_id')} {...draft.form.getInputProps('external_id')} />
    </DraftForm>
  );
}
