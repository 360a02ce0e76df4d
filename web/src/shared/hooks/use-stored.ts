import { useCallback, useState } from 'react';

/** State kept in this browser; storage that is refused or damaged counts as empty. */
export function useStored<T>(key: string, initial: T): [T, (next: T) => void] {
  const full = `colonnade.${key}`;
  const [value, setValue] = useState<T>(() => readStored(full, initial));
  const store = useCallback(
    (next: T) => {
      setValue(next);
      writeStored(full, next);
    },
    [full],
  );
  return [value, store];
}

export function readStored<T>(key: string, initial: T): T {
  try {
    const text = localStorage.getItem(key);
    return text === null ? initial : (JSON.parse(text) as T);
  } catch {
    return initial;
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: the value then lasts as long as the page.
  }
}
