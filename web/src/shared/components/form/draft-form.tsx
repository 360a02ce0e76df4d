import { Alert, Anchor, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemError } from '../../api/problem';
import { useMessages } from '../../i18n/messages';
import { problemText } from '../problem';
import classes from './draft-form.module.css';
import type { DraftForm as Draft } from './use-draft-form';

interface Props<Values> {
  draft: Draft<Values>;
  submitLabel: string;
  onCancel?: () => void;
  /** As wide as the page, for a text to be written. */
  wide?: boolean;
  children: ReactNode;
}

/** The fields of a form, what is wrong with it as a whole, the draft it began with, and its two buttons. */
export function DraftForm<Values>(props: Props<Values>) {
  const messages = useMessages();
  const { t, formats } = messages;
  const { draft } = props;
  const isStale = draft.problem instanceof ProblemError && draft.problem.isStale;
  return (
    <form className={classes.form} data-wide={props.wide || undefined} onSubmit={draft.onSubmit} noValidate>
      {draft.draftFrom && (
        <p className={classes.draft}>
          {t('shared.form.draft', { time: formats.time(draft.draftFrom) })}{' '}
          <Anchor component="button" type="button" onClick={draft.discardDraft} inherit>
            {t('shared.form.discard')}
          </Anchor>
        </p>
      )}
      {draft.problem ? (
        <Alert color="red" variant="light" role="alert">
          {isStale ? t('shared.form.stale') : problemText(draft.problem, messages)}
        </Alert>
      ) : null}
      {props.children}
      <div className={classes.buttons}>
        <Button type="submit" loading={draft.busy}>
          {props.submitLabel}
        </Button>
        {props.onCancel && (
          <Button variant="default" onClick={props.onCancel}>
            {t('shared.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
