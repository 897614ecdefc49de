import type { Command } from './commands.ts';
import type { Decision } from './decision.ts';
import { elapsedMs, isBefore, type Moment } from './moment.ts';
import type { RatingFlag } from './rating.ts';
import type { CounterDesk, EndedVisit, State } from './state.ts';
import { ticketOf } from './state.ts';

/**
 * A press becomes the rating of the visit that its counter ended last: once, within the window, and until the next visitor
 * is being served there. One who is only called does not take the pad away from the one who is just leaving. Every other
 * press is kept with a flag and never counted, since whoever pads the figures leaves his traces there.
 */
export function decideRating(
  state: State,
  { counter, score, by, at }: Extract<Command, { type: 'rate' }>,
): Decision {
  const desk = state.counters.get(counter);
  if (desk === undefined || state.lobby === null) return { refusal: 'counter-unknown' };
  const { scale } = state.lobby.ratings;
  if (!Number.isInteger(score) || score < 1 || score > scale) return { refusal: 'score-unknown' };
  const press = { counter, score, scale, by, pressed: at };
  const flag = flagOf(state, desk, at);
  if (flag !== null) {
    const isServing = desk.ticket !== null && ticketOf(state, desk.ticket).state === 'serving';
    const ticket = isServing ? desk.ticket : (desk.lastVisit?.ticket ?? null);
    const agent = isServing ? desk.agent : (desk.lastVisit?.agent ?? desk.agent);
    return { events: [{ type: 'rating.flagged', data: { ...press, ticket, agent, flag } }] };
  }
  const { ticket, agent, service } = visitOf(desk);
  return { events: [{ type: 'rating.given', data: { ...press, ticket, agent, service } }] };
}

/** The visit that a press at this counter would rate now; null when the press would be flagged. */
export function visitToRate(state: State, counter: string, at: Moment): EndedVisit | null {
  const desk = state.counters.get(counter);
  return desk === undefined || flagOf(state, desk, at) !== null ? null : desk.lastVisit;
}

function flagOf(state: State, { ticket, lastVisit }: CounterDesk, at: Moment): RatingFlag | null {
  if (ticket !== null && ticketOf(state, ticket).state === 'serving') return 'not-finished';
  if (lastVisit === null) return 'no-visit';
  // Told late, because the journal was away: it was made while the visit was still going on.
  if (isBefore(at, lastVisit.finished)) return 'not-finished';
  if (lastVisit.score !== null) return 'repeated';
  const windowMs = state.lobby?.ratings.windowMs ?? 0;
  return elapsedMs(lastVisit.finished, at) > windowMs ? 'too-late' : null;
}

function visitOf({ lastVisit }: CounterDesk): EndedVisit {
  if (lastVisit === null) throw new Error('a press without a visit has a flag');
  return lastVisit;
}
