import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';

const key = 'colonnade.theme';

/**
 * Keeps light, dark or "as the system" in this browser, in the form that /theme.js reads before the first
 * paint.
 */
export function themeMemory(): MantineColorSchemeManager {
  const read = (initial: MantineColorScheme): MantineColorScheme => {
    try {
      const value = localStorage.getItem(key);
      return value === 'light' || value === 'dark' ? value : initial;
    } catch {
      return initial;
    }
  };
  const write = (value: MantineColorScheme | null) => {
    try {
      if (value === null || value === 'auto') localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // The choice then lasts as long as the page.
    }
  };
  return { get: read, set: write, subscribe: () => {}, unsubscribe: () => {}, clear: () => write(null) };
}
