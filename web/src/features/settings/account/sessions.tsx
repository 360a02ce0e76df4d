import { Button, Skeleton } from '@mantine/core';
import { Monitor } from 'lucide-react';
import { useApi, useWrite } from '../../../shared/api/query';
import { Problem, problemText } from '../../../shared/components/problem';
import { Tag } from '../../../shared/components/tag';
import { showFailed } from '../../../shared/components/undo-toast';
import { useMessages } from '../../../shared/i18n/messages';
import classes from './account.module.css';

interface OpenSession {
  session_id: number;
  seen_at: string;
  address: string;
  device: string;
  current: boolean;
}

/** "Chrome · Linux", of what a browser calls itself; what is not recognised is shown as it is. */
export function deviceName(agent: string): string {
  const browsers: [RegExp, string][] = [
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrom(e|ium)\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ];
  const systems: [RegExp, string][] = [
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ];
  const first = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(agent))?.[1];
  return [first(browsers), first(systems)].filter(Boolean).join(' · ') || agent || '–';
}

/** Where one is signed in; any but this one can be ended from here. */
export function Sessions() {
  const messages = useMessages();
  const { t, formats } = messages;
  const answer = useApi<OpenSession[]>('/sessions');
  const end = useWrite<OpenSession>({
    path: (each) => `/sessions/${each.session_id}`,
    method: 'DELETE',
    body: () => undefined,
    refreshes: ['/sessions'],
  });
  if (answer.isError) return <Problem error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton height={80} />;
  return (
    <ul className={classes.lines}>
      {answer.data.map((each) => (
        <li key={each.session_id} className={classes.line}>
          <span>
            <strong>{deviceName(each.device)}</strong>{' '}
            <small>
              {t('account.seen', { time: formats.time(each.seen_at), address: each.address || '–' })}
            </small>
          </span>
          {each.current ? (
            <Tag icon={Monitor} tone="good">
              {t('account.this_device')}
            </Tag>
          ) : (
            <Button
              variant="default"
              size="compact-sm"
              onClick={() =>
                end.mutate(each, { onError: (error) => showFailed(problemText(error, messages)) })
              }
            >
              {t('account.end_session')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
