/**
 * What a text is made of to the ear: words, and what is read sign by sign. Nothing else of a text comes through, so that no
 * character of it can steer a speech program.
 */
import type { VoiceName } from '../speaker.ts';
import { counted, han } from './han.ts';

/** Something that is said by itself. */
export type Unit =
  /** One Chinese character; those in a row are read together. */
  | { readonly kind: 'han'; readonly text: string }
  /** A word in Latin letters. */
  | { readonly kind: 'word'; readonly text: string }
  /** One capital letter or one digit, by its name. */
  | { readonly kind: 'sign'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'pause' };

/** Three minutes of speech. What comes behind is not said. */
const CHARACTERS_MAX = 600;

/** Above that a number is read sign by sign, as people do with long ones. */
const NUMBER_MAX = 9999;

const patterns = {
  // A ticket's number, like A023 or VIP12.
  ticket: String.raw`(?<![A-Za-z0-9])[A-Z]{1,3}-?\d{1,6}(?![A-Za-z0-9])`,
  time: String.raw`(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)`,
  range: String.raw`(?<!\d)[1-9]\d{0,3}\s*[-–~]\s*[1-9]\d{0,3}(?!\d)`,
  digits: String.raw`\d+`,
  han: String.raw`\p{Script=Han}`,
  word: String.raw`[A-Za-z]+(?:['’][A-Za-z]+)*`,
  pause: String.raw`[,.;:!?。、·…—(){}\[\]"“”\n]`,
};
type PatternName = keyof typeof patterns;

const token = new RegExp(
  Object.entries(patterns)
    .map(([name, pattern]) => `(?<${name}>${pattern})`)
    .join('|'),
  'gu',
);

/** What is said of `text` by this voice, in its order; empty where nothing can be said. */
export function spell(text: string, voice: VoiceName): Unit[] {
  const plain = text.normalize('NFKC').slice(0, CHARACTERS_MAX).replaceAll(/\p{M}/gu, '');
  const units = [...withoutAccents(plain).matchAll(token)].flatMap((match) => {
    const [name, said] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? [];
    return name === undefined || said === undefined ? [] : readers[name as PatternName](said, voice);
  });
  return withoutEdges(voice === 'zh' ? pairs(units) : units);
}

/** The units of a text that are heard. */
export const isHeard = ({ kind }: Unit): boolean => kind !== 'pause';

/** Two units with the same one sound the same. */
export function soundOf(unit: Unit): string {
  switch (unit.kind) {
    case 'number':
      return String(unit.value);
    case 'word':
      return unit.text.toLowerCase();
    case 'han':
    case 'sign':
      return unit.text;
    case 'pause':
      return ',';
  }
}

const withoutAccents = (text: string): string =>
  text.replaceAll(/[À-ɏ]/g, (letter) => letter.normalize('NFD').replaceAll(/\p{M}/gu, ''));

const signs = (text: string): Unit[] => text.split('').map((sign) => ({ kind: 'sign', text: sign }));
const word = (text: string): Unit => ({ kind: 'word', text });
const character = (text: string): Unit => ({ kind: 'han', text });
const number = (value: number): Unit => ({ kind: 'number', value });

const readers: Readonly<Record<PatternName, (said: string, voice: VoiceName) => Unit[]>> = {
  ticket: (said) => signs(said.replace('-', '')),
  time: (said, voice) => {
    const [hour = 0, minute = 0] = said.split(':').map(Number);
    const minutes = minute < 10 ? signs(`0${minute}`) : [number(minute)];
    if (voice === 'en') return [number(hour), ...(minute === 0 ? [word("o'clock")] : minutes)];
    return [number(hour), character(han.hour), ...(minute === 0 ? [] : [...minutes, character(han.minute)])];
  },
  range: (said, voice) => {
    const [from = 0, to = 0] = said.split(/[-–~]/).map(Number);
    return [number(from), voice === 'en' ? word('to') : character(han.to), number(to)];
  },
  digits: (said) => {
    const value = Number(said);
    const isPlain = value <= NUMBER_MAX && (said === '0' || !said.startsWith('0'));
    return isPlain ? [number(value)] : signs(said);
  },
  han: (said) => [character(said)],
  word: (said, voice) => {
    // In Chinese even VIP is three letters; in English only a letter alone is one.
    const isSpelled = (voice === 'zh' ? /^[A-Z]{1,5}$/ : /^[A-Z]$/).test(said);
    return isSpelled ? signs(said) : [word(said.replace('’', "'"))];
  },
  pause: () => [{ kind: 'pause' }],
};

/** Of two things Chinese has a word of its own, except where they are the second one. */
function pairs(units: readonly Unit[]): Unit[] {
  return units.map((unit, place) => {
    const [before, next] = [units[place - 1], units[place + 1]];
    if (unit.kind !== 'number' || unit.value !== 2 || next?.kind !== 'han' || !counted.has(next.text))
      return unit;
    return before?.kind === 'han' && before.text === han.place ? unit : character(han.two);
  });
}

/** One pause where several were, none at the ends. */
function withoutEdges(units: readonly Unit[]): Unit[] {
  const once = units.filter((unit, place) => isHeard(unit) || isHeard(units[place - 1] ?? unit));
  const first = once.findIndex(isHeard);
  return first < 0 ? [] : once.slice(first, once.findLastIndex(isHeard) + 1);
}
