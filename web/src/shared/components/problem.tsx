import { Button } from '@mantine/core';
import { CloudOff, SearchX, TriangleAlert } from 'lucide-react';
import { ProblemError } from '../api/problem';
import type { Messages } from '../i18n/messages';
import { useMessages } from '../i18n/messages';
import { EmptyState } from './empty-state';

/**
 * A problem in plain words: the server's own text, which is in the reader's language, or ours for the
 * network.
 */
export function problemText(error: unknown, messages: Messages): string {
  if (!(error instanceof ProblemError)) return messages.t('shared.problem.unexpected');
  if (error.status === 0) return messages.t('shared.problem.unreachable');
  if (error.message && error.message !== error.code) return error.message;
  return messages.lookup(`problem.${error.code}`, undefined, messages.t('shared.problem.unexpected'));
}

/** In place of what could not be read; says what happened and lets one try again. */
export function Problem(props: { error: unknown; retry?: () => void; page?: boolean }) {
  const messages = useMessages();
  const { t } = messages;
  const status = props.error instanceof ProblemError ? props.error.status : -1;
  const missing = status === 404;
  return (
    <div role="alert">
      <EmptyState
        page={props.page}
        icon={missing ? SearchX : status === 0 ? CloudOff : TriangleAlert}
        title={missing ? t('shared.problem.not_found') : t('shared.problem.title')}
        text={missing ? t('shared.problem.not_found_about') : problemText(props.error, messages)}
        actions={
          props.retry && !missing ? (
            <Button variant="default" onClick={props.retry}>
              {t('shared.retry')}
            </Button>
          ) : undefined
        }
      />
    </div>
  );
}
