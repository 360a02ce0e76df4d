import { Alert, Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { request } from '../../../shared/api/request';
import { problemText } from '../../../shared/components/problem';
import { showDone } from '../../../shared/components/undo-toast';
import { useMessages } from '../../../shared/i18n/messages';
import classes from './account.module.css';

/** Changes the password. Unlike other forms it keeps no draft: a password is nowhere but in its field. */
export function PasswordForm({ login }: { login: string }) {
  const messages = useMessages();
  const { t } = messages;
  const [present, setPresent] = useState('');
  const [wanted, setWanted] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setWrong(null);
    try {
      await request('PUT', '/me/password', { body: { present_password: present, password: wanted } });
      setPresent('');
      setWanted('');
      showDone(t('account.password_changed'));
    } catch (error) {
      setWrong(problemText(error, messages));
    } finally {
      setBusy(false);
    }
  };
  const show = { 'aria-label': t('frame.sign_in.show_password') };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      {wrong && (
        <Alert color="red" variant="light" role="alert">
          {wrong}
        </Alert>
      )}
      <input type="text" autoComplete="username" value={login} readOnly hidden />
      <PasswordInput
        label={t('account.present_password')}
        value={present}
        onChange={(event) => setPresent(event.currentTarget.value)}
        autoComplete="current-password"
        visibilityToggleButtonProps={show}
      />
      <PasswordInput
        label={t('account.new_password')}
        description={t('frame.setup.password_about')}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={show}
      />
      <Button type="submit" loading={busy} disabled={present === '' || wanted === ''}>
        {t('account.change_password')}
      </Button>
    </form>
  );
}
