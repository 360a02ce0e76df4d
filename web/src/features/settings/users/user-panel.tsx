import { Button, Code, MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refresh, useApi, useWrite } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { problemText } from '../../../shared/components/problem';
import { SidePanel } from '../../../shared/components/side-panel';
import { showDone, showFailed } from '../../../shared/components/undo-toast';
import { languages } from '../../../shared/i18n/languages';
import { useMessages } from '../../../shared/i18n/messages';
import { roles, type User } from './user';

interface Values extends Record<string, unknown> {
  login: string;
  name: string;
  email: string;
  person_id: string;
  language: string;
  roles: string[];
  disabled: boolean;
}

/** Adds a user, or changes one; gives a one-time link to set a password. */
export function UserPanel({ user, onClose }: { user: User | null; onClose: () => void }) {
  const { t } = useMessages();
  return (
    <SidePanel opened onClose={onClose} title={user ? user.name : t('users.new')}>
      <Fields user={user} onClose={onClose} />
      {user && <SetUpLink user={user} />}
    </SidePanel>
  );
}

function Fields({ user, onClose }: { user: User | null; onClose: () => void }) {
  const { t, language } = useMessages();
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const people = useApi<{ items: { person_id: number; name: string }[] }>(
    '/people',
    { q: search, limit: 50 },
    { keep: true },
  );
  const draft = useDraftForm<Values>({
    id: user ? `user-${user.user_id}-${user.version}` : 'user-new',
    initial: {
      login: user?.login ?? '',
      name: user?.name ?? '',
      email: user?.email ?? '',
      person_id: user?.person_id ? String(user.person_id) : '',
      language: user?.language ?? language.code,
      roles: user?.roles ?? ['seller'],
      disabled: user?.disabled ?? false,
    },
    validate: (values) => ({
      login: values.login.trim() ? null : t('shared.form.required'),
      name: values.name.trim() ? null : t('shared.form.required'),
      roles: values.roles.length > 0 ? null : t('shared.form.required'),
    }),
    submit: async (values, key) => {
      const person = values.person_id ? Number(values.person_id) : null;
      if (user) {
        const body = {
          name: values.name,
          email: values.email || null,
          person_id: person,
          roles: values.roles,
          disabled: values.disabled,
        };
        await request('PATCH', `/users/${user.user_id}`, {
          body,
          version: user.version,
          idempotencyKey: key,
        });
      } else {
        const { login, name, language: code } = values;
        const body = {
          login,
          name,
          language: code,
          roles: values.roles,
          email: values.email || undefined,
          person_id: person ?? undefined,
        };
        await request('POST', '/users', { body, idempotencyKey: key });
      }
      await refresh(client, ['/users']);
    },
    onDone: () => {
      showDone(t('users.saved'));
      onClose();
    },
  });
  const { form } = draft;
  return (
    <DraftForm draft={draft} submitLabel={t('shared.save')} onCancel={onClose}>
      <TextInput label={t('users.name')} {...form.getInputProps('name')} />
      <TextInput
        label={t('users.login')}
        dir="ltr"
        disabled={user !== null}
        {...form.getInputProps('login')}
      />
      <TextInput label={t('customers.email')} type="email" dir="ltr" {...form.getInputProps('email')} />
      <MultiSelect
        label={t('users.roles')}
        data={roles.map((each) => ({ value: each, label: t(`frame.role.${each}`) }))}
        {...form.getInputProps('roles')}
      />
      <Select
        label={t('users.person')}
        description={t('users.person_about')}
        data={(people.data?.items ?? []).map((each) => ({ value: String(each.person_id), label: each.name }))}
        searchable
        clearable
        filter={({ options }) => options}
        onSearchChange={setSearch}
        {...form.getInputProps('person_id')}
        onChange={(value) => form.setFieldValue('person_id', value ?? '')}
      />
      {user ? (
        <Switch
          label={t('users.disabled')}
          description={t('users.disabled_about')}
          {...form.getInputProps('disabled', { type: 'checkbox' })}
        />
      ) : (
        <Select
          label={t('frame.language')}
          data={languages.map((each) => ({ value: each.code, label: each.name }))}
          allowDeselect={false}
          {...form.getInputProps('language')}
        />
      )}
    </DraftForm>
  );
}

function SetUpLink({ user }: { user: User }) {
  const messages = useMessages();
  const { t } = messages;
  const make = useWrite<User, { token: string }>({
    path: (each) => `/users/${each.user_id}/setup_links`,
    body: () => undefined,
  });
  const address = make.data && `${window.location.origin}/setup?token=${make.data.token}`;
  return (
    <div style={{ marginBlockStart: 32, display: 'grid', gap: 8, justifyItems: 'start' }}>
      <p style={{ margin: 0, color: 'var(--muted)' }}>{t('users.link_about')}</p>
      <Button
        variant="default"
        loading={make.isPending}
        onClick={() => make.mutate(user, { onError: (error) => showFailed(problemText(error, messages)) })}
      >
        {t('users.link')}
      </Button>
      {address && (
        <Code block dir="ltr" style={{ maxWidth: '100%' }}>
          {address}
        </Code>
      )}
    </div>
  );
}
