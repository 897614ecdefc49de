/** What each fact means for whoever is in the lobby. */
import type { EventData, EventType } from '../../../firmware-host/domain/events.ts';
import type { Recorded } from '../../../firmware-host/journal/journal.ts';
import { Hall, type Seat } from './hall.ts';

type Told = { readonly [T in EventType]?: (data: EventData[T]) => void };

export class Lives extends Hall {
  constructor(journal: readonly Recorded[]) {
    super(journal);
    for (const { type, data, time } of journal) {
      this.pass(time);
      (this.#told[type] as ((data: unknown) => void) | undefined)?.(data);
      this.follow();
    }
  }

  readonly #told: Told = {
    'config.applied': ({ lobby }) => void (this.hasWrapUp = lobby.wrapUp !== null),
    'day.opened': ({ date, carried }) => {
      for (const seat of this.seats.values()) {
        for (const open of seat.open.values()) open.ms = this.now - open.since;
        seat.open.clear();
      }
      this.date = date;
      this.dates.add(date);
      this.now = carried.lobbyMs;
      this.opened = this.now;
      this.isFrozen = carried.frozen !== null;
      this.isClosed = false;
      this.hasWrapUp = carried.lobby.wrapUp !== null;
      const seats = carried.counters.map(({ id, agent, status, ticket }): [string, Seat] => {
        const life = ticket === null ? undefined : this.tickets.get(ticket);
        return [
          id,
          {
            agent,
            isReady: status === 'ready',
            visit: life === undefined ? null : this.going(life),
            writing: null,
            turn: 0,
            open: new Map(),
          },
        ];
      });
      this.seats = new Map(seats);
    },
    'day.closed': () => void (this.isClosed = true),
    'day.reopened': () => void (this.isClosed = false),
    'lobby.frozen': () => void (this.isFrozen = true),
    'lobby.resumed': () => void (this.isFrozen = false),
    'counter.signed-in': ({ counter, agent }) => this.turn(counter, { agent, isReady: true, writing: null }),
    'counter.signed-out': ({ counter }) => this.turn(counter, { agent: null, isReady: false, writing: null }),
    'counter.paused': ({ counter }) => this.turn(counter, { isReady: false, writing: null }),
    'counter.ready': ({ counter }) => this.turn(counter, { isReady: true, writing: null }),
    'counter.handed-over': ({ counter, agent }) => {
      this.turn(counter, { agent, isReady: true, writing: null });
      for (const ticket of this.tickets.values()) {
        const visit = this.going(ticket);
        if (visit === null || visit.counter !== counter) continue;
        if (visit.started === null) {
          visit.agent = agent;
          continue;
        }
        const [isHeld, isSeated] = [visit.heldSince !== null, this.seat(counter).visit === visit];
        this.leave(ticket, 'handed-over');
        const next = this.visit(ticket, counter, agent);
        next.started = this.now;
        if (isHeld) next.heldSince = this.now;
        if (isSeated) this.seat(counter).visit = next;
      }
    },
    'ticket.taken': ({ ticket, service, class: kind, key, visit, visitorKey: who = null }) => {
      for (const before of this.tickets.values()) {
        const isSame = who !== null && before.who === who && before.party !== visit;
        const isAlike = before.service === service || before.wanted === service;
        const isDone = before.state === 'finished';
        if (isSame && isAlike && isDone && daysBetween(before.date, this.date) <= 7)
          before.hasComeAgain = true;
      }
      this.take(
        ticket,
        service,
        kind,
        false,
        kind === 'appointment' ? Math.max(this.now, Math.round(key)) : this.now,
        { who, party: visit },
      );
    },
    'ticket.refused': ({ service, kiosk }) =>
      void this.refusals.push({ date: this.date, at: this.at, service, kiosk }),
    'ticket.recovered': ({ ticket: id, service, counter, agent, outcome }) => {
      const ticket = this.take(id, service, 'ordinary', true, this.now);
      if (outcome === 'finished') this.visit(ticket, counter ?? '', agent ?? '');
      this.end(id, outcome, 'staff');
    },
    'ticket.called': ({ ticket: id, counter, agent, call, waitedMs }) => {
      const ticket = this.tickets.get(id);
      if (ticket === undefined) return;
      if (call === 1) {
        this.leave(ticket, 'requeued');
        const visit = this.visit(ticket, counter, agent);
        visit.waited = Math.round(waitedMs ?? 0);
        visit.calledAt = this.at;
        this.seat(counter).visit = visit;
      }
      ticket.state = 'called';
      const visit = this.going(ticket);
      if (visit !== null) Object.assign(visit, { calls: call, lastCall: this.now });
    },
    'ticket.started': ({ ticket: id, implied }) => {
      const ticket = this.tickets.get(id);
      const visit = ticket === undefined ? null : this.going(ticket);
      if (ticket === undefined || visit === null) return;
      ticket.state = 'serving';
      visit.started = implied ? visit.lastCall : this.now;
    },
    'ticket.held': ({ ticket: id, counter }) => {
      const ticket = this.tickets.get(id);
      const visit = ticket === undefined ? null : this.going(ticket);
      this.seat(counter).visit = null;
      if (ticket === undefined || visit === null) return;
      ticket.state = 'held';
      visit.holds += 1;
      visit.heldSince = this.now;
    },
    'ticket.resumed': ({ ticket: id, counter }) => {
      const ticket = this.tickets.get(id);
      const visit = ticket === undefined ? null : this.going(ticket);
      if (ticket === undefined || visit === null) return;
      this.seat(counter).visit = visit;
      ticket.state = 'serving';
      if (visit.heldSince !== null) visit.held += this.now - visit.heldSince;
      visit.heldSince = null;
    },
    'ticket.finished': ({ ticket: id, counter, estimated }) => {
      const visit = this.end(id, 'finished', estimated ? 'time' : 'agent');
      if (visit !== null) visit.isEstimated = estimated;
      this.writeUp(counter, visit);
    },
    'ticket.no-show': ({ ticket: id, by }) => {
      const visit = this.end(id, 'no-show', by);
      const ticket = this.tickets.get(id);
      if (ticket !== undefined && visit !== null)
        ticket.patience = (visit.waited ?? 0) + visit.lastCall - visit.firstCall;
    },
    'ticket.cancelled': ({ ticket: id, by }) => {
      const ticket = this.tickets.get(id);
      if (ticket === undefined) return;
      const visit = this.going(ticket);
      if (by === 'visitor' && ticket.state === 'waiting')
        ticket.patience = Math.max(0, this.now - Math.max(ticket.waitsSince, this.opened));
      if (by === 'visitor' && ticket.state === 'called' && visit !== null)
        ticket.patience = (visit.waited ?? 0) + this.now - visit.firstCall;
      this.end(id, 'cancelled', by);
    },
    'ticket.transferred': ({ ticket: id, counter, service, reason }) => {
      const ticket = this.tickets.get(id);
      if (ticket === undefined) return;
      const visit = this.leave(ticket, 'transferred');
      if (visit !== null) visit.reason = reason;
      if (counter !== null) this.writeUp(counter, visit);
      ticket.transfers += 1;
      ticket.service = service;
      this.wait(id);
    },
    'ticket.corrected': ({ ticket: id, from, service }) => {
      const ticket = this.tickets.get(id);
      if (ticket === undefined) return;
      this.leave(ticket, 'corrected');
      if (ticket.wanted === from) ticket.wanted = service;
      Object.assign(ticket, { service, state: 'waiting' });
    },
    'ticket.parked': ({ ticket: id }) => {
      const ticket = this.tickets.get(id);
      if (ticket === undefined) return;
      this.leave(ticket, 'parked');
      ticket.state = 'parked';
    },
    'ticket.unparked': ({ ticket }) => this.wait(ticket),
    'ticket.returned': ({ ticket: id }) => {
      const ticket = this.tickets.get(id);
      if (ticket !== undefined) Object.assign(ticket, { patience: null, endedBy: null });
      this.wait(id);
    },
    'ticket.requeued': ({ ticket: id }) => {
      const ticket = this.tickets.get(id);
      if (ticket === undefined) return;
      const wasHeld = ticket.state === 'held';
      this.leave(ticket, 'requeued');
      if (wasHeld) this.wait(id);
      ticket.state = 'waiting';
    },
    'ticket.moved': ({ ticket, by }) => {
      if (by === 'visitor') this.wait(ticket);
    },
    'ticket.prioritised': ({ ticket: id }) => {
      const ticket = this.tickets.get(id);
      if (ticket !== undefined) ticket.kind = 'priority';
    },
    'ticket.marked': ({ ticket, by, settled }) => void this.tickets.get(ticket)?.said.set(by, settled),
    'case.opened': ({ file }) => {
      const ticket = this.tickets.get(file.ticket);
      const isCallBack = file.kind === 'call-back';
      if (ticket !== undefined && isCallBack) ticket.isCallBackAsked = true;
      this.owed.set(file.id, {
        ticket: file.ticket,
        date: this.date,
        isOwed: isCallBack && file.dueAt !== null,
      });
    },
    'case.resolved': ({ case: id, callBackDueAt }) => {
      const file = this.owed.get(id);
      if (file !== undefined) file.isOwed = callBackDueAt !== null;
    },
  };
}

const daysBetween = (first: string, last: string): number =>
  (Date.parse(last) - Date.parse(first)) / (24 * 3_600_000);
