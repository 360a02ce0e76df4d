import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import classes from './plan-builder.module.css';

/** How long a field waits for more letters before the text follows. */
const pauseMs = 350;

/** One part of the text as a field: the text follows after a short pause, or at once on leaving. */
export function PlanField(props: {
  label: string;
  value: string;
  onCommit: (value: string) => void;
  disabled: boolean;
  title?: boolean;
  className?: string;
}) {
  const [draft, setDraft] = useState(props.value);
  const isTyping = useRef(false);
  const timer = useRef<number>(undefined);
  const commit = useRef(props.onCommit);
  commit.current = props.onCommit;
  useEffect(() => {
    if (!isTyping.current) setDraft(props.value);
  }, [props.value]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const send = (value: string) => {
    window.clearTimeout(timer.current);
    if (value.trim() && value !== props.value) commit.current(value.trim());
  };
  return (
    <TextInput
      size="xs"
      aria-label={props.label}
      className={`${props.title ? classes.title : classes.mono} ${props.className ?? ''}`}
      value={draft}
      readOnly={props.disabled}
      spellCheck={false}
      onFocus={() => {
        isTyping.current = true;
      }}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setDraft(value);
        window.clearTimeout(timer.current);
        timer.current = window.setTimeout(() => send(value), pauseMs);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') send(draft);
      }}
      onBlur={() => {
        isTyping.current = false;
        if (draft.trim()) send(draft);
        else setDraft(props.value);
      }}
    />
  );
}
