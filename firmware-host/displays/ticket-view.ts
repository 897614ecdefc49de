import { instant } from '../clock.ts';
import type { EventOf, Placed } from '../domain/events.ts';
import { ticketAtTaking } from '../domain/fold/tickets.ts';
import { aheadOfTicket } from '../domain/ahead.ts';
import { askAt, type Ask } from '../domain/rules/ask.ts';
import { mayMarkOwn } from '../domain/rules/marks.ts';
import { keyFurtherBack } from '../domain/rules/places.ts';
import { visitToExplain, visitToRate } from '../domain/rules/rate.ts';
import { decideTicket } from '../domain/rules/tickets.ts';
import { lobbyMsAt } from '../domain/lobby-time.ts';
import { elapsedMs, type Moment } from '../domain/moment.ts';
import type { State } from '../domain/state.ts';
import type { Ticket } from '../domain/ticket.ts';
import { predictWait } from '../domain/wait.ts';
import type { FollowView, PrintView, TakenTicket, TicketView } from '../messages/views.ts';
import type { Site } from '../site.ts';
import { counterOf, languageOf, placeOfPaper, serviceName } from '../site.ts';
import { whyNotNow } from '../domain/rules/gate.ts';
import { ratingReasons } from './names.ts';
import { noticeViews } from './notice-view.ts';

/** How many may be let go first in one step. */
const PLACES_OFFERED: readonly number[] = [1, 3, 5];

/** Where a visitor follows the ticket; null where phones cannot reach the lobby. */
export const ticketUrl = (site: Site, token: string): string | null =>
  site.publicUrl === null ? null : `${site.publicUrl}/t/${token}`;

/** The paper of a ticket, if it has any. */
export const printView = (site: Site, { kiosk, print }: Pick<Ticket, 'kiosk' | 'print'>): PrintView | null =>
  print && {
    jobId: print.id,
    state: print.state,
    proof: print.proof,
    problem: print.problem,
    where: placeOfPaper(site, kiosk, print.printer),
  };

/**
 * The answer to the visitor's touch, built from the fact itself, so that it is the same when it is asked for again, after
 * a restart too. Only the paper is shown as it is now, and not at all
 * once the ticket has left the fold: nobody knows any more how it ended.
 */
export function takenTicket(
  site: Site,
  state: Readonly<State>,
  taken: EventOf<'ticket.taken'> & Placed,
): TakenTicket {
  // Lobby time shows nowhere in it.
  const ticket = ticketAtTaking(taken.data, taken, 0);
  const known = state.tickets.get(ticket.id);
  const print = known === undefined ? null : printView(site, known);
  return { ticket: ticketView(site, ticket), wait: ticket.wait, print };
}

/** The visitor's own page. People ahead and wait are those of now, and only as long as the visitor waits. */
export function followView(site: Site, state: Readonly<State>, ticket: Ticket, now: Moment): FollowView {
  const ask = askAt(state, now);
  const actions = ask === null ? [] : visitorActions(ask, ticket);
  const ahead = aheadNow(state, ticket);
  return {
    lobby: site.names,
    now: instant(now.at),
    timeZone: site.timeZone,
    languages: [...site.languages],
    ticket: ticketView(site, ticket),
    state: ticket.state,
    ahead,
    wait:
      ticket.state === 'waiting' ? predictWait(state, ticket.service, ahead, lobbyMsAt(state, now)) : null,
    counter: ticket.counter === null ? null : counterOf(site, ticket.counter),
    calls: ticket.calls,
    print: printView(site, ticket),
    parkedUntil: ticket.parkedUntilAt === null ? null : instant(ticket.parkedUntilAt),
    actions,
    later: ask === null || !actions.includes('postpone') ? [] : laterViews(ask, ticket),
    beside: besideViews(site, state, ticket),
    rating: ask === null ? null : ratingOf(ask, ticket),
    mark: ownMark(ticket),
    notices: noticeViews(site, state, 'phone'),
    evacuation: state.frozen !== null,
  };
}

const ownMark = (ticket: Ticket): FollowView['mark'] =>
  ticket.state === 'finished' ? { settled: ticket.marks?.visitor ?? null, open: mayMarkOwn(ticket) } : null;

const aheadNow = (state: Readonly<State>, ticket: Ticket): number =>
  ticket.state === 'waiting' ? aheadOfTicket(state, ticket) : 0;

/** What the rules would let the visitor do now. */
function visitorActions(ask: Ask, { id: ticket }: Ticket): FollowView['actions'] {
  const commands = [
    { type: 'cancel', ticket, by: 'visitor', reason: null },
    { type: 'postpone', ticket, places: 1 },
    { type: 'return', ticket },
  ] as const;
  return commands
    .filter((command) => {
      if (whyNotNow(ask.state, command.type) !== null) return false;
      const decision = decideTicket(ask, command);
      return !('refusal' in decision) && decision.events.length > 0;
    })
    .map(({ type }) => type);
}

/** Where one would stand who lets one, three or five go first; where fewer stand behind, all of them. */
function laterViews(ask: Ask, ticket: Ticket): FollowView['later'] {
  const { state, nowMs } = ask;
  const views: FollowView['later'] = [];
  for (let places = 1; places <= Math.max(...PLACES_OFFERED); places += 1) {
    const key = keyFurtherBack(ask, ticket, places);
    if (key === null) break;
    // As the ticket itself still stands where it does, it is counted among those before its new place.
    const ahead = aheadOfTicket(state, { ...ticket, place: { key, placed: Number.POSITIVE_INFINITY } }) - 1;
    const last = views.at(-1);
    if (last?.ahead === ahead) break;
    if (last !== undefined && !PLACES_OFFERED.includes(last.places)) views.pop();
    views.push({ places, ahead, wait: predictWait(state, ticket.service, ahead, nowMs) });
  }
  return views;
}

/** What else the same visitor is here for, the oldest first. */
function besideViews(site: Site, state: Readonly<State>, { id, visit }: Ticket): FollowView['beside'] {
  return (state.visits.get(visit) ?? []).flatMap((one) => {
    const other = one === id ? undefined : state.tickets.get(one);
    if (other === undefined) return [];
    return {
      number: other.number,
      service: { letter: other.service, name: serviceName(site, other.service) },
      state: other.state,
      ahead: aheadNow(state, other),
      counter: other.counter === null ? null : counterOf(site, other.counter),
    };
  });
}

/** The rating of this very visit, as long as it may be given or explained. Unlike the counter's screen it outlives the next visitor. */
function ratingOf(ask: Ask, { id, counter }: Ticket): FollowView['rating'] {
  const { state, lobby, now } = ask;
  if (counter === null) return null;
  const visit = state.counters.get(counter)?.lastVisit ?? null;
  if (visit === null || visit.ticket !== id) return null;
  const asked = visitToRate(state, counter, now) !== null;
  if (!asked && (visit.score === null || elapsedMs(visit.finished, now) > lobby.ratings.windowMs))
    return null;
  const [reason = null] = visit.reason === null ? [] : ratingReasons([visit.reason]);
  return {
    state: asked ? 'asked' : 'rated',
    scale: lobby.ratings.scale,
    score: visit.score,
    isLow: visitToExplain(ask, counter, id) !== null,
    reasons: ratingReasons(lobby.ratings.reasons),
    reason,
    until: instant(visit.finished.at + lobby.ratings.windowMs),
  };
}

function ticketView(site: Site, ticket: Ticket): TicketView {
  return {
    id: ticket.id,
    token: ticket.token,
    number: ticket.number,
    archiveNumber: ticket.archiveNumber,
    service: ticket.service,
    serviceName: serviceName(site, ticket.service),
    state: ticket.state,
    language: languageOf(site, ticket.language),
    takenAt: instant(ticket.taken.at),
    ahead: ticket.ahead,
    class: ticket.class,
    size: ticket.size,
    care: ticket.care,
    appointmentAt: ticket.appointmentAt === null ? null : instant(ticket.appointmentAt),
    dueAt: ticket.dueAt === null ? null : instant(ticket.dueAt),
    url: ticketUrl(site, ticket.token),
  };
}
