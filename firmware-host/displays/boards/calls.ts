/** Who is called: in the lobby the latest numbers and where they go, over a counter the number that is called there. */
import { catalogues } from '../../../config/texts/catalogues.ts';
import { formatText } from '../../../config/texts/texts.ts';
import type { BoardColour, BoardRow, BoardRun } from '../../../drivers/board/board.ts';
import type { BoardFace } from '../../../drivers/board/face.ts';
import { counterPhase } from '../../domain/counter-phase.ts';
import type { Call } from '../../domain/state.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { counterOf } from '../../site.ts';
import { aligned, centred, pageOf, pagesOfText, red, say, sayRuns } from './rows.ts';
import { leavesOut, readable } from './tongue.ts';
import type { Page, View } from './view.ts';

const ARROW = '→';
/** A half cell and a full one: between them a number and its counter never touch. */
const ARROW_ROOM_CELLS = 4;
/** A number that has no room: nobody takes this for another one. */
const NO_ROOM = '-';
/** So long a call draws attention at its counter; longer where the visitor does not hear it. */
const EFFECT_MS = 12_000;
const VISIBLE_EFFECT_MS = 30_000;
/** So long nothing else takes the place of a new call. */
const FRESH_MS = 10_000;

/** As many calls as there is room for, newest first; no page where nobody was called yet. */
export function callsPages(view: View): Page[] {
  const rows = view.state.calls.slice(0, view.rows).map((call, index) => callRow(view, call, index === 0));
  return rows.length === 0 ? [] : [rows];
}

function callRow(view: View, call: Call, isNewest: boolean): BoardRow {
  const { face, columns } = view;
  const colour: BoardColour = isNewest ? 'amber' : 'red';
  const number = numberIn(face, call.number, columns);
  const counter =
    number === call.number ? counterIn(view, call.counter, columns - face.cellsOf(number) - 1) : '';
  const gapCells = columns - face.cellsOf(number) - face.cellsOf(counter);
  const hasArrow = isNewest && counter !== '' && gapCells >= ARROW_ROOM_CELLS && face.isShowable(ARROW);
  const gap = hasArrow ? centred(face, ARROW, gapCells) : ' '.repeat(gapCells);
  const runs: BoardRun[] = [{ text: counter === '' ? number : `${number}${gap}${counter}`, colour }];
  return isNewest ? { runs, urgent: true } : { runs };
}

/** All of a number, without the zeros that fill it up where there is no room for them, or a row that is none: never a part of it. */
export function numberIn(face: BoardFace, number: string, columns: number): string {
  const forms = [number, number.replace(/^(\D*)0+(?=\d)/u, '$1')];
  return forms.find((form) => face.cellsOf(form) <= columns) ?? NO_ROOM.repeat(columns);
}

/** A counter's own name, or its number in words where that has no room or no signs; its id alone where words have none; or nothing. */
function counterIn(view: View, id: string, roomCells: number): string {
  const { site, face, tongue } = view;
  const names = counterOf(site, id).name;
  const own = tongue.reads
    .filter((language) => names[language] !== formatText(catalogues[language], 'counter.name', { id }))
    .map((language) => names[language])
    .find((name) => face.isShowable(name) && !leavesOut(face, name));
  const forms = [own ?? null, say(tongue, 'board.counter', { id }), id];
  const fits = (form: string) => face.cellsOf(form) <= roomCells && !leavesOut(face, form);
  return forms.find((form) => form !== null && fits(form)) ?? '';
}

/** What stands over a counter: the number that is called or served there, a word to those who look for one, or nothing. */
export function callPages(view: View): Page[] {
  const { state, tongue, counter } = view;
  const desk = counter === null ? undefined : state.counters.get(counter);
  if (counter === null || desk === undefined) return [];
  const ticket = desk.ticket === null ? null : (state.tickets.get(desk.ticket) ?? null);
  switch (counterPhase(desk, ticket)) {
    case 'closed':
      return [];
    case 'called':
      return ticket === null ? [] : [calledPage(view, ticket, counter)];
    case 'serving':
      return ticket === null ? [] : [numberPage(view, { text: ticket.number, colour: 'red' })];
    case 'paused':
    case 'wrap-up':
      return pagesOfWords(view, say(tongue, 'board.paused'));
    case 'idle':
      // On bare digits the counter's own number would look like somebody's.
      if (tongue.words === null) return [];
      return fittingPage(view, say(tongue, 'board.welcome')) ?? counterPages(view);
  }
}

/**
 * The number in as many words as have room, or alone. A new one moves along with more of them or blinks, as is wished; where it
 * cannot move, it blinks.
 */
function calledPage(view: View, { id, number }: Ticket, counter: string): Page {
  const { state, now, face, tongue, callEffect, columns } = view;
  const call = state.calls.find((one) => one.ticket === id);
  const effectMs = call?.visibly === true ? VISIBLE_EFFECT_MS : EFFECT_MS;
  const isNew = call !== undefined && isWithin(call, now.at, effectMs);
  // What comes in parts could be read as another number.
  const moves =
    callEffect === 'scroll' && face.scrolls && view.hasWholeRows && face.cellsOf(number) <= columns;
  const name = counterIn(view, counter, Infinity);
  const long = moves ? sayRuns(tongue, 'board.call.long', { number, counter: name }) : null;
  if (isNew && long !== null) return urgently(pageOf(view, [{ runs: long, scroll: true }]));
  const lit = (run: BoardRun): BoardRun =>
    isNew && callEffect !== 'none' && run.colour === 'amber' ? { ...run, blink: true } : run;
  const words = sayRuns(tongue, 'board.call', { number });
  const row = words && aligned(view, words.map(lit));
  if (row !== null) return urgently(pageOf(view, [row]));
  return urgently(numberPage(view, lit({ text: number, colour: 'amber' })));
}

const numberPage = (view: View, { text, ...look }: BoardRun): Page =>
  pageOf(view, [aligned(view, [{ ...look, text: numberIn(view.face, text, view.columns) }]) ?? { runs: [] }]);

const urgently = (page: Page): Page =>
  page.map((row) => (row.runs.length === 0 ? row : { ...row, urgent: true }));

/** The name of the counter that a board hangs over. */
export function counterPages(view: View): Page[] {
  const { site, face, tongue, counter } = view;
  if (counter === null) return [];
  const name = readable(face, tongue, counterOf(site, counter).name);
  const page = fittingPage(view, name) ?? fittingPage(view, counterIn(view, counter, view.columns));
  return page ?? pagesOfWords(view, name);
}

/** Where nobody was called yet: in the middle of the first row, where the first call will be. */
export const welcomePages = (view: View): Page[] =>
  pagesOfWords({ ...view, align: 'centre' }, say(view.tongue, 'board.welcome')).map((page) =>
    page.filter(({ runs }) => runs.length > 0),
  );

const pagesOfWords = (view: View, words: string | null): Page[] =>
  words === null ? [] : pagesOfText(view, words);

/** A text as the one page, if a row has room for it. */
function fittingPage(view: View, text: string | null): Page[] | null {
  const row = text === null || text === '' ? null : aligned(view, red(text));
  return row && [pageOf(view, [row])];
}

/** Whether nothing may take the place of the calls in a field: somebody was called only now, or is on the way to this counter. */
export function holds(view: View, field: unknown): boolean {
  const { state, now, counter } = view;
  const [newest] = state.calls;
  if (field === 'calls') return newest !== undefined && isWithin(newest, now.at, FRESH_MS);
  if (field !== 'call' || counter === null) return false;
  const ticket = state.counters.get(counter)?.ticket ?? null;
  return ticket !== null && state.tickets.get(ticket)?.state === 'called';
}

/** A clock that was set in between tells nothing about how long ago a call was. */
const isWithin = ({ at }: Call, nowAt: number, ms: number): boolean => at <= nowAt && nowAt - at < ms;
