import { type UseFormReturnType, useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { ProblemError } from '../../api/problem';
import { newKey } from '../../api/request';
import { readStored, writeStored } from '../../hooks/use-stored';

interface Draft<Values> {
  values: Values;
  at: string;
}

interface Options<Values> {
  /** Names the form and what it edits: "goal-12". */
  id: string;
  initial: Values;
  validate?: (values: Values) => Partial<Record<string, string | null>>;
  /** Sends the values; `key` stays the same until something is changed, so a repeated try writes once. */
  submit: (values: Values, key: string) => Promise<unknown>;
  onDone?: () => void;
}

export interface DraftForm<Values> {
  form: UseFormReturnType<Values>;
  onSubmit: (event?: React.FormEvent<HTMLFormElement>) => void;
  busy: boolean;
  /** What is wrong with no field in particular. */
  problem: unknown;
  /** When the draft was typed that this form began with, if it did. */
  draftFrom: string | null;
  discardDraft: () => void;
}

/** "tiers[1].rate" of the API is "tiers.1.rate" of the form. */
export const fieldName = (path: string) => path.replace(/\[(\d+)\]/g, '.$1');

/** A form that keeps what is typed until it is saved, and puts each problem beside its field. */
export function useDraftForm<Values extends Record<string, unknown>>(
  options: Options<Values>,
): DraftForm<Values> {
  const storageKey = `colonnade.draft.${options.id}`;
  const [draft, setDraft] = useState(() => readStored<Draft<Values> | null>(storageKey, null));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const key = useRef(newKey());
  const form = useForm<Values>({
    initialValues: draft ? { ...options.initial, ...draft.values } : options.initial,
    validate: options.validate ? (values) => options.validate?.(values) ?? {} : undefined,
  });

  const typed = form.values;
  const dirty = form.isDirty();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (!dirty) return;
    key.current = newKey();
    const timer = setTimeout(
      () => writeStored(storageKey, { values: typed, at: new Date().toISOString() }),
      300,
    );
    return () => clearTimeout(timer);
  }, [typed, dirty, storageKey]);

  const send = async (values: Values) => {
    setBusy(true);
    setProblem(null);
    try {
      await options.submit(values, key.current);
      writeStored(storageKey, undefined);
      setDraft(null);
      form.resetDirty(values);
      options.onDone?.();
    } catch (error) {
      const fields = error instanceof ProblemError ? error.fields : [];
      const known = fields.filter((each) => (fieldName(each.path).split('.')[0] as string) in values);
      form.setErrors(Object.fromEntries(known.map((each) => [fieldName(each.path), each.text])));
      if (known.length === 0 || known.length < fields.length) setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return {
    form,
    onSubmit: form.onSubmit((values) => void send(values)),
    busy,
    problem,
    draftFrom: draft?.at ?? null,
    discardDraft: () => {
      writeStored(storageKey, undefined);
      setDraft(null);
      form.setValues(options.initial);
      form.resetDirty(options.initial);
    },
  };
}
