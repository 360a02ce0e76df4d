import { Button, PasswordInput, PinInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ProblemError } from '../shared/api/problem';
import { request } from '../shared/api/request';
import { readSession, sessionKey } from '../shared/api/session';
import { problemText } from '../shared/components/problem';
import { useMessages } from '../shared/i18n/messages';
import { Door } from './door';
import classes from './door.module.css';

/** Name and password; the one-time code is asked for only where the account has one. */
export default function SignInPage() {
  const messages = useMessages();
  const { t } = messages;
  const client = useQueryClient();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setWrong(null);
    try {
      await request('POST', '/sessions', { body: { login, password, ...(asksCode ? { code } : {}) } });
      client.removeQueries({ queryKey: ['api'] });
      client.setQueryData(sessionKey, await readSession());
    } catch (error) {
      const wantsCode = error instanceof ProblemError && /code/.test(error.code);
      if (wantsCode && !asksCode) setAsksCode(true);
      else setWrong(problemText(error, messages));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Door
      title={t('frame.sign_in.title')}
      text={asksCode ? t('frame.sign_in.code_about') : t('frame.sign_in.about')}
    >
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        {wrong && (
          <p role="alert" className={classes.wrong}>
            {wrong}
          </p>
        )}
        <TextInput
          label={t('frame.sign_in.login')}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          autoFocus
          dir="ltr"
        />
        <PasswordInput
          label={t('frame.sign_in.password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('frame.sign_in.show_password') }}
        />
        {asksCode && (
          <div dir="ltr">
            <PinInput
              length={6}
              type="number"
              oneTimeCode
              autoFocus
              value={code}
              onChange={setCode}
              aria-label={t('frame.sign_in.code')}
            />
          </div>
        )}
        <Button type="submit" size="md" loading={busy}>
          {t('frame.sign_in.go')}
        </Button>
      </form>
    </Door>
  );
}
