import { servicesBeside } from '../ahead.ts';
import type { LinePlace } from '../commands.ts';
import { countAhead, isAhead, standingAt, type Standing } from '../line.ts';
import { lineOf, serviceLine } from '../line-key.ts';
import type { Place, Ticket } from '../ticket.ts';
import type { Ask } from './ask.ts';

/** Before any arrival that there can be; who is moved there later comes before who was moved there earlier. */
const FRONT_MS = -1_000_000_000_000;

/** The key of a place in a line: at its front, by the time of arrival, or at its back. */
export function keyFor({ state, nowMs }: Ask, { arrivalKey }: Ticket, place: LinePlace): number {
  if (place === 'front') return FRONT_MS - state.position;
  // One whose appointment is yet to come stands behind now already.
  return place === 'time' ? arrivalKey : Math.max(nowMs, arrivalKey);
}

/** Behind so many of the class who would be called before anybody else, or behind all where there are fewer. */
export function keyFromFront(ask: Ask, ticket: Ticket, places: number): number {
  const [first, ...others] = nextBehind(ask, ticket, byThemselves, Math.max(1, places));
  if (first === undefined) return ask.nowMs;
  return places === 0 ? first.key - 1 : (others.at(-1) ?? first).key;
}

/** Behind so many of those of its class who come after it now; null where nobody does. */
export const keyFurtherBack = (ask: Ask, ticket: Ticket, places: number): number | null =>
  nextBehind(ask, ticket, ticket.place, places).at(-1)?.key ?? null;

/** Behind those whom staff have moved to the front, whatever their number; nobody gets there by himself. */
const byThemselves: Place = { key: FRONT_MS / 2, placed: 0 };

/**
 * The next of a class from a place on, over all lines that are called in turn with that of the ticket. Not those whose
 * appointment is yet to come: a place behind them would be one in the future.
 */
function nextBehind({ state, nowMs }: Ask, ticket: Ticket, place: Place, count: number): readonly Standing[] {
  const { id, service, class: ticketClass, forCounter } = ticket;
  const keys =
    forCounter === null
      ? servicesBeside(state, service).map((letter) => serviceLine(letter, ticketClass))
      : [lineOf(ticket)];
  return keys
    .flatMap((key) => {
      const line = state.lines.get(key);
      if (line === undefined) return [];
      const from = countAhead(line, place);
      return Array.from({ length: count + 1 }, (_, index) => standingAt(line, from + index));
    })
    .filter((standing) => standing !== undefined)
    .filter(({ ticket: other, key }) => other !== id && key <= nowMs)
    .toSorted((one, other) => (isAhead(one, other) ? -1 : 1))
    .slice(0, count);
}
