import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { apiKey, refresh } from './query';

/** Work that goes on without the page: an import, a calculation. */
export interface Job {
  id: number;
  kind: string;
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  /** Steps done, and all steps where they are known. */
  done: number;
  total?: number | null;
  /** What it is at, as a key of the catalogue. */
  message_key?: string | null;
  message_arguments?: Record<string, string>;
  result?: unknown;
  failure?: { code: string; arguments: Record<string, string>; path: string } | null;
  created_at?: string;
  finished_at?: string | null;
}

interface Announced {
  jobs: readonly Job[];
  unseen: number;
  seen: () => void;
}

const Context = createContext<Announced>({ jobs: [], unseen: 0, seen: () => {} });

/** What the server has announced since the page was opened. */
export const useAnnounced = () => useContext(Context);

/** True once nothing more will happen to it. */
export const isOver = (job: Pick<Job, 'state'>) => !['queued', 'running'].includes(job.state);

/** Keeps one line open to the server; what changed elsewhere is read again here. */
export function EventsProvider(props: { children: ReactNode }) {
  const client = useQueryClient();
  const [jobs, setJobs] = useState<readonly Job[]>([]);
  const [unseen, setUnseen] = useState(0);
  useEffect(() => {
    if (typeof EventSource === 'undefined') return;
    const source = new EventSource('/api/events');
    source.addEventListener('job', (event) => {
      const job = JSON.parse(event.data) as Job;
      setJobs((former) => [job, ...former.filter((each) => each.id !== job.id)].slice(0, 30));
      client.setQueryData(apiKey(`/jobs/${job.id}`), job);
      if (isOver(job)) {
        setUnseen((count) => count + 1);
        void refresh(client, ['/']);
      }
    });
    source.addEventListener('reset', () => void refresh(client, ['/']));
    source.addEventListener('changed', (event) => {
      const { path } = JSON.parse(event.data) as { path?: string };
      void refresh(client, [path ?? '/']);
    });
    return () => source.close();
  }, [client]);
  const value = useMemo(() => ({ jobs, unseen, seen: () => setUnseen(0) }), [jobs, unseen]);
  return <Context.Provider value={value}>{props.children}</Context.Provider>;
}
