/** What takes every board, whatever it shows otherwise: the way out, or an emergency. */
import type { BoardContent, BoardRow } from '../../../drivers/board/board.ts';
import type { BoardFace } from '../../../drivers/board/face.ts';
import type { Notice } from '../../domain/notice.ts';
import { activeNotices } from '../../domain/rules/notices.ts';
import type { State } from '../../domain/state.ts';
import { centred, red, say } from './rows.ts';
import { textPages } from './text-pages.ts';
import { readable, type Tongue } from './tongue.ts';
import { pageAt, type Rhythm } from './turns.ts';

/** Rather than numbers that nobody may follow now. */
const NOTHING_TO_SAY = '-';

/**
 * Null on an ordinary day. All of the text is shown in all languages of the board, page after page; a board that cannot show it
 * in any is filled with dashes.
 */
export function takeOver(
  state: Readonly<State>,
  face: BoardFace,
  tongues: readonly Tongue[],
  at: number,
  rhythm: Rhythm,
): BoardContent | null {
  const texts = takeOverTexts(state, face, tongues);
  if (texts === null) return null;
  const pages = texts.flatMap((text) => textPages(text, face, face));
  const lines = pageAt(pages, at, rhythm) ?? Array.from({ length: face.rows }, () => dashes(face));
  return { rows: inTheMiddle(face, lines), takesOver: true };
}

/** The emergency that boards show now, as long as there is one. */
export const boardEmergency = ({ notices }: Readonly<State>): Notice | null =>
  activeNotices(notices.values()).find(({ kind, on }) => kind === 'emergency' && on.includes('board')) ??
  null;

function takeOverTexts(
  state: Readonly<State>,
  face: BoardFace,
  tongues: readonly Tongue[],
): readonly string[] | null {
  if (state.frozen !== null) return tongues.flatMap((tongue) => say(tongue, 'board.evacuation') ?? []);
  const emergency = boardEmergency(state);
  if (emergency === null) return null;
  const texts = tongues.flatMap((tongue) => readable(face, tongue, emergency.texts) ?? []);
  return [...new Set(texts)];
}

const dashes = (face: BoardFace): string => NOTHING_TO_SAY.repeat(face.columns);

function inTheMiddle(face: BoardFace, lines: readonly string[]): BoardRow[] {
  const before = Math.floor((face.rows - lines.length) / 2);
  return Array.from({ length: face.rows }, (_, row) => {
    const line = lines[row - before];
    return line === undefined
      ? { runs: [], urgent: true }
      : { runs: red(centred(face, line, face.columns)), urgent: true };
  });
}
