/**
 * The words that people read, as ICU messages: one flat catalogue per language, keys typed by the Chinese one.
 * Nothing here loads a catalogue, so that a browser carries only the language in use; `catalogues.ts` has all for the host.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import type zhCN from './zh-CN.json';

export const languages = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof languages)[number];

/** One of a kind for every language: whoever adds a language finds nothing that was spelled out without it. */
export const inEachLanguage = <T>(make: (language: Language) => T): Readonly<Record<Language, T>> =>
  // Object.fromEntries forgets which keys there were.
  Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<Language, T>;

export type TextKey = keyof typeof zhCN;
export type Messages = Readonly<Record<TextKey, string>>;
export type TextValues = Readonly<Record<string, string | number>>;

export interface Catalogue {
  readonly language: Language;
  readonly messages: Messages;
}

/** Parsing a message costs far more than filling it, and screens fill the same ones every second. */
const parsed = new WeakMap<Catalogue, Map<TextKey, IntlMessageFormat>>();

/** Throws when a value that the message asks for is left out: that is a bug, not a state of the lobby. */
export function formatText(catalogue: Catalogue, key: TextKey, values: TextValues = {}): string {
  const text: unknown = parse(catalogue, key).format({ ...values });
  if (typeof text !== 'string')
    throw new TypeError(`The message ${key} has tags; only a screen can show them.`);
  return text;
}

/**
 * For messages with `<b>` around the part that stands out: `emphasise` makes what the screen shows of it, so that
 * the word order stays the language's own.
 */
export function formatEmphasised<T>(
  catalogue: Catalogue,
  key: TextKey,
  values: TextValues,
  emphasise: (parts: (string | T)[]) => T,
): string | T | (string | T)[] {
  return parse(catalogue, key).format<T>({ ...values, b: emphasise });
}

function parse(catalogue: Catalogue, key: TextKey): IntlMessageFormat {
  let formats = parsed.get(catalogue);
  if (formats === undefined) {
    formats = new Map();
    parsed.set(catalogue, formats);
  }
  let format = formats.get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(catalogue.messages[key], catalogue.language);
    formats.set(key, format);
  }
  return format;
}
