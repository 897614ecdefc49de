/** What the lobby's main board shows: the latest calls, and how many wait for how long. A pure function of the state. */
import { catalogues } from '../../config/texts/catalogues.ts';
import type { Language, TextKey, TextValues } from '../../config/texts/texts.ts';
import { formatEmphasised, formatText } from '../../config/texts/texts.ts';
import type { BoardColour, BoardContent, BoardRow, BoardRun } from '../../drivers/board/board.ts';
import { cellsOf, cutAtCell, isShowable } from '../../drivers/board/bx5k/text.ts';
import { waitingTotal } from '../domain/ahead.ts';
import type { Notice } from '../domain/notice.ts';
import { activeNotices } from '../domain/rules/notices.ts';
import type { Call, State } from '../domain/state.ts';
import { averageQueueMinutes } from '../domain/wait.ts';
import type { Site } from '../site.ts';
import { counterOf } from '../site.ts';
import { inAllLanguages } from './names.ts';

/** A half cell and a full one: between them a number and its counter never touch. */
const ARROW = '→';
const ARROW_ROOM_CELLS = 4;
const ELLIPSIS = '…';
/** Up to a comma, a stop and the like, of either script. */
const CLAUSES = /[^\u3002\uff0c\uff1b\uff01\uff1f,.;!?]+[\u3002\uff0c\uff1b\uff01\uff1f,.;!?]*/gu;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

export interface BoardSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The rows for a board of that many cells: as many calls as there is room for, newest first and the newest in amber, and a
 * last row with the people who wait and their average queue time. On a board of one row, calls only. An emergency takes
 * all of it.
 */
export function boardContent(site: Site, state: Readonly<State>, { columns, rows }: BoardSize): BoardContent {
  const language = boardLanguage(site);
  const takeOver = takeOverText(site, state, language);
  if (takeOver !== null) return { rows: textRows(takeOver, { columns, rows }) };
  const callRows = Math.max(1, rows - 1);
  const calls = state.calls
    .slice(0, callRows)
    .map((call, index) => callRow(site, language, call, index, columns));
  if (calls.length === 0) calls.push(centred(formatText(catalogues[language], 'board.welcome'), columns));
  if (rows === 1) return { rows: calls };
  const dark = Array.from({ length: callRows - calls.length }, () => ({ runs: [] }));
  return { rows: [...calls, ...dark, waitingRow(language, state, columns)] };
}

/** A font card knows the simplified characters of GB2312 only, so in a house that writes traditional ones it shows those. */
function boardLanguage(site: Site): Language {
  const [first = 'zh-CN'] = site.languages;
  return first === 'zh-TW' ? 'zh-CN' : first;
}

/** What takes all rows: the way out, or the newest emergency for boards; null on an ordinary day. */
function takeOverText(site: Site, state: Readonly<State>, language: Language): string | null {
  if (state.frozen !== null) return formatText(catalogues[language], 'board.evacuation');
  const emergency = boardEmergency(state);
  if (emergency === null) return null;
  const texts = inAllLanguages(site, emergency.texts);
  // Question marks would help nobody: rather another language of the house, if the font has that one.
  const said = [language, ...site.languages].map((one) => texts[one]);
  return said.find(isShowable) ?? texts[language];
}

/** The emergency that boards show now, as long as there is one. */
export const boardEmergency = ({ notices }: Readonly<State>): Notice | null =>
  activeNotices(notices.values()).find(({ kind, on }) => kind === 'emergency' && on.includes('board')) ??
  null;

/** A text in the middle of the board. What is longer than all of its rows is cut, and says so. */
function textRows(text: string, { columns, rows }: BoardSize): BoardRow[] {
  const clauses = fill(text.match(CLAUSES) ?? [text], columns);
  const fit = clauses.length <= rows && clauses.every((line) => cellsOf(line) <= columns);
  const lines = fit ? clauses : fill(piecesOf(text, columns), columns);
  const shown = lines.slice(0, rows);
  const last = shown.at(-1);
  if (last !== undefined && lines.length > rows) {
    shown[rows - 1] = cutAtCell(last, Math.max(0, columns - cellsOf(ELLIPSIS))) + ELLIPSIS;
  }
  const before = Math.floor((rows - shown.length) / 2);
  const dark = Array.from({ length: rows - shown.length }, () => ({ runs: [] }));
  return [
    ...dark.slice(0, before),
    ...shown.map((line) => centred(cutAtCell(line, columns), columns)),
    ...dark.slice(before),
  ];
}

/** Lines of so many cells, each with as many pieces as it has room for. */
function fill(pieces: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    if (line !== undefined && cellsOf((line + piece).trimEnd()) <= columns)
      lines[lines.length - 1] = line + piece;
    else lines.push(piece.trimStart());
  }
  return lines.map((line) => line.trimEnd());
}

/** Words with the marks and spaces behind them; what is wider than a row comes as single characters. */
function piecesOf(text: string, columns: number): string[] {
  const pieces: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text.trim())) {
    if (isWordLike === true || pieces.length === 0) pieces.push(segment);
    else pieces[pieces.length - 1] += segment;
  }
  return pieces.flatMap((piece) => (cellsOf(piece.trimEnd()) > columns ? Array.from(piece) : [piece]));
}

function callRow(site: Site, language: Language, call: Call, index: number, columns: number): BoardRow {
  const isNewest = index === 0;
  const colour: BoardColour = isNewest ? 'amber' : 'red';
  const counter = counterWords(site, language, call.counter, columns - cellsOf(call.number) - 1);
  const gapCells = Math.max(0, columns - cellsOf(call.number) - cellsOf(counter));
  const gap = isNewest && gapCells >= ARROW_ROOM_CELLS ? padded(ARROW, gapCells) : ' '.repeat(gapCells);
  return { runs: [{ text: `${call.number}${gap}${counter}`, colour }] };
}

/** A counter has a name of its own, or its number; also where the board lacks a character of the name, or has no room for it. */
function counterWords(site: Site, language: Language, id: string, roomCells: number): string {
  const catalogue = catalogues[language];
  const name = counterOf(site, id).name[language];
  const isOwn = name !== formatText(catalogue, 'counter.name', { id });
  if (isOwn && isShowable(name) && cellsOf(name) <= roomCells) return name;
  const words = formatText(catalogue, 'board.counter', { id });
  return cellsOf(words) <= roomCells ? words : cutAtCell(id, Math.max(0, roomCells));
}

function waitingRow(language: Language, state: Readonly<State>, columns: number): BoardRow {
  const waiting = emphasised(language, 'board.waiting', { count: waitingTotal(state) });
  const minutes = averageQueueMinutes(state);
  if (minutes === null) return { runs: waiting };
  // "About none" would read as a fault.
  const average = emphasised(language, 'board.average', { minutes: Math.max(1, minutes) });
  const gapCells = columns - cellsOfRuns(waiting) - cellsOfRuns(average);
  if (gapCells < 0) return { runs: waiting };
  return { runs: [...waiting, { text: ' '.repeat(gapCells), colour: 'red' }, ...average] };
}

/** A text in red with its figures in amber. */
function emphasised(language: Language, key: TextKey, values: TextValues): BoardRun[] {
  return [formatEmphasised<BoardRun>(catalogues[language], key, values, amber)]
    .flat()
    .map((part) => (typeof part === 'string' ? { text: part, colour: 'red' } : part));
}

const amber = (parts: (string | BoardRun)[]): BoardRun => ({
  text: parts.map(textOf).join(''),
  colour: 'amber',
});

const textOf = (part: string | BoardRun): string => (typeof part === 'string' ? part : part.text);

const cellsOfRuns = (runs: readonly BoardRun[]): number =>
  runs.reduce((sum, { text }) => sum + cellsOf(text), 0);

const centred = (text: string, columns: number): BoardRow => ({
  runs: [{ text: padded(text, columns), colour: 'red' }],
});

/** A text in the middle of so many cells. */
function padded(text: string, cells: number): string {
  const room = Math.max(0, cells - cellsOf(text));
  const before = Math.floor(room / 2);
  return `${' '.repeat(before)}${text}${' '.repeat(room - before)}`;
}
