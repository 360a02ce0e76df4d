import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { ProblemError } from '../shared/api/problem';
import { request } from '../shared/api/request';
import { readSession, sessionKey } from '../shared/api/session';
import { problemText } from '../shared/components/problem';
import { useAddress } from '../shared/hooks/use-view';
import { useMessages } from '../shared/i18n/messages';
import { Door } from './door';
import classes from './door.module.css';

interface SetUpLink {
  /** Founds the company; otherwise it sets the password of the user it names. */
  first: boolean;
  login?: string | null;
  name?: string | null;
}

/**
 * Behind the one-time link that a first start prints: names the company and makes its first administrator.
 */
export default function SetupPage() {
  const messages = useMessages();
  const { t } = messages;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [address] = useAddress();
  const [values, setValues] = useState({ company: '', currency: 'EUR', name: '', login: '', password: '' });
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const field = (name: keyof typeof values) => ({
    label: t(`frame.setup.${name}`),
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
    error: error instanceof ProblemError ? error.fields.find((each) => each.path === name)?.text : undefined,
    required: true,
    withAsterisk: false,
  });
  const [link, setLink] = useState<SetUpLink>({ first: true });
  const token = address.token ?? '';
  useEffect(() => {
    request<SetUpLink>('POST', '/setup/link', { body: { token } }).then(setLink, setError);
  }, [token]);
  const general =
    error instanceof ProblemError && error.fields.some((each) => each.path in values) ? null : error;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await request('POST', '/setup', {
        body: link.first ? { token, ...values } : { token, password: values.password },
      });
      client.setQueryData(sessionKey, await readSession());
      void navigate({ to: '/' as never, search: {} as never });
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Door
      title={link.first ? t('frame.setup.title') : t('frame.setup.welcome', { name: link.name ?? '' })}
      text={link.first ? t('frame.setup.about') : t('frame.setup.choose_password')}
    >
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        {general ? (
          <p role="alert" className={classes.wrong}>
            {problemText(general, messages)}
          </p>
        ) : null}
        {link.first && (
          <>
            <TextInput {...field('company')} autoComplete="organization" autoFocus />
            <TextInput
              {...field('currency')}
              maxLength={3}
              dir="ltr"
              description={t('frame.setup.currency_about')}
            />
            <TextInput {...field('name')} autoComplete="name" />
            <TextInput
              {...field('login')}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              dir="ltr"
            />
          </>
        )}
        <PasswordInput
          {...field('password')}
          autoComplete="new-password"
          minLength={12}
          description={t('frame.setup.password_about')}
          visibilityToggleButtonProps={{ 'aria-label': t('frame.sign_in.show_password') }}
        />
        <Button type="submit" size="md" loading={busy}>
          {link.first ? t('frame.setup.go') : t('frame.sign_in.go')}
        </Button>
      </form>
    </Door>
  );
}
