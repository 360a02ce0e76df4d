import { useDirection } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { type Catalogue, wholeCatalogue } from '../shared/i18n/catalogue';
import { type Language, languageInfo, rememberLanguage } from '../shared/i18n/languages';
import { MessagesProvider } from '../shared/i18n/messages';

const Context = createContext<(language: Language) => Promise<void>>(async () => {});

/** Changes the language of the whole page, fetching its catalogue first. */
export const useSetLanguage = () => useContext(Context);

export function LanguageProvider(props: { initial: Catalogue; children: ReactNode }) {
  const [catalogue, setCatalogue] = useState(props.initial);
  const { setDirection } = useDirection();
  const choose = useCallback(async (language: Language) => {
    const next = await wholeCatalogue(language);
    rememberLanguage(language);
    setCatalogue(next);
  }, []);
  useEffect(() => {
    let isCurrent = true;
    // Where the rest cannot be fetched, the page goes on with what it has.
    wholeCatalogue(catalogue.language).then(
      (whole) => isCurrent && setCatalogue(whole),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [catalogue.language]);
  const info = useMemo(() => languageInfo(catalogue.language), [catalogue]);
  useEffect(() => {
    document.documentElement.lang = info.code;
    setDirection(info.direction);
  }, [info, setDirection]);
  return (
    <Context.Provider value={choose}>
      <MessagesProvider catalogue={catalogue}>{props.children}</MessagesProvider>
    </Context.Provider>
  );
}
