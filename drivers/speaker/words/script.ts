/** What a speech program is given to read, in letters that it reads right. */
import type { VoiceName } from '../speaker.ts';
import { digitPinyin, numberPinyin } from './numbers.ts';
import type { Unit } from './spell.ts';

/** What one voice says in one breath. Letters a to z, digits, spaces, commas and hyphens' like; nothing that steers a program. */
export interface Breath {
  readonly voice: VoiceName;
  readonly text: string;
}

/** Each run of Chinese characters as its syllables. What cannot be said is not among them. */
export type Pinyin = (runs: readonly string[]) => Promise<readonly (readonly string[])[]>;

/**
 * Words of the other language are left to the voice of that one: a name in Latin letters would be read as pinyin.
 * @returns nothing where nothing can be said
 */
export async function scriptOf(units: readonly Unit[], voice: VoiceName, pinyin: Pinyin): Promise<Breath[]> {
  const groups = groupsOf(units);
  const runs = groups.filter(({ kind }) => kind === 'han').map(({ units: run }) => run.map(textOf).join(''));
  const syllables = [...(runs.length === 0 ? [] : await pinyin(runs))];
  const breaths: { voice: VoiceName; texts: string[] }[] = [];
  for (const group of groups) {
    const by = { han: 'zh', word: 'en', sign: voice, number: voice, pause: voice } as const;
    const text = group.kind === 'han' ? (syllables.shift() ?? []).join(' ') : read[voice](group);
    if (text === '') continue;
    const last = breaths.at(-1);
    // A pause belongs to whoever speaks.
    if (last && (last.voice === by[group.kind] || group.kind === 'pause')) last.texts.push(text);
    else breaths.push({ voice: by[group.kind], texts: [text] });
  }
  return breaths
    .map(({ voice: by, texts }) => ({ voice: by, text: texts.join(' ').replaceAll(' ,', ',') }))
    .filter(({ text }) => /[A-Za-z0-9]/.test(text));
}

interface Group {
  readonly kind: Unit['kind'];
  readonly units: readonly Unit[];
}

/** Neighbours of one kind. */
function groupsOf(units: readonly Unit[]): Group[] {
  const groups: { kind: Unit['kind']; units: Unit[] }[] = [];
  for (const unit of units) {
    const last = groups.at(-1);
    if (last?.kind === unit.kind) last.units.push(unit);
    else groups.push({ kind: unit.kind, units: [unit] });
  }
  return groups;
}

const textOf = (unit: Unit): string =>
  'text' in unit ? unit.text : 'value' in unit ? String(unit.value) : ',';

const read: Readonly<Record<VoiceName, (group: Group) => string>> = {
  zh: ({ units }) =>
    units
      .map((unit) => {
        if (unit.kind === 'number') return numberPinyin(unit.value).join(' ');
        return isDigit(unit) ? digitPinyin(textOf(unit)) : textOf(unit);
      })
      .join(' '),
  en: ({ kind, units }) => {
    if (kind !== 'sign') return units.map(textOf).join(' ');
    const letters = units.filter((unit) => !isDigit(unit)).map(textOf);
    const digits = units.filter(isDigit).map((unit) => englishDigits[Number(textOf(unit))] ?? '');
    // A breath between letters and digits: A023 is heard, not guessed.
    return [letters.join(' '), digits.join(' ')].filter((part) => part !== '').join(', ');
  },
};

const isDigit = (unit: Unit): boolean => unit.kind === 'sign' && /\d/.test(unit.text);

const englishDigits = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
] as const;
