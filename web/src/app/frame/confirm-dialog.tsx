import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { request, setConfirmHandler } from '../../shared/api/request';
import { problemText } from '../../shared/components/problem';
import { useMessages } from '../../shared/i18n/messages';
import classes from '../door.module.css';

/** Asks "is it you?" before what is too grave for an open session: roles, links, keys. */
export default function ConfirmDialog() {
  const messages = useMessages();
  const { t } = messages;
  const answer = useRef<((confirmed: boolean) => void) | null>(null);
  const [opened, setOpened] = useState(false);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  useEffect(() => {
    setConfirmHandler(() => {
      setOpened(true);
      return new Promise((resolve) => {
        answer.current = resolve;
      });
    });
    return () => setConfirmHandler(async () => false);
  }, []);

  const close = (confirmed: boolean) => {
    setOpened(false);
    setPassword('');
    setCode('');
    setWrong(null);
    answer.current?.(confirmed);
    answer.current = null;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await request('POST', '/sessions/current/confirmation', {
        body: { password, ...(asksCode ? { code } : {}) },
      });
      close(true);
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'access.code_needed') setAsksCode(true);
      else setWrong(problemText(error, messages));
    }
  };
  return (
    <Modal
      opened={opened}
      onClose={() => close(false)}
      title={t('frame.confirm.title')}
      closeButtonProps={{ 'aria-label': t('shared.close') }}
    >
      <p className={classes.text}>{t('frame.confirm.about')}</p>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        {wrong && (
          <p role="alert" className={classes.wrong}>
            {wrong}
          </p>
        )}
        <PasswordInput
          label={t('frame.sign_in.password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          data-autofocus
          visibilityToggleButtonProps={{ 'aria-label': t('frame.sign_in.show_password') }}
        />
        {asksCode && (
          <TextInput
            label={t('frame.sign_in.code')}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            inputMode="numeric"
            autoComplete="one-time-code"
            dir="ltr"
          />
        )}
        <Button type="submit">{t('frame.confirm.go')}</Button>
      </form>
    </Modal>
  );
}
