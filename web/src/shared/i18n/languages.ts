/**
 * The six languages, equal in every screen. Persian reads right to left and counts days by the Solar Hijri
 * calendar.
 */
export type Language = 'en' | 'it' | 'pl' | 'fa' | 'cs' | 'es';

export interface LanguageInfo {
  code: Language;
  /** Its own name, in its own script. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** The BCP 47 tag for Intl: calendar and digits included. */
  locale: string;
}

export const languages: readonly LanguageInfo[] = [
  { code: 'en', name: 'English', direction: 'ltr', locale: 'en-GB' },
  { code: 'it', name: 'Italiano', direction: 'ltr', locale: 'it-IT' },
  { code: 'pl', name: 'Polski', direction: 'ltr', locale: 'pl-PL' },
  { code: 'fa', name: 'فارسی', direction: 'rtl', locale: 'fa-IR-u-ca-persian-nu-arabext' },
  { code: 'cs', name: 'Čeština', direction: 'ltr', locale: 'cs-CZ' },
  { code: 'es', name: 'Español', direction: 'ltr', locale: 'es-ES' },
];

export function languageInfo(code: string): LanguageInfo {
  return languages.find((each) => each.code === code) ?? (languages[0] as LanguageInfo);
}

const storageKey = 'colonnade.language';

/** The language before anyone has signed in: the last one used here, else the browser's, else English. */
export function firstLanguage(): Language {
  const stored = readStored();
  const wanted = [stored, ...navigator.languages].filter((each): each is string => Boolean(each));
  for (const each of wanted) {
    const found = languages.find((known) => each.toLowerCase().startsWith(known.code));
    if (found) return found.code;
  }
  return 'en';
}

function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

export function rememberLanguage(code: Language): void {
  try {
    localStorage.setItem(storageKey, code);
  } catch {
    // Private windows may refuse storage; the language then lasts as long as the page.
  }
}
