import { useMantineColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import type { Formats } from '../../formats/formats';
import { useMessages } from '../../i18n/messages';

/** Colours, direction and number formats that a picture is drawn with. */
export interface Ink {
  text: string;
  muted: string;
  border: string;
  surface: string;
  accent: string;
  good: string;
  warn: string;
  bad: string;
  rtl: boolean;
  font: string;
  formats: Formats;
}

/** Reads the theme's colours, so that pictures follow light and dark. */
export function useInk(): Ink {
  const { language, formats } = useMessages();
  const { colorScheme } = useMantineColorScheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours behind the names change with the theme
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
    return {
      text: colour('text'),
      muted: colour('muted'),
      border: colour('border'),
      surface: colour('surface'),
      accent: colour('accent'),
      good: colour('good-mark'),
      warn: colour('warn-mark'),
      bad: colour('bad-mark'),
      rtl: language.direction === 'rtl',
      font: "'Inter Variable', 'Vazirmatn Variable', sans-serif",
      formats,
    };
  }, [colorScheme, language, formats]);
}
