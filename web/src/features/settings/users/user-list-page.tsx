import { Button } from '@mantine/core';
import { Ban, CircleCheck, Clock, Plus, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../../shared/api/session';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page } from '../../../shared/components/page';
import { Tag } from '../../../shared/components/tag';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useAddress } from '../../../shared/hooks/use-view';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { roles, type User } from './user';
import { UserPanel } from './user-panel';

/** Who may sign in, and in which role. */
export default function UserListPage() {
  const messages = useMessages();
  const { t } = messages;
  const mayWrite = useMay()('user_write');
  const [address, change] = useAddress();
  const [shown, setShown] = useState<User | null>(null);
  const create = () => change({ new: '1' });
  useHotkey('c', mayWrite ? create : undefined);
  return (
    <Page
      title={t('users.title')}
      sentence={t('users.about')}
      actions={
        mayWrite && (
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={create}>
            {t('users.new')}
          </Button>
        )
      }
      list
    >
      <DataTable<User>
        id="users"
        label={t('users.title')}
        columns={columnsOf(messages)}
        path="/users"
        rowId={(row) => row.user_id}
        onOpen={mayWrite ? setShown : undefined}
        searchable
        searchName="text"
        fill
        empty={<EmptyState title={t('users.title')} text={t('users.about')} />}
      />
      {mayWrite && (address.new === '1' || shown) && (
        <UserPanel
          key={shown?.user_id ?? 'new'}
          user={shown}
          onClose={() => {
            setShown(null);
            change({ new: undefined });
          }}
        />
      )}
    </Page>
  );
}

function columnsOf({ t, formats }: Messages): Column<User>[] {
  return [
    { key: 'name', header: t('users.name'), value: (row) => row.name, phone: true },
    { key: 'login', header: t('users.login'), value: (row) => row.login },
    {
      key: 'role',
      header: t('users.roles'),
      value: (row) => formats.list(row.roles.map((each) => t(`frame.role.${each}`))),
      choices: roles.map((each) => ({ value: each, label: t(`frame.role.${each}`) })),
      phone: true,
    },
    {
      key: 'state',
      header: t('users.state'),
      value: (row) => stateOf(row),
      cell: (row) => <State user={row} />,
    },
    {
      key: 'second_factor',
      header: t('users.second_factor'),
      value: (row) => String(row.has_second_factor),
      cell: (row) =>
        row.has_second_factor && (
          <Tag icon={ShieldCheck} tone="good">
            {t('shared.yes')}
          </Tag>
        ),
    },
    { key: 'email', header: t('customers.email'), value: (row) => row.email, hidden: true },
    {
      key: 'created_at',
      header: t('users.created'),
      kind: 'time',
      value: (row) => row.created_at,
      hidden: true,
    },
  ];
}

const stateOf = (user: User) => (user.disabled ? 'disabled' : user.has_password ? 'active' : 'invited');

function State({ user }: { user: User }) {
  const { t } = useMessages();
  const state = stateOf(user);
  const icon = { disabled: Ban, active: CircleCheck, invited: Clock }[state];
  return (
    <Tag icon={icon} tone={state === 'active' ? 'good' : state === 'invited' ? 'warn' : 'plain'}>
      {t(`users.states.${state}`)}
    </Tag>
  );
}
