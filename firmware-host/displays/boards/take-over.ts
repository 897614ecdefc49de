/** What takes every board, whatever it shows otherwise: the way out, or an emergency. */
import type { TextKey } from '../../../config/texts/texts.ts';
import type { BoardContent, BoardRow } from '../../../drivers/board/board.ts';
import type { BoardFace } from '../../../drivers/board/face.ts';
import { elapsedMs, type Moment } from '../../domain/moment.ts';
import { boardEmergency } from '../../domain/notice.ts';
import type { State } from '../../domain/state.ts';
import { centred, red, say } from './rows.ts';
import { textPages } from './text-pages.ts';
import { readable, type Tongue } from './tongue.ts';
import { pageAt, type Rhythm } from './turns.ts';

/** Rather than numbers that nobody may follow now. */
const NOTHING_TO_SAY = '-';
/** So long stays a page of several: whoever has to go does not wait for the next one. */
const PAGE_SECONDS = 3;
/** A part of the way out may say the opposite of it, so it comes as long as one page has room for. */
const wayOut: readonly TextKey[] = ['board.evacuation', 'board.evacuation.short', 'board.evacuation.word'];

/**
 * Null on an ordinary day. All of the text is shown in all languages of the board, page after page from the first one on; a board
 * that cannot show it in any is filled with dashes.
 */
export function takeOver(
  state: Readonly<State>,
  face: BoardFace,
  tongues: readonly Tongue[],
  now: Moment,
  rhythm: Rhythm,
): BoardContent | null {
  const texts = takeOverTexts(state, face, tongues);
  if (texts === null) return null;
  const pagesOfEach = texts.map((text) => textPages(text, face, face));
  const hasSeveral = pagesOfEach.some((pages) => pages.length > 1);
  const pageSeconds = hasSeveral ? Math.min(PAGE_SECONDS, rhythm.pageSeconds) : rhythm.pageSeconds;
  const lines =
    pageAt(pagesOfEach.flat(), takenForMs(state, now), { pageSeconds }) ??
    Array.from({ length: face.rows }, () => dashes(face));
  return { rows: inTheMiddle(face, lines), takesOver: true };
}

/** By the machine's own time, which nobody sets: since what takes the boards began, or since the machine's start after that. */
function takenForMs({ boardsTakenAt: from }: Readonly<State>, now: Moment): number {
  if (from === null) return 0;
  return from.boot === now.boot ? elapsedMs(from, now) : now.monoMs;
}

function takeOverTexts(
  state: Readonly<State>,
  face: BoardFace,
  tongues: readonly Tongue[],
): readonly string[] | null {
  if (state.frozen !== null) return tongues.flatMap((tongue) => wayOutIn(tongue, face) ?? []);
  const emergency = boardEmergency(state.notices.values());
  if (emergency === null) return null;
  const texts = tongues.flatMap((tongue) => readable(face, tongue, emergency.texts) ?? []);
  return [...new Set(texts)];
}

function wayOutIn(tongue: Tongue, face: BoardFace): string | null {
  const forms = wayOut.flatMap((key) => say(tongue, key) ?? []);
  return forms.find((text) => textPages(text, face, face).length === 1) ?? null;
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
