/** What the lobby has to say beside its own: which notice stands now, and which part of it. */
import type { NoticeView } from '../../firmware-host/messages/common.ts';
import { linesOf } from './fit.ts';
import type { Bilingual } from './second.ts';

const pageMs = 8000;

/** Which of so many pages has its turn: each stands long enough to be read, and nothing moves. */
export const turnOf = (pages: number): number => Math.floor(performance.now() / pageMs) % Math.max(1, pages);

export const emergenciesOf = (notices: readonly NoticeView[]): readonly NoticeView[] =>
  notices.filter(({ kind }) => kind === 'emergency');

export interface Page {
  readonly lang: string;
  readonly lines: readonly string[];
  /** The same in the other language, where both have room. */
  readonly below: string | null;
}

/** Ordinary notices, cut into pages of so many lines: each notice in the first language, then in the second. */
export function noticePages(
  notices: readonly NoticeView[],
  { words, second }: Bilingual,
  room: { readonly em: number; readonly lines: number },
): readonly Page[] {
  return notices
    .filter(({ kind }) => kind === 'ordinary')
    .flatMap(({ texts }) => {
      const text = texts[words.language];
      const other = second === null || texts[second.language] === text ? null : texts[second.language];
      const lines = linesOf(text, room.em);
      const otherLines = other === null ? [] : linesOf(other, room.em);
      if (lines.length + otherLines.length <= room.lines)
        return [{ lang: words.language, lines, below: other }];
      return [
        ...pagesOf(words.language, lines, room.lines),
        ...(second === null ? [] : pagesOf(second.language, otherLines, room.lines)),
      ];
    });
}

function pagesOf(lang: string, lines: readonly string[], most: number): Page[] {
  const pages = Math.ceil(lines.length / most);
  return Array.from({ length: pages }, (_, page) => ({
    lang,
    lines: lines.slice(page * most, (page + 1) * most),
    below: null,
  }));
}
