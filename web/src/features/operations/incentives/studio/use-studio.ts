import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { request } from '../../../../shared/api/request';
import { useMessages } from '../../../../shared/i18n/messages';
import type { CostRange, PlanCosts } from './plan-cost';
import { edited, type PlanCheck, type PlanEdit } from './plan-text';

/** How long the keyboard rests before the server is asked. */
const restMs = 250;

/** The check of a text as it is typed; `text` says of which one the answer is. */
export function useCheck(text: string) {
  const { language } = useMessages();
  const [typed] = useDebouncedValue(text, restMs);
  const answer = useQuery({
    queryKey: ['plan-check', language.code, typed],
    queryFn: async ({ signal }) => ({
      text: typed,
      check: await request<PlanCheck>('POST', '/plan-checks', {
        body: { text: typed },
        signal,
        isQuestion: true,
      }),
    }),
    placeholderData: (former) => former,
  });
  return { check: answer.data?.check, checked: answer.data?.text, isFresh: answer.data?.text === text };
}

/**
 * Edits of the builder, each made in the text that the outline was read from. One that comes while it is
 * behind waits for the next; after it the text is given its one layout.
 */
export function useEdits(
  text: string,
  setText: (text: string) => void,
  check: PlanCheck | undefined,
  isFresh: boolean,
) {
  const [waiting, setWaiting] = useState<PlanEdit[]>([]);
  const tidies = useRef(false);
  useEffect(() => {
    if (!check || !isFresh) return;
    const [first, ...others] = waiting;
    if (first) {
      setWaiting(others);
      tidies.current = true;
      setText(edited(text, check.outline, first));
    } else if (tidies.current) {
      tidies.current = false;
      if (check.formatted) setText(check.formatted);
    }
  }, [check, isFresh, waiting, text, setText]);
  return (edit: PlanEdit) => setWaiting((all) => [...all, edit]);
}

/** What the drafts would have paid; the last figures stay while the next are worked out. */
export function useCosts(ask: {
  plan: number;
  texts: readonly string[];
  against: string;
  range: CostRange;
  enabled: boolean;
}) {
  const { language } = useMessages();
  const [typed] = useDebouncedValue(ask.texts.join('\0'), restMs);
  return useQuery<PlanCosts>({
    queryKey: ['plan-costs', language.code, ask.plan, ask.against, ask.range, typed],
    queryFn: ({ signal }) =>
      request('POST', '/plan-costs', {
        body: {
          plan_id: ask.plan,
          drafts: typed.split('\0').map((text) => ({ text })),
          baseline_version_id: ask.against ? Number(ask.against) : undefined,
          range: ask.range,
        },
        signal,
        isQuestion: true,
      }),
    enabled: ask.enabled,
    placeholderData: (former) => former,
  });
}
