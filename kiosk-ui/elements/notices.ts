/** What the lobby has to say beside its own: which notice stands now, and which part of it. */
import type { NoticeView } from '../../firmware-host/messages/common.ts';
import { linesOf } from './fit.ts';
import type { Words } from '../host/words.ts';
import type { Bilingual } from './second.ts';

const pageMs = 8000;

/** Which of so many pages has its turn: each stands long enough to be read, and nothing moves. `since`: when the first had it. */
export const turnOf = (pages: number, since = 0): number =>
  Math.floor((performance.now() - since) / pageMs) % Math.max(1, pages);

export interface Room {
  /** Of a line. */
  readonly em: number;
  readonly lines: number;
}

export const emergenciesOf = (notices: readonly NoticeView[]): readonly NoticeView[] =>
  notices.filter(({ kind }) => kind === 'emergency');

export interface Page {
  readonly lang: string;
  readonly lines: readonly string[];
  /** The same in the other language, where both have room. */
  readonly below: string | null;
}

/** Ordinary notices, cut into pages of so many lines: each notice in the first language, then in the second. */
export const noticePages = (notices: readonly NoticeView[], model: Bilingual, room: Room): readonly Page[] =>
  notices
    .filter(({ kind }) => kind === 'ordinary')
    .flatMap(({ texts }) => pagesOf(({ language }) => texts[language], model, room));

/** A text in both languages on one page where both have room, else on pages of their own. */
export function pagesOf(
  say: (words: Words) => string,
  { words, second }: Bilingual,
  room: Room,
): readonly Page[] {
  const text = say(words);
  const other = second === null || say(second) === text ? null : say(second);
  const lines = linesOf(text, room.em);
  const otherLines = other === null ? [] : linesOf(other, room.em);
  if (lines.length + otherLines.length <= room.lines) return [{ lang: words.language, lines, below: other }];
  return [
    ...cut(words.language, lines, room.lines),
    ...(second === null ? [] : cut(second.language, otherLines, room.lines)),
  ];
}

function cut(lang: string, lines: readonly string[], most: number): Page[] {
  const pages = Math.ceil(lines.length / most);
  return Array.from({ length: pages }, (_, page) => ({
    lang,
    lines: lines.slice(page * most, (page + 1) * most),
    below: null,
  }));
}
