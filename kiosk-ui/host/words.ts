/** The words of one language on a screen, with its dates and times. Only the languages in use are loaded. */
import { html, type TemplateResult } from 'lit';
import type { Names, WaitRange } from '../../firmware-host/messages/common.ts';
import {
  formatEmphasised,
  formatText,
  languages,
  type Catalogue,
  type Language,
  type Messages,
  type TextKey,
  type TextValues,
} from '../../config/texts/texts.ts';

type Loaders = Readonly<Record<Language, () => Promise<{ default: Messages }>>>;

/** A visitor's page carries no word that only staff read, and a desk none of those that only explain figures. */
const loaders: Readonly<Record<Part, Loaders>> = {
  visitor: {
    'zh-CN': () => import('../../config/texts/zh-CN.json?visitor'),
    'zh-TW': () => import('../../config/texts/zh-TW.json?visitor'),
    en: () => import('../../config/texts/en.json?visitor'),
  },
  staff: {
    'zh-CN': () => import('../../config/texts/zh-CN.json?staff'),
    'zh-TW': () => import('../../config/texts/zh-TW.json?staff'),
    en: () => import('../../config/texts/en.json?staff'),
  },
  figures: {
    'zh-CN': () => import('../../config/texts/zh-CN.json?figures'),
    'zh-TW': () => import('../../config/texts/zh-TW.json?figures'),
    en: () => import('../../config/texts/en.json?figures'),
  },
};

export type Rich = ReturnType<typeof formatEmphasised<TemplateResult>>;
export type Audience = 'visitor' | 'staff';
type Part = Audience | 'figures';

export class Words {
  readonly language: Language;
  readonly #catalogue: Catalogue;
  readonly #formats = new Map<string, Intl.DateTimeFormat>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.language = catalogue.language;
  }

  text(key: TextKey, values: TextValues = {}): string {
    return formatText(this.#catalogue, key, values);
  }

  /** As `text`, with the part in `<b>` shown strong. */
  rich(key: TextKey, values: TextValues): Rich {
    return formatEmphasised<TemplateResult>(this.#catalogue, key, values, (parts) => html`<b>${parts}</b>`);
  }

  /** The same without anything strong, to measure it. */
  plain(key: TextKey, values: TextValues): string {
    return [formatEmphasised<string>(this.#catalogue, key, values, (parts) => parts.join(''))]
      .flat()
      .join('');
  }

  wait(range: WaitRange): Rich {
    return this.rich('kiosk.wait', { from: range.fromMinutes, to: range.toMinutes });
  }

  name(names: Names): string {
    return names[this.language];
  }

  /** The same and more. */
  with(more: Words): Words {
    const messages = { ...this.#catalogue.messages, ...more.#catalogue.messages };
    return new Words({ language: this.language, messages });
  }

  /** A code that this page does not know is still a refusal: the text of `internal` says what to do. */
  refusal(code: string, audience: Audience): string {
    const key = `error.${code}.${audience}`;
    return this.text(this.has(key) ? key : `error.internal.${audience}`);
  }

  time(ms: number, timeZone: string): string {
    return this.#format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(ms);
  }

  date(ms: number, timeZone: string): string {
    return this.#format({
      month: this.language === 'en' ? 'short' : 'long',
      day: 'numeric',
      timeZone,
    }).format(ms);
  }

  /** The date with its day of the week, in the order the language says them. */
  day(ms: number, timeZone: string): string {
    const weekday = this.#format({ weekday: 'short', timeZone }).format(ms);
    const parts = [this.date(ms, timeZone), weekday];
    return (this.language === 'en' ? parts.toReversed() : parts).join(' ');
  }

  /** Whether there are words for a code of the host's. */
  has(key: string): key is TextKey {
    return key in this.#catalogue.messages;
  }

  #format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const id = JSON.stringify(options);
    let format = this.#formats.get(id);
    if (format === undefined) {
      format = new Intl.DateTimeFormat(this.language === 'en' ? 'en-GB' : this.language, options);
      this.#formats.set(id, format);
    }
    return format;
  }
}

const loaded = new Map<string, Promise<Words>>();

export function loadWords(language: Language, part: Part): Promise<Words> {
  const key = `${part} ${language}`;
  let words = loaded.get(key);
  if (words === undefined) {
    words = loaders[part][language]().then(({ default: messages }) => new Words({ language, messages }));
    // A catalogue that did not arrive is asked for again by whoever needs it next.
    words.catch(() => loaded.delete(key));
    loaded.set(key, words);
  }
  return words;
}

/**
 * The small second line of a public screen: the lobby's first language that somebody who cannot read this one may read.
 * The other Chinese script is taken only where there is nothing else; null where the lobby has one language.
 */
export function companionOf(language: Language, offered: readonly Language[]): Language | null {
  const others = offered.filter((other) => other !== language);
  return others.find((other) => (other === 'en') !== (language === 'en')) ?? others[0] ?? null;
}

export const isLanguage = (value: unknown): value is Language =>
  languages.some((language) => language === value);

/** What the browser's owner reads, for staff pages and telephones. */
export function browserLanguage(): Language {
  for (const wanted of navigator.languages) {
    if (/^zh\b.*\b(TW|HK|MO|Hant)\b/i.test(wanted)) return 'zh-TW';
    if (/^zh\b/i.test(wanted)) return 'zh-CN';
    const known = languages.find((language) => wanted.toLowerCase().split('-')[0] === language);
    if (known !== undefined) return known;
  }
  return 'zh-CN';
}
