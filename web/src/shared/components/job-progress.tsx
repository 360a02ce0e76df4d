import { Button, Progress } from '@mantine/core';
import { CircleCheck, CircleX, Loader } from 'lucide-react';
import { isOver, type Job } from '../api/events';
import { type Messages, useMessages } from '../i18n/messages';
import classes from './job-progress.module.css';

/** How far a piece of long work is, in a word, a bar and a count. */
export function JobProgress(props: { job: Job; onCancel?: () => void }) {
  const messages = useMessages();
  const { t, lookup } = messages;
  const { job } = props;
  const share = job.total ? Math.min(100, (100 * (job.done ?? 0)) / job.total) : null;
  const Icon = job.state === 'succeeded' ? CircleCheck : isOver(job) ? CircleX : Loader;
  const title = lookup(`shared.job.kind.${job.kind}`, undefined, job.kind);
  return (
    <div className={classes.job} data-state={job.state}>
      <Icon size={18} strokeWidth={1.8} aria-hidden className={classes.icon} />
      <div className={classes.body}>
        <div className={classes.line}>
          <strong>{title}</strong>
          <span>{lookup(`shared.job.state.${job.state}`, undefined, job.state)}</span>
        </div>
        {!isOver(job) && (
          <Progress value={share ?? 100} animated={share === null} size="sm" aria-label={title} />
        )}
        <div className={classes.note}>{noteOf(job, messages)}</div>
      </div>
      {props.onCancel && !isOver(job) && (
        <Button variant="default" size="compact-sm" onClick={props.onCancel}>
          {t('shared.cancel')}
        </Button>
      )}
    </div>
  );
}

/** Why it failed, else what it is at, else when it was done, else how far it is. */
function noteOf(job: Job, { t, lookup, formats }: Messages): string | null {
  if (job.failure) return lookup(`problem.${job.failure.code}`, job.failure.arguments, job.failure.code);
  if (job.message_key) return lookup(job.message_key, job.message_arguments);
  if (job.finished_at && !job.total) return formats.time(job.finished_at);
  if (!job.total) return null;
  return t('shared.job.count', { done: formats.count(job.done), total: formats.count(job.total) });
}
