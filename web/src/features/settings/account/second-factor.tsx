import { Alert, Anchor, Button, Code, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { refresh } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { problemText } from '../../../shared/components/problem';
import { Tag } from '../../../shared/components/tag';
import { useMessages } from '../../../shared/i18n/messages';
import classes from './account.module.css';

interface Secret {
  secret: string;
  uri: string;
}

/** A code from an authenticator beside the password: switched on by proving the first one, and off again. */
export function SecondFactor({ isOn }: { isOn: boolean }) {
  const messages = useMessages();
  const { t } = messages;
  const client = useQueryClient();
  const [secret, setSecret] = useState<Secret | null>(null);
  const [codes, setCodes] = useState<string[]>([]);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setWrong(null);
    try {
      await work();
    } catch (error) {
      setWrong(problemText(error, messages));
    } finally {
      setBusy(false);
    }
  };
  const begin = () => act(async () => setSecret(await request<Secret>('POST', '/me/second_factor')));
  const prove = (code: string) =>
    act(async () => {
      const path = '/me/second_factor/confirmation';
      setCodes((await request<{ codes: string[] }>('POST', path, { body: { code } })).codes);
      setSecret(null);
      await refresh(client, ['/me']);
    });
  const remove = () =>
    act(async () => {
      await request('DELETE', '/me/second_factor');
      setCodes([]);
      await refresh(client, ['/me']);
    });
  return (
    <div className={classes.form}>
      <p className={classes.text}>{t('account.second_factor_about')}</p>
      {wrong && (
        <Alert color="red" variant="light" role="alert">
          {wrong}
        </Alert>
      )}
      {codes.length > 0 && <RecoveryCodes codes={codes} />}
      {secret && <Proof secret={secret} busy={busy} onCode={(code) => void prove(code)} />}
      {isOn && (
        <Tag icon={ShieldCheck} tone="good">
          {t('account.second_factor_on')}
        </Tag>
      )}
      {!secret && (
        <Button
          variant={isOn ? 'default' : 'filled'}
          loading={busy}
          onClick={() => void (isOn ? remove() : begin())}
        >
          {t(isOn ? 'account.switch_off' : 'account.switch_on')}
        </Button>
      )}
    </div>
  );
}

function Proof(props: { secret: Secret; busy: boolean; onCode: (code: string) => void }) {
  const { t } = useMessages();
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onCode(code.trim());
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.text}>{t('account.secret_about')}</p>
      <Code block dir="ltr" className={classes.secret}>
        {props.secret.secret}
      </Code>
      <Anchor href={props.secret.uri}>{t('account.open_authenticator')}</Anchor>
      <TextInput
        label={t('frame.sign_in.code')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        inputMode="numeric"
        autoComplete="one-time-code"
        dir="ltr"
      />
      <Button type="submit" loading={props.busy} disabled={code.trim() === ''}>
        {t('account.prove')}
      </Button>
    </form>
  );
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useMessages();
  return (
    <section aria-label={t('account.recovery_codes')}>
      <p className={classes.text}>{t('account.recovery_about')}</p>
      <ul className={classes.codes}>
        {codes.map((each) => (
          <li key={each}>
            <Code dir="ltr">{each}</Code>
          </li>
        ))}
      </ul>
    </section>
  );
}
