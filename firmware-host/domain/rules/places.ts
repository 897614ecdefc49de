import { servicesBeside } from '../ahead.ts';
import type { LinePlace } from '../commands.ts';
import { countAhead, isAhead, standingAt, type Standing } from '../line.ts';
import { serviceLine } from '../line-key.ts';
import type { State } from '../state.ts';
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
export function keyFromFront({ state, nowMs }: Ask, ticket: Ticket, places: number): number {
  const front: Place = { key: Number.NEGATIVE_INFINITY, placed: 0 };
  return places === 0 ? keyAtFront(state, ticket, nowMs) : (keyBehind(state, ticket, front, places) ?? nowMs);
}

/** Behind so many of those of its class who come after it now; null where nobody does. */
export const keyFurtherBack = (state: State, ticket: Ticket, places: number): number | null =>
  keyBehind(state, ticket, ticket.place, places);

/** Ahead of everybody who came by himself, but not of those whom staff have moved. */
function keyAtFront(state: State, ticket: Ticket, nowMs: number): number {
  const [first] = nextBehind(state, ticket, { key: 0, placed: 0 }, 1);
  return first === undefined ? nowMs : first.key - 1;
}

function keyBehind(state: State, ticket: Ticket, place: Place, places: number): number | null {
  return nextBehind(state, ticket, place, places).at(-1)?.key ?? null;
}

/** The next of a class from a place on, over all lines that are called in turn with that of the ticket. */
function nextBehind(
  state: State,
  { id, service, class: ticketClass }: Ticket,
  place: Place,
  count: number,
): readonly Standing[] {
  return servicesBeside(state, service)
    .flatMap((letter) => {
      const line = state.lines.get(serviceLine(letter, ticketClass));
      if (line === undefined) return [];
      const from = countAhead(line, place);
      return Array.from({ length: count + 1 }, (_, index) => standingAt(line, from + index));
    })
    .filter((standing) => standing !== undefined && standing.ticket !== id)
    .filter((standing) => standing !== undefined)
    .toSorted((one, other) => (isAhead(one, other) ? -1 : 1))
    .slice(0, count);
}
