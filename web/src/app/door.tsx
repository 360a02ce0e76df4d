import { Select } from '@mantine/core';
import { Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { Logo } from '../shared/components/logo';
import { type Language, languages } from '../shared/i18n/languages';
import { useMessages } from '../shared/i18n/messages';
import classes from './door.module.css';
import { useSetLanguage } from './language';

/** The language someone chose before it was known who they are; it becomes theirs when they sign in. */
export const chosen: { language: Language | null } = { language: null };

/** What stands around the pages before the frame: sign-in and set-up. */
export function Door(props: { title: string; text?: string; children: ReactNode }) {
  const { t, language } = useMessages();
  const setLanguage = useSetLanguage();
  return (
    <main className={classes.door}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <Logo size={32} />
          <span>Colonnade</span>
        </div>
        <h1 className={classes.title}>{props.title}</h1>
        {props.text && <p className={classes.text}>{props.text}</p>}
        {props.children}
      </div>
      <Select
        className={classes.language}
        aria-label={t('frame.language')}
        leftSection={<Languages size={16} aria-hidden />}
        value={language.code}
        data={languages.map((each) => ({ value: each.code, label: each.name }))}
        onChange={(code) => {
          if (!code) return;
          chosen.language = code as Language;
          void setLanguage(code as Language);
        }}
        allowDeselect={false}
        size="xs"
        variant="unstyled"
      />
    </main>
  );
}
