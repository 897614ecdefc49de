import { noDetails, type CaseFile } from '../case-file.ts';
import type { RatingCommand } from '../commands.ts';
import type { CounterDesk, EndedVisit } from '../counter-desk.ts';
import type { Decision } from '../decision.ts';
import { accept, refuse } from '../decision.ts';
import type { DomainEvent } from '../events.ts';
import { elapsedMs, isBefore, type Moment } from '../moment.ts';
import type { RatingFlag } from '../rating.ts';
import { ticketOf, type State } from '../state.ts';
import type { Ask } from './ask.ts';

/** So many different scores for one visit within so long are somebody who plays with the buttons. */
const ROW_SCORES = 3;
const ROW_MS = 10_000;

/** A page that names its visit has shown what became of it: who goes on for so long plays, and each press would be a fact for good. */
const NAMED_PRESSES_MAX = 10;

/**
 * A press becomes the rating of the visit that its counter ended last: once, within the window, and until the next visitor
 * is being served there. One who is only called does not take the pad away from the one who is just leaving. Every other
 * press is kept with a flag and never counted, since whoever pads the figures leaves his traces there. All of this is judged,
 * and the press attributed, by the moment of the press: one that is told when the next visit has begun already is still of the
 * visit before. A press that names its visit is of that one or of none: where another one's time has come it is refused, since a
 * flag would be on the wrong ticket.
 */
export function decideRating(
  { state, lobby }: Ask,
  { counter, score, by, at, visit: named }: Extract<RatingCommand, { type: 'rate' }>,
): Decision {
  const desk = state.counters.get(counter);
  if (desk === undefined) return refuse('counter-unknown');
  const { scale } = lobby.ratings;
  if (!Number.isInteger(score) || score < 1 || score > scale) return refuse('score-unknown');
  const press = { counter, score, scale, by, pressed: at };
  const present = servedAt(state, desk, at);
  const visit = desk.lastVisit;
  if (named !== undefined && (present !== null || named !== visit?.ticket)) return refuse('rating-none');
  if (named !== undefined && (visit?.presses.length ?? 0) >= NAMED_PRESSES_MAX) return refuse('rating-none');
  const flag = flagOf(state, desk, at);
  if (flag === null && visit !== null) {
    const { ticket, agent, service } = visit;
    return accept({ type: 'rating.given', data: { ...press, ticket, agent, service } });
  }
  const ticket = present ?? visit?.ticket ?? null;
  const agent = present === null ? (visit?.agent ?? desk.agent) : desk.agent;
  const row = flag === 'repeated' && visit !== null && isRow(visit, score, at) ? visit : null;
  const shown = row === null ? (flag ?? 'no-visit') : 'row';
  const flagged: DomainEvent = { type: 'rating.flagged', data: { ...press, ticket, agent, flag: shown } };
  // What had counted until then was the first of the row.
  if (row === null || row.score === null) return accept(flagged);
  return accept(flagged, { type: 'rating.discounted', data: { ticket: row.ticket, counter, flag: 'row' } });
}

/** The visit that a press made at this counter then rates if it is told now; null when the press is flagged. */
export function visitToRate(state: State, counter: string, at: Moment): EndedVisit | null {
  const desk = state.counters.get(counter);
  return desk === undefined || flagOf(state, desk, at) !== null ? null : desk.lastVisit;
}

/** The visit whose low score may still be explained; null also when it is not the one that is named. */
export function visitToExplain(
  { state, lobby, now }: Ask,
  counter: string,
  named?: string,
): EndedVisit | null {
  const visit = state.counters.get(counter)?.lastVisit ?? null;
  const { lowMax, windowMs } = lobby.ratings;
  if (named !== undefined && named !== visit?.ticket) return null;
  if (visit === null || visit.score === null || visit.score > lowMax) return null;
  return elapsedMs(visit.finished, now) > windowMs ? null : visit;
}

export function giveReason(
  ask: Ask,
  { counter, reason, visit: named }: Extract<RatingCommand, { type: 'give-reason' }>,
): Decision {
  if (!ask.state.counters.has(counter)) return refuse('counter-unknown');
  if (!ask.lobby.ratings.reasons.includes(reason)) return refuse('reason-unknown');
  const visit = visitToExplain(ask, counter, named);
  if (visit === null) return refuse('rating-none');
  if (visit.reason !== null) return refuse('reason-given');
  return accept({ type: 'rating.reason-given', data: { ticket: visit.ticket, counter, reason } });
}

/** An unhappy visitor wants to be called: that is a case of its own, with a time by which somebody has to. */
export function askCallBack(
  ask: Ask,
  { counter, contact, visit: named }: Extract<RatingCommand, { type: 'ask-call-back' }>,
): Decision {
  const { state, lobby, now } = ask;
  if (!state.counters.has(counter)) return refuse('counter-unknown');
  const visit = visitToExplain(ask, counter, named);
  if (visit === null) return refuse('rating-none');
  if (visit.isCallBackAsked) return refuse('call-back-asked');
  const file: CaseFile = {
    ...noDetails,
    id: `${visit.ticket}-call-back`,
    kind: 'call-back',
    ticket: visit.ticket,
    number: visit.number,
    archiveNumber: state.tickets.get(visit.ticket)?.archiveNumber ?? '',
    service: visit.service,
    receiver: visit.agent,
    matter: contact,
    result: null,
    state: 'open',
    dueAt: now.trusted ? now.at + lobby.ratings.callBackMs : null,
    overdue: false,
  };
  return accept({ type: 'case.opened', data: { file } });
}

/** The ticket that is being served here, and was at that moment. One that came back from hold counts from its first start. */
function servedAt(state: State, { ticket }: CounterDesk, at: Moment): string | null {
  if (ticket === null) return null;
  const present = ticketOf(state, ticket);
  if (present.state !== 'serving') return null;
  return present.started !== null && isBefore(at, present.started) ? null : ticket;
}

function flagOf(state: State, desk: CounterDesk, at: Moment): RatingFlag | null {
  const { lastVisit } = desk;
  if (servedAt(state, desk, at) !== null) return 'not-finished';
  if (lastVisit === null) return 'no-visit';
  // Told late, because the journal was away: it was made while the visit was still going on.
  if (isBefore(at, lastVisit.finished)) return 'not-finished';
  if (lastVisit.presses.length > 0) return 'repeated';
  const { windowMs = 0, shortVisitMs = 0 } = state.lobby?.ratings ?? {};
  if (elapsedMs(lastVisit.finished, at) > windowMs) return 'too-late';
  return lastVisit.servedMs < shortVisitMs ? 'short-visit' : null;
}

/** Whether this press makes a row of buttons of those before it. */
function isRow({ presses }: EndedVisit, score: number, at: Moment): boolean {
  const recent = presses.filter((press) => elapsedMs(press.at, at) <= ROW_MS);
  return new Set([...recent.map((press) => press.score), score]).size >= ROW_SCORES;
}
