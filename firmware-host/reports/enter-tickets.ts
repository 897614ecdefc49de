import type { TicketEvents } from '../domain/events.ts';
import { beginSpell, beginStay, endStay, since, stayOf, ticketFor, type Enter, type Page } from './books.ts';
import { markReturned } from './mark-returned.ts';
import { momentOf, noMoment } from './moments.ts';
import type { TicketRow } from './rows.ts';
import { deskIn, leaveDesks } from './scene.ts';

/** How the life of a ticket comes into its row, and into those of its stays at counters. */
export const enterTickets: Enter<TicketEvents> = {
  'ticket.taken'(page, { ticket: id, visit, wait, visitorKey = null, ...data }) {
    const { lobbyMs } = page.scene;
    if (visitorKey !== null) markReturned(page, { key: visitorKey, service: data.service, visit });
    takeIn(page, id, {
      state: 'waiting',
      service: data.service,
      class: data.class,
      kiosk: data.kiosk,
      language: data.language,
      source: data.by,
      size: data.size,
      visit: visit === id ? null : visit,
      priority: data.priority,
      visitor_key: visitorKey,
      is_promised: wait === null ? 0 : 1,
      // Who comes before the time booked waits for the house from that time on.
      waiting_ms: data.class === 'appointment' ? Math.max(lobbyMs, Math.round(data.key)) : lobbyMs,
    });
  },

  'ticket.refused'({ books, scene, seq, time, boot }, { service, kiosk, reason }) {
    if (books.refusals.find(seq) !== undefined) return;
    const refused = momentOf('refused', time, boot);
    books.refusals.put({ position: seq, date: scene.date, service, kiosk, reason, ...refused });
  },

  'ticket.recovered'(page, { ticket: id, service, counter, agent, outcome }) {
    const row = takeIn(page, id, { state: outcome, service, source: 'slip', is_recovered: 1 });
    if (row === null) return;
    if (outcome === 'finished') {
      beginStay(page, row, { counter, agent });
      endStay(page, row, 'finished');
    }
    end(page, row, outcome, 'staff');
  },

  'ticket.called'(page, { ticket: id, counter, agent, call, waitedMs, isPromiseKept }) {
    const { scene, time, boot } = page;
    if (call === 1) {
      leaveDesks(scene, id);
      const desk = deskIn(scene, counter);
      desk.visitors.push(id);
      desk.seat = id;
    }
    const row = ticketFor(page, id);
    if (row === null) return;
    if (isPromiseKept !== null) row.is_promise_kept = isPromiseKept ? 1 : 0;
    if (call === 1) {
      endStay(page, row, 'requeued');
      const waited_ms = Math.round(waitedMs ?? waitOf(page, row));
      const called = { called_ms: scene.lobbyMs, calling_ms: 0, ...momentOf('called', time, boot) };
      beginStay(page, row, { counter, agent, waited_ms, ...called });
    }
    row.state = 'called';
    const stay = stayOf(page, row);
    if (stay === null) return;
    stay.calls = call;
    stay.last_call_ms = scene.lobbyMs;
    stay.calling_ms = since(stay.called_ms ?? scene.lobbyMs, scene.lobbyMs);
  },

  'ticket.started'(page, { ticket: id, implied }) {
    const row = ticketFor(page, id);
    const stay = row && stayOf(page, row);
    if (row === null || stay === null) return;
    row.state = 'serving';
    const { lobbyMs } = page.scene;
    // As the rules have it: who pressed no start may have begun as soon as the number was called.
    stay.started_ms = implied ? (stay.last_call_ms ?? lobbyMs) : lobbyMs;
    stay.is_implied = implied ? 1 : 0;
    if (!implied && stay.called_ms !== null) stay.walk_ms = since(stay.called_ms, lobbyMs);
  },

  'ticket.held'(page, { ticket: id, counter }) {
    deskIn(page.scene, counter).seat = null;
    const row = ticketFor(page, id);
    const stay = row && stayOf(page, row);
    if (row === null || stay === null) return;
    row.state = 'held';
    stay.holds += 1;
    stay.held_since_ms = page.scene.lobbyMs;
  },

  'ticket.resumed'(page, { ticket: id, counter }) {
    deskIn(page.scene, counter).seat = id;
    const row = ticketFor(page, id);
    const stay = row && stayOf(page, row);
    if (row === null || stay === null) return;
    row.state = 'serving';
    const { lobbyMs } = page.scene;
    stay.held_ms += since(stay.held_since_ms ?? lobbyMs, lobbyMs);
    stay.held_since_ms = null;
  },

  'ticket.finished'(page, { ticket: id, counter, estimated }) {
    leaveDesks(page.scene, id);
    writeUp(page, id, counter);
    const row = ticketFor(page, id);
    if (row === null) return;
    endStay(page, row, 'finished', { is_estimated: estimated ? 1 : 0 });
    end(page, row, 'finished', estimated ? 'time' : 'agent');
  },

  'ticket.no-show'(page, { ticket: id, by }) {
    leaveDesks(page.scene, id);
    const row = ticketFor(page, id);
    if (row === null) return;
    const stay = stayOf(page, row);
    row.gave_up_ms = (stay?.waited_ms ?? 0) + (stay?.calling_ms ?? 0);
    endStay(page, row, 'no-show');
    end(page, row, 'no-show', by);
  },

  'ticket.cancelled'(page, { ticket: id, by }) {
    leaveDesks(page.scene, id);
    const row = ticketFor(page, id);
    if (row === null) return;
    if (by === 'visitor') row.gave_up_ms = patienceOf(page, row);
    endStay(page, row, 'cancelled');
    end(page, row, 'cancelled', by);
  },

  'ticket.transferred'(page, { ticket: id, counter, service, reason }) {
    leaveDesks(page.scene, id);
    if (counter !== null) writeUp(page, id, counter);
    const row = ticketFor(page, id);
    if (row === null) return;
    endStay(page, row, 'transferred', { reason });
    row.transfers += 1;
    row.service = service;
    beginWait(page, row);
  },

  'ticket.corrected'(page, { ticket: id, from, service }) {
    leaveDesks(page.scene, id);
    const row = ticketFor(page, id);
    if (row === null) return;
    endStay(page, row, 'corrected');
    if (from !== service && row.first_service === from) {
      row.corrected_from ??= from;
      row.first_service = service;
    }
    row.service = service;
    row.state = 'waiting';
  },

  'ticket.parked'(page, { ticket: id }) {
    leaveDesks(page.scene, id);
    const row = ticketFor(page, id);
    if (row === null) return;
    endStay(page, row, 'parked');
    row.state = 'parked';
  },

  'ticket.unparked'(page, { ticket: id }) {
    const row = ticketFor(page, id);
    if (row !== null) beginWait(page, row);
  },

  'ticket.returned'(page, { ticket: id }) {
    const row = ticketFor(page, id);
    if (row === null) return;
    row.returns += 1;
    Object.assign(row, { ended_by: null, gave_up_ms: null, ...noMoment('ended') });
    beginWait(page, row);
  },

  'ticket.requeued'(page, { ticket: id }) {
    leaveDesks(page.scene, id);
    const row = ticketFor(page, id);
    if (row === null) return;
    const wasServed = row.state === 'held';
    endStay(page, row, 'requeued');
    if (wasServed) beginWait(page, row);
    row.state = 'waiting';
  },

  'ticket.moved'(page, { ticket: id, by }) {
    const row = ticketFor(page, id);
    // A wait that the visitor wishes longer is no wait that the house has caused.
    if (row !== null && by === 'visitor') beginWait(page, row);
  },

  'ticket.marked'(page, { ticket: id, by, settled }) {
    const row = ticketFor(page, id);
    if (row !== null) row[by === 'agent' ? 'agent_settled' : 'visitor_settled'] = settled ? 1 : 0;
  },

  'ticket.prioritised'(page, { ticket: id, reason, by }) {
    const row = ticketFor(page, id);
    if (row !== null) Object.assign(row, { class: 'priority', priority: reason, granted_by: by });
  },
};

type Taken = Partial<TicketRow> & Pick<TicketRow, 'state' | 'service'>;

/** Null where the row is there already. */
function takeIn({ books, scene, seq, time, boot }: Page, id: string, given: Taken): TicketRow | null {
  if (books.tickets.find(id) !== undefined) return null;
  const row: TicketRow = {
    position: seq,
    last: seq,
    id,
    date: scene.date,
    first_service: given.service,
    corrected_from: null,
    class: 'ordinary',
    kiosk: '',
    language: '',
    source: '',
    size: 1,
    visit: null,
    priority: null,
    granted_by: null,
    is_promised: 0,
    is_promise_kept: null,
    stays: 0,
    transfers: 0,
    returns: 0,
    ended_by: null,
    is_recovered: 0,
    is_call_back_asked: 0,
    agent_settled: null,
    visitor_settled: null,
    visitor_key: null,
    is_returned: 0,
    gave_up_ms: null,
    rating: null,
    waiting_ms: scene.lobbyMs,
    ...momentOf('taken', time, boot),
    ...noMoment('ended'),
    ...given,
  };
  books.tickets.put(row);
  return row;
}

/** A new wait begins. */
function beginWait({ scene }: Page, row: TicketRow): void {
  row.state = 'waiting';
  row.waiting_ms = scene.lobbyMs;
}

function end({ time, boot }: Page, row: TicketRow, state: string, by: string): void {
  Object.assign(row, { state, ended_by: by, waiting_ms: null, ...momentOf('ended', time, boot) });
}

/** For how long a ticket has waited in its line. A night is no wait. */
const waitOf = ({ scene }: Page, { waiting_ms: waitingMs }: TicketRow): number =>
  waitingMs === null ? 0 : since(Math.max(waitingMs, scene.openedMs), scene.lobbyMs);

/** For how long somebody has waited who leaves; null where it was no waiting. */
function patienceOf(page: Page, row: TicketRow): number | null {
  if (row.state === 'waiting') return waitOf(page, row);
  const stay = row.state === 'called' ? stayOf(page, row) : null;
  if (stay === null) return null;
  return (stay.waited_ms ?? 0) + since(stay.called_ms ?? page.scene.lobbyMs, page.scene.lobbyMs);
}

/** After a visit the agent writes up what was said, where the house wants it. */
function writeUp(page: Page, ticket: string, counter: string): void {
  if (!page.scene.hasWrapUp) return;
  beginSpell(page, counter, 'wrap-up', { ticket: page.books.tickets.find(ticket)?.position ?? null });
}
