import { Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../../shared/api/query';
import { useMessages } from '../../../shared/i18n/messages';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
}

/** Finds a person by name. */
export function PersonField({ label, value, onChange, error }: Props) {
  const { t } = useMessages();
  const [search, setSearch] = useState('');
  const people = useApi<{ items: { person_id: number; name: string }[] }>(
    '/people',
    { q: search, limit: 50 },
    { keep: true },
  );
  return (
    <Select
      label={label}
      data={(people.data?.items ?? []).map((each) => ({ value: String(each.person_id), label: each.name }))}
      searchable
      filter={({ options }) => options}
      onSearchChange={setSearch}
      nothingFoundMessage={t('shared.table.no_match')}
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
      error={error}
    />
  );
}
