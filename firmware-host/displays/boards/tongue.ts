/** In which languages a board speaks: those it was given, as far as it has signs and room for their words. */
import { catalogues } from '../../../config/texts/catalogues.ts';
import { formatText, type Language, type TextKey } from '../../../config/texts/texts.ts';
import type { BoardFace } from '../../../drivers/board/face.ts';
import type { Site } from '../../site.ts';

export interface Tongue {
  /** Of the words; null for a board that can show none, such as one of figures alone. */
  readonly words: Language | null;
  /** Of names and notices, the best first. */
  readonly reads: readonly Language[];
}

/** Who can show these can show the rest. */
const samples: readonly TextKey[] = ['board.welcome', 'board.paused', 'board.evacuation'];
/** Letters and figures that belong together; Chinese may be broken anywhere. */
const WORDS = /[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
const VISIBLE = /[\p{L}\p{N}]/gu;
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
/** On shorter rows a text reads well only where none of its words has to be broken. */
const ROOMY_CELLS = 8;
/** A house that speaks none of the board's languages: figures and a little English go everywhere. */
const lastResort: Language = 'en';

/**
 * The languages of a board, in turn; those it has no signs for are passed over. Most boards know the simplified characters
 * only, and show those where traditional ones are wanted. Never empty.
 */
export function tonguesOf(site: Site, face: BoardFace, languages: readonly Language[]): readonly Tongue[] {
  const own = spoken(face, languages);
  if (own.length > 0) return own;
  const [other] = spoken(face, [...site.languages, lastResort]);
  return [other ?? { words: null, reads: languages }];
}

function spoken(face: BoardFace, languages: readonly Language[]): Tongue[] {
  const tongues = new Map<Language, Tongue>();
  for (const language of languages) {
    const words = [language, ...standIns(language)].find((one) => speaks(face, one));
    if (words !== undefined && !tongues.has(words))
      tongues.set(words, { words, reads: [...new Set([language, words])] });
  }
  return [...tongues.values()];
}

const standIns = (language: Language): readonly Language[] => (language === 'zh-TW' ? ['zh-CN'] : []);

/** A face never changes, and is asked every second. */
const known = new WeakMap<BoardFace, Map<Language, boolean>>();

function speaks(face: BoardFace, language: Language): boolean {
  const answers = known.get(face) ?? new Map<Language, boolean>();
  known.set(face, answers);
  const answer =
    answers.get(language) ?? samples.every((key) => isReadable(face, formatText(catalogues[language], key)));
  answers.set(language, answer);
  return answer;
}

/**
 * Whether letters or figures of a text would not even be a mark. Displays of figures leave letters out, so that of A012 its
 * figures stand there; of a sentence these would be a number that nobody has.
 */
export function leavesOut(face: BoardFace, text: string): boolean {
  if (face.shown(text) === text) return false;
  return Array.from(graphemes.segment(text.normalize('NFC')), ({ segment }) => segment).some((sign) => {
    // A sign that stands for several, such as a square metre, may be shown as it is.
    if (face.shown(sign) === sign || !face.isShowable(sign)) return false;
    const visible = sign.normalize('NFKD').match(VISIBLE) ?? [];
    return face.cellsOf(sign) < visible.length;
  });
}

function isReadable(face: BoardFace, text: string): boolean {
  if (!face.isShowable(text) || leavesOut(face, text)) return false;
  if (face.columns >= ROOMY_CELLS) return true;
  return (text.match(WORDS) ?? []).every((word) => face.cellsOf(word) <= face.columns);
}

/**
 * Of a text in several languages the one for this board: a language of its own, even where it lacks a few of the signs, which its
 * driver tells; else any other, first one that it has all signs for. Null where marks would stand for most of the text: that helps
 * nobody.
 */
export function readable(
  face: BoardFace,
  { reads }: Tongue,
  texts: Readonly<Record<string, string>>,
): string | null {
  const own = reads.flatMap((language) => texts[language] ?? []).filter((text) => text.trim() !== '');
  const all = Object.values(texts).filter((text) => text.trim() !== '');
  const best = (of: readonly string[]) =>
    of.find((text) => isReadable(face, text)) ?? of.find((text) => isLegible(face, text));
  return best(own) ?? best(all) ?? null;
}

/** Whether no more than half of its signs have to be guessed. */
function isLegible(face: BoardFace, text: string): boolean {
  if (face.columns < ROOMY_CELLS || leavesOut(face, text)) return false;
  const lacking = new Set(face.lacking(text));
  const signs = Array.from(text.normalize('NFC').replaceAll(/\s/gu, ''));
  return signs.filter((sign) => lacking.has(sign)).length * 2 <= signs.length;
}
