import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { Formats } from '../formats/formats';
import type { Catalogue, MessageArgs, MessageKey } from './catalogue';
import { type LanguageInfo, languageInfo } from './languages';

export interface Messages {
  language: LanguageInfo;
  formats: Formats;
  t: (key: MessageKey, args?: MessageArgs) => string;
  /**
   * For keys that arrive as data (a problem's code, a figure's formula); `fallback` where there is no such
   * text.
   */
  lookup: (key: string, args?: MessageArgs, fallback?: string) => string;
  has: (key: string) => boolean;
}

const Context = createContext<Messages | null>(null);

export function MessagesProvider(props: { catalogue: Catalogue; children: ReactNode }) {
  const { catalogue } = props;
  const value = useMemo<Messages>(() => {
    const language = languageInfo(catalogue.language);
    return {
      language,
      formats: new Formats(language.locale),
      t: (key, args) => catalogue.text(key, args),
      lookup: (key, args, fallback) =>
        fallback !== undefined && !catalogue.has(key) ? fallback : catalogue.text(key, args),
      has: (key) => catalogue.has(key),
    };
  }, [catalogue]);
  return <Context.Provider value={value}>{props.children}</Context.Provider>;
}

export function useMessages(): Messages {
  const value = useContext(Context);
  if (!value) throw new Error('useMessages outside of MessagesProvider');
  return value;
}
