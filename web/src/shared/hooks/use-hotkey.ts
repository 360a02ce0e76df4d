import { useEffect, useRef } from 'react';

/** True while the keyboard belongs to a field, a menu or a dialog. */
export function keyboardIsTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="dialog"],[role="menu"],[role="listbox"]'))
    return true;
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Calls `action` for a plain key ("c", "?", "/") pressed while nobody is typing. */
export function useHotkey(key: string, action: (() => void) | undefined): void {
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      if (!latest.current || keyboardIsTaken(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [key]);
}
