/**
 * What happened in a lobby, told slowly: one record for each ticket, visit, stretch and refusal, with nothing added up. Made from facts
 * alone, and apart from the report tables; it shares no code with them.
 */
import type { Moment } from '../../../firmware-host/domain/moment.ts';
import type { Recorded } from '../../../firmware-host/journal/journal.ts';

export interface TicketLife {
  readonly id: string;
  readonly date: string;
  readonly takenAt: number;
  wanted: string;
  service: string;
  kind: string;
  state: string;
  /** Lobby time since which it waits in the present line. */
  waitsSince: number;
  /** How long somebody waited who gave up. */
  patience: number | null;
  endedBy: string | null;
  readonly isSlip: boolean;
  isCallBackAsked: boolean;
  /** Who came, where that is known, and for which visit. */
  readonly who: string | null;
  readonly party: string;
  /** What the agent and the visitor said last of whether the matter is settled. */
  readonly said: Map<string, boolean>;
  hasComeAgain: boolean;
  transfers: number;
  visits: VisitLife[];
}

export interface VisitLife {
  readonly ticket: TicketLife;
  readonly date: string;
  readonly service: string;
  counter: string;
  agent: string;
  waited: number | null;
  calledAt: number | null;
  firstCall: number;
  lastCall: number;
  calls: number;
  started: number | null;
  heldSince: number | null;
  held: number;
  holds: number;
  served: number | null;
  isEstimated: boolean;
  ending: string | null;
  endedAt: number;
  reason: string | null;
}

export interface Stretch {
  readonly what: 'signed-in' | 'idle' | 'wrap-up';
  readonly date: string;
  readonly counter: string;
  readonly agent: string;
  readonly at: number;
  readonly since: number;
  /** Null while it goes on. */
  ms: number | null;
  readonly turn: number;
  /** Whose wrap-up it is. */
  readonly visit: VisitLife | null;
}

export interface RefusalLife {
  readonly date: string;
  readonly at: number;
  readonly service: string;
  readonly kiosk: string;
}

export interface Seat {
  agent: string | null;
  isReady: boolean;
  /** Whom the agent has before him. */
  visit: VisitLife | null;
  writing: VisitLife | null;
  /** Grows whenever the agent turns to something else: from there on the clock on the wall is read anew. */
  turn: number;
  open: Map<Stretch['what'], Stretch>;
}

/** Who is where, and what it is called when that changes. */
export class Hall {
  readonly tickets = new Map<string, TicketLife>();
  readonly stretches: Stretch[] = [];
  readonly refusals: RefusalLife[] = [];
  readonly dates = new Set<string>();
  /** Tickets and days with a case in which a call-back is owed. */
  readonly owed = new Map<string, { readonly ticket: string; readonly date: string; isOwed: boolean }>();
  now = 0;
  date = '';
  at = 0;
  opened = 0;
  last: Moment | null = null;
  isFrozen = false;
  isClosed = false;
  hasWrapUp = false;
  seats = new Map<string, Seat>();
  readonly wall: (time: Moment) => number;

  constructor(journal: readonly Recorded[]) {
    this.wall = wallTimes(journal);
  }

  /** Lobby time stands still in an evacuation, after the day's end, and while the machine is off. */
  pass(time: Moment): void {
    const last = this.last;
    if (last !== null && !this.isFrozen && !this.isClosed) {
      const away = last.trusted && time.trusted ? Math.max(0, time.at - last.at) : Infinity;
      this.now +=
        last.boot === time.boot ? Math.max(0, time.monoMs - last.monoMs) : Math.min(time.monoMs, away);
    }
    this.last = time;
    this.at = this.wall(time);
  }

  seat(counter: string): Seat {
    const seat = this.seats.get(counter) ?? {
      agent: null,
      isReady: false,
      visit: null,
      writing: null,
      turn: 0,
      open: new Map(),
    };
    this.seats.set(counter, seat);
    return seat;
  }

  /** What an agent is at, after each fact: a stretch begins or ends wherever that has changed. */
  follow(): void {
    for (const [counter, seat] of this.seats) {
      const isIdle = seat.agent !== null && seat.isReady && seat.visit === null;
      this.stretch(counter, seat, 'signed-in', seat.agent !== null);
      this.stretch(counter, seat, 'idle', isIdle);
      this.stretch(counter, seat, 'wrap-up', seat.writing !== null);
    }
  }

  stretch(counter: string, seat: Seat, what: Stretch['what'], isOn: boolean): void {
    const open = seat.open.get(what);
    const isSame = open !== undefined && isOn && open.turn === seat.turn;
    if (isSame) return;
    if (open !== undefined) open.ms = this.now - open.since;
    seat.open.delete(what);
    if (!isOn || seat.agent === null) return;
    const begun: Stretch = {
      what,
      date: this.date,
      counter,
      agent: seat.agent,
      at: this.at,
      since: this.now,
      ms: null,
      turn: seat.turn,
      visit: what === 'wrap-up' ? seat.writing : null,
    };
    seat.open.set(what, begun);
    this.stretches.push(begun);
  }

  turn(counter: string, change: Partial<Seat>): void {
    const seat = this.seat(counter);
    Object.assign(seat, change, { turn: seat.turn + 1 });
  }

  going(ticket: TicketLife): VisitLife | null {
    const visit = ticket.visits.at(-1);
    return visit === undefined || visit.ending !== null ? null : visit;
  }

  visit(ticket: TicketLife, counter: string, agent: string): VisitLife {
    const visit: VisitLife = {
      ticket,
      date: this.date,
      service: ticket.service,
      counter,
      agent,
      waited: null,
      calledAt: null,
      firstCall: this.now,
      lastCall: this.now,
      calls: 0,
      started: null,
      heldSince: null,
      held: 0,
      holds: 0,
      served: null,
      isEstimated: false,
      ending: null,
      endedAt: 0,
      reason: null,
    };
    ticket.visits.push(visit);
    return visit;
  }

  leave(ticket: TicketLife, ending: string): VisitLife | null {
    const visit = this.going(ticket);
    for (const seat of this.seats.values()) if (seat.visit?.ticket === ticket) seat.visit = null;
    if (visit === null) return null;
    if (visit.heldSince !== null) visit.held += this.now - visit.heldSince;
    visit.heldSince = null;
    if (visit.started !== null) visit.served = Math.max(0, this.now - visit.started - visit.held);
    visit.ending = ending;
    visit.endedAt = this.at;
    return visit;
  }

  end(id: string, state: string, by: string): VisitLife | null {
    const ticket = this.tickets.get(id);
    if (ticket === undefined) return null;
    const visit = this.leave(ticket, state);
    Object.assign(ticket, { state, endedBy: by });
    return visit;
  }

  wait(id: string): void {
    const ticket = this.tickets.get(id);
    if (ticket !== undefined) Object.assign(ticket, { state: 'waiting', waitsSince: this.now });
  }

  take(
    id: string,
    service: string,
    kind: string,
    isSlip: boolean,
    waitsSince: number,
    from: Pick<TicketLife, 'who' | 'party'> = { who: null, party: id },
  ): TicketLife {
    const ticket: TicketLife = {
      id,
      date: this.date,
      takenAt: this.at,
      wanted: service,
      service,
      kind,
      state: 'waiting',
      waitsSince,
      patience: null,
      endedBy: null,
      isSlip,
      isCallBackAsked: false,
      ...from,
      said: new Map(),
      hasComeAgain: false,
      transfers: 0,
      visits: [],
    };
    this.tickets.set(id, ticket);
    return ticket;
  }

  /** A visit whose agent writes it up, where the house lets him. */
  writeUp(counter: string, visit: VisitLife | null): void {
    if (!this.hasWrapUp) return;
    const seat = this.seat(counter);
    if (seat.agent === null) return;
    this.turn(counter, { isReady: false, writing: visit });
  }
}

/** What the wall showed: a boot whose clock was right at one time was as far wrong before. */
function wallTimes(journal: readonly Recorded[]): (time: Moment) => number {
  const offsets = new Map<string, number>();
  for (const { time } of journal) {
    if (time.trusted && !offsets.has(time.boot))
      offsets.set(time.boot, Math.round(time.at) - Math.round(time.monoMs));
  }
  return ({ at, monoMs, boot, trusted }) => {
    const offset = offsets.get(boot);
    return trusted || offset === undefined ? Math.round(at) : Math.round(monoMs) + offset;
  };
}
