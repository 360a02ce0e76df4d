import { Alert, Button, Code, MultiSelect, Select, Skeleton, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useApi, useWrite } from '../../../shared/api/query';
import { useSession } from '../../../shared/api/session';
import { Problem, problemText } from '../../../shared/components/problem';
import { showFailed } from '../../../shared/components/undo-toast';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import classes from './account.module.css';

interface Token {
  token_id: number;
  name: string;
  hint: string;
  permissions: string[];
  expires_at: string;
  used_at?: string | null;
}

interface TokenAsk {
  name: string;
  permissions: string[];
  days: number;
}

const lifetimes = [30, 90, 366] as const;

/** Tokens that programs use in one's name: each for some permissions and some time, its secret shown once. */
export function Tokens() {
  const messages = useMessages();
  const { t, formats } = messages;
  const answer = useApi<Token[]>('/me/tokens');
  const make = useWrite<TokenAsk, { token: Token; secret: string }>({
    path: '/me/tokens',
    refreshes: ['/me/tokens'],
  });
  const revoke = useWrite<Token>({
    path: (each) => `/me/tokens/${each.token_id}`,
    method: 'DELETE',
    body: () => undefined,
    refreshes: ['/me/tokens'],
  });
  const onError = (error: unknown) => showFailed(problemText(error, messages));
  if (answer.isError) return <Problem error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton height={80} />;
  return (
    <>
      <p className={classes.text}>{t('account.tokens_about')}</p>
      <ul className={classes.lines}>
        {answer.data.map((each) => (
          <li key={each.token_id} className={classes.line}>
            <span>
              <strong>{each.name}</strong> <Code dir="ltr">{each.hint}…</Code>{' '}
              <small>
                {t('account.expires', { time: formats.time(each.expires_at) })} ·{' '}
                {formats.list(each.permissions.map((one) => permissionName(one, messages)))}
              </small>
            </span>
            <Button variant="default" size="compact-sm" onClick={() => revoke.mutate(each, { onError })}>
              {t('account.revoke')}
            </Button>
          </li>
        ))}
      </ul>
      {make.data && (
        <Alert variant="light" title={t('account.token_once')}>
          <Code block dir="ltr" className={classes.secret}>
            {make.data.secret}
          </Code>
        </Alert>
      )}
      <NewToken busy={make.isPending} onMake={(ask) => make.mutate(ask, { onError })} />
    </>
  );
}

const permissionName = (permission: string, { lookup }: Messages) =>
  lookup(`access.permission.${permission}`, {}, permission);

function NewToken(props: { busy: boolean; onMake: (ask: TokenAsk) => void }) {
  const messages = useMessages();
  const { t, language } = messages;
  const { permissions } = useSession();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const [days, setDays] = useState('90');
  const offered = Object.keys(permissions)
    .filter((each) => !each.startsWith('session_'))
    .map((each) => ({ value: each, label: permissionName(each, messages) }))
    .sort((a, b) => a.label.localeCompare(b.label, language.locale));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onMake({ name: name.trim(), permissions: chosen, days: Number(days) });
    setName('');
    setChosen([]);
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label={t('account.token_name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={80}
      />
      <MultiSelect
        label={t('account.token_may')}
        data={offered}
        value={chosen}
        onChange={setChosen}
        searchable
      />
      <Select
        label={t('account.token_days')}
        data={lifetimes.map((each) => ({ value: String(each), label: t('account.days', { count: each }) }))}
        value={days}
        onChange={(value) => setDays(value ?? '90')}
        allowDeselect={false}
      />
      <Button type="submit" loading={props.busy} disabled={!name.trim() || chosen.length === 0}>
        {t('account.make_token')}
      </Button>
    </form>
  );
}
