/** What the lobby's main board shows: the latest calls, and how many wait for how long. A pure function of the state. */
import { catalogues } from '../../config/texts/catalogues.ts';
import type { Language, TextKey, TextValues } from '../../config/texts/texts.ts';
import { formatEmphasised, formatText } from '../../config/texts/texts.ts';
import type { BoardColour, BoardContent, BoardRow, BoardRun } from '../../drivers/board/board.ts';
import { cellsOf, cutAtCell, isShowable } from '../../drivers/board/bx5k/text.ts';
import { waitingTotal } from '../domain/order.ts';
import type { Call, State } from '../domain/state.ts';
import { averageQueueMinutes } from '../domain/wait.ts';
import type { Site } from '../site.ts';
import { counterOf } from '../site.ts';

/** A half cell and a full one: between them a number and its counter never touch. */
const ARROW = '→';
const ARROW_ROOM_CELLS = 4;

export interface BoardSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The rows for a board of that many cells: as many calls as there is room for, newest first and the newest in amber, and a
 * last row with the people who wait and their average queue time. On a board of one row, calls only.
 */
export function boardContent(site: Site, state: Readonly<State>, { columns, rows }: BoardSize): BoardContent {
  const language = boardLanguage(site);
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
