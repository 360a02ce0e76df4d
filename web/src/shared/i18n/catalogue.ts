import type english from '@locales/en.json';
import { IntlMessageFormat, type PrimitiveType } from 'intl-messageformat';
import { type Language, languageInfo } from './languages';

type Join<K, P> = K extends string ? (P extends string ? `${K}.${P}` : never) : never;
type Keys<T> = T extends string
  ? never
  : { [K in keyof T]: T[K] extends string ? K : Join<K, Keys<T[K]>> }[keyof T];

/** Every key of the English catalogue, so that a misspelt key does not compile. */
export type MessageKey = Extract<Keys<typeof english>, string>;
export type MessageArgs = Record<string, PrimitiveType>;

interface Tree {
  [key: string]: string | Tree;
}

type Message = string | { format: IntlMessageFormat; choices: ReadonlySet<string> };

/** A pattern ready to be filled, with the names of those arguments that only choose between texts. */
function parsed(pattern: string, language: Language): Message {
  const format = new IntlMessageFormat(pattern, languageInfo(language).locale, undefined, {
    ignoreTag: true,
  });
  const choices = new Set([...pattern.matchAll(/\{(\w+), select,/g)].map((match) => match[1] ?? ''));
  return { format, choices };
}

/** One language's messages, looked up by dotted key and formatted by ICU MessageFormat. */
export class Catalogue {
  readonly language: Language;
  private readonly tree: Tree;
  private readonly messages = new Map<string, Message>();

  constructor(language: Language, tree: Tree) {
    this.language = language;
    this.tree = tree;
  }

  has(key: string): boolean {
    return typeof this.find(key) === 'string';
  }

  /** The text of `key`; a key that is not there is shown as itself, so that it is noticed. */
  text(key: string, args?: MessageArgs): string {
    const message = this.message(key);
    if (message === null) return key;
    if (typeof message === 'string') return message;
    return String(message.format.format(this.isolated(args, message.choices)));
  }

  private message(key: string): Message | null {
    const kept = this.messages.get(key);
    if (kept !== undefined) return kept;
    const pattern = this.find(key);
    if (typeof pattern !== 'string') return null;
    const made = /[{']/.test(pattern) ? parsed(pattern, this.language) : pattern;
    this.messages.set(key, made);
    return made;
  }

  /** In a text from right to left, each name and amount put into it keeps its own direction. */
  private isolated(args: MessageArgs | undefined, choices: ReadonlySet<string>): MessageArgs | undefined {
    if (!args || languageInfo(this.language).direction === 'ltr') return args;
    return Object.fromEntries(
      Object.entries(args).map(([name, value]) => [
        name,
        typeof value === 'string' && !choices.has(name) ? `\u2068${value}\u2069` : value,
      ]),
    );
  }

  private find(key: string): string | Tree | undefined {
    let node: string | Tree | undefined = this.tree;
    for (const part of key.split('.')) {
      if (node === undefined || typeof node === 'string') return undefined;
      node = Object.hasOwn(node, part) ? node[part] : undefined;
    }
    return node;
  }
}

type Loaders = Record<string, () => Promise<{ default: Tree }>>;
const first: Loaders = import.meta.glob<{ default: Tree }>('../../../../locales/*.json');
const later: Loaders = import.meta.glob<{ default: Tree }>('../../../../locales/*.json', {
  query: '?later',
});

async function load(loaders: Loaders, language: Language): Promise<Tree> {
  const found = Object.entries(loaders).find(([path]) => path.includes(`/locales/${language}.json`));
  if (!found) throw new Error(`no catalogue for ${language}`);
  return (await found[1]()).default;
}

/**
 * Fetches what the first page says in one language; each is a file of its own, so nobody loads the other
 * five.
 */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  return new Catalogue(language, await load(first, language));
}

const whole = new Map<Language, Promise<Catalogue>>();

/** The whole catalogue: with what loadCatalogue leaves for later, such as problems, explanations and pay. */
export function wholeCatalogue(language: Language): Promise<Catalogue> {
  const kept = whole.get(language);
  if (kept) return kept;
  const made = Promise.all([load(first, language), load(later, language)]).then(
    ([now, then]) => new Catalogue(language, { ...now, ...then }),
  );
  whole.set(language, made);
  made.catch(() => whole.delete(language));
  return made;
}

/** Settled once every catalogue asked for so far has come; pages behind the first one wait for it. */
export const cataloguesHere = () => Promise.allSettled([...whole.values()]);
