/**
 * Brings facts of earlier hosts into the form in which the rules fold them today. What is on disk stays as it was written; each
 * fact is looked at by itself, so that it reads the same to whoever begins to read wherever.
 */
import { noDetails, type CaseFile } from '../domain/case-file.ts';
import type { CounterDesk, EndedVisit } from '../domain/counter-desk.ts';
import { emptyDesk } from '../domain/counter-desk.ts';
import type { Carried, EventData, EventType, Placed } from '../domain/events.ts';
import type { AgentRules, CounterRules, Lobby, RatingRules, ServiceRules } from '../domain/lobby.ts';
import type { Moment } from '../domain/moment.ts';
import { elapsedMs } from '../domain/moment.ts';
import { noPaces } from '../domain/pace.ts';
import type { Note, Ticket } from '../domain/ticket.ts';
import { noCare } from '../domain/ticket.ts';
import type { Timetable } from '../domain/timetable.ts';
import type { Journal, Recorded } from './journal.ts';

/** A journal that gives every fact in its present form. */
export function upcasting(journal: Journal): Journal {
  return {
    append: (events, options) => journal.append(events, options),
    async *read(from, options) {
      for await (const events of journal.read(from, options)) yield events.map(upcast);
    },
    dayOpenings: (count) => journal.dayOpenings(count),
    lastPosition: () => journal.lastPosition(),
    close: () => journal.close(),
  };
}

/** A fact that lacks nothing is given back as it is. */
export function upcast(event: Recorded): Recorded {
  const fill = fills[event.type] as Fill<EventType> | undefined;
  if (fill === undefined) return event;
  const data = fill(event.data, event);
  // The type of the event and that of its data belong together, which a table cannot say.
  return data === event.data ? event : ({ ...event, data } as Recorded);
}

/** @param data as the journal has it: of an earlier host, so fields may be missing that the type promises */
type Fill<T extends EventType> = (data: EventData[T], placed: Placed) => EventData[T];

const lacks = (given: object, name: string): boolean => !(name in given);

/** With what was true, without being said, while the fields did not exist. */
function complete<Given extends object>(unsaid: Partial<Given>, given: Given): Given {
  return Object.keys(unsaid).some((name) => lacks(given, name)) ? { ...unsaid, ...given } : given;
}

const fills: { readonly [T in EventType]?: Fill<T> } = {
  'config.applied': (data) =>
    lacks(data, 'timetable') ? { lobby: lobbyFrom(data.lobby), timetable: openAlways(data.lobby) } : data,
  'day.opened': (data, placed) => {
    const { date, carried } = data;
    if (!lacks(data, 'timetable')) {
      const records = recordsFrom(carried);
      if (!lacks(carried, 'epoch')) return records === carried ? data : { ...data, carried: records };
      return { ...data, carried: { ...records, ...unsaidOfJournal } };
    }
    return { date, timetable: openAlways(carried.lobby), carried: carriedFrom(carried, placed) };
  },
  'ticket.taken': (data, { seq }) => complete(unsaidOfTaking(data.ticket, seq), data),
  // How long anybody had waited is in the facts before it; the mean begins anew.
  'ticket.called': (data) => complete({ waitedMs: null, isPromiseKept: null }, data),
  'ticket.noted': (data) => complete({ kind: 'progress' }, data),
  'case.opened': (data) =>
    lacks(data.file, 'told') ? { file: complete<CaseFile>(noDetails, data.file) } : data,
  'case.recorded': (data) => complete(noDetails, data),
  'ticket.finished': (data) => complete({ estimated: false }, data),
  'ticket.no-show': (data) => complete({ by: 'agent' }, data),
  'counter.signed-out': (data) => complete({ forced: false }, data),
};

/** The fields of those days. All others are filled in here: a new one does not compile before somebody has thought of it. */
type LobbyThen = Pick<Lobby, 'language' | 'kiosks'> & {
  readonly services: readonly Pick<ServiceRules, 'letter'>[];
  readonly counters: readonly Pick<CounterRules, 'id' | 'services'>[];
  readonly agents: readonly Pick<AgentRules, 'id'>[];
  readonly ratings: Pick<RatingRules, 'scale' | 'windowMs'>;
};
type AtTaking =
  'token' | 'service' | 'number' | 'archiveNumber' | 'language' | 'kiosk' | 'ahead' | 'wait' | 'print';
type Later = 'id' | 'position' | 'state' | 'taken' | 'called' | 'started' | 'calls' | 'counter';
type TicketThen = Pick<Ticket, AtTaking | Later>;
type DeskThen = Pick<CounterDesk, 'agent' | 'ticket'> & {
  /** Left out by hosts that knew no ratings yet. */
  readonly lastVisit?: Pick<EndedVisit, VisitThen> | null;
};
type VisitThen = 'ticket' | 'number' | 'service' | 'agent' | 'finished' | 'score';
type CarriedThen = Pick<Carried, 'handledMs'> & {
  readonly lobby: LobbyThen;
  readonly tickets: readonly TicketThen[];
  readonly counters: readonly ({ readonly id: string } & DeskThen)[];
};

/**
 * Those who came then had nothing but their order, which was that of the journal: they keep it among themselves, and go before
 * all who come with a place in lobby time.
 */
const LONG_AGO = -(2 ** 50);
const keyOf = (position: number): number => LONG_AGO + position;

const unsaidOfTicket = {
  class: 'ordinary',
  size: 1,
  care: noCare,
  appointment: null,
  appointmentAt: null,
  dueAt: null,
} as const;

const unsaidOfTaking = (
  ticket: string,
  position: number,
): Omit<EventData['ticket.taken'], AtTaking | 'ticket'> => ({
  ...unsaidOfTicket,
  visit: ticket,
  by: 'kiosk',
  priority: null,
  key: keyOf(position),
});

/** No journal had been restored. */
const unsaidOfJournal = { epoch: 1, restored: null, floors: [] } as const;

const unsaidOfFirst = { firstAgent: null, firstAt: null } as const;

/** Of a note there was the text alone, of the first contact the counter, and of a case the matter. */
function recordsFrom(carried: Carried): Carried {
  const { tickets, cases } = carried;
  const isWhole = !tickets.some((one) => lacks(one, 'firstAt')) && !cases.some((one) => lacks(one, 'told'));
  if (isWhole) return carried;
  return {
    ...carried,
    tickets: tickets.map((ticket) => ({ ...complete(unsaidOfFirst, ticket), notes: notesFrom(ticket) })),
    cases: cases.map((file) => complete<CaseFile>(noDetails, file)),
  };
}

/** @param ticket as the journal has it: its notes may be the references of their texts */
const notesFrom = ({ notes }: { readonly notes: readonly (Note | string)[] }): readonly Note[] =>
  notes.map((note) => (typeof note === 'string' ? { note, kind: 'progress', agent: null, at: null } : note));

/** There were no hours. */
const openAlways = ({ services }: LobbyThen): Timetable =>
  Object.fromEntries(services.map(({ letter }) => [letter, null]));

/** There was one order, that of arrival, and an agent was free to call again and to give up at any time. */
function lobbyFrom({ language, kiosks, services, counters, agents, ratings }: LobbyThen): Lobby {
  return {
    language,
    kiosks,
    services: services.map(({ letter }) => ({ ...unsaidOfService, letter })),
    counters: counters.map(({ id, services: offered }) => ({ id, services: offered, overflow: [] })),
    agents: agents.map(({ id }) => ({ id, services: null })),
    order: { turns: { appointment: 1, priority: 1, ordinary: 1 }, overtakenMaxMs: 0 },
    calls: {
      everyMs: 0,
      max: Number.MAX_SAFE_INTEGER,
      noShowCalls: 0,
      noShowAfterMs: null,
      startAfterMs: null,
    },
    returns: { withinMs: 0, placesBack: 0 },
    appointments: { earlyMs: 0, lateMs: 0 },
    priority: { reasons: [], kioskReasons: [], quota: null },
    kioskLimit: null,
    wrapUp: null,
    assist: [],
    ratings: { ...ratings, lowMax: 0, reasons: [], shortVisitMs: 0, callBackMs: 0 },
    night: 'keep',
  };
}

const unsaidOfService: Omit<ServiceRules, 'letter'> = {
  kind: 'queue',
  weight: 1,
  waitingMax: null,
  dayMax: null,
  numbers: { from: 1, to: null, digits: 3 },
  slips: null,
  promise: true,
  target: { share: 1, withinMs: Number.MAX_SAFE_INTEGER },
  dueMs: null,
  callBackMs: null,
  returnSlots: null,
};

/** Lobby time begins with the opening of the day. */
function carriedFrom({ lobby, tickets, counters, handledMs }: CarriedThen, placed: Placed): Carried {
  return {
    lobby: lobbyFrom(lobby),
    lobbyMs: 0,
    tickets: tickets.map((ticket) => ticketFrom(ticket, placed)),
    counters: counters.map(({ id, ...desk }) => ({ id, ...deskFrom(desk) })),
    closedServices: {},
    notices: [],
    appointments: [],
    cases: [],
    handledMs,
    paces: noPaces,
    frozen: null,
    ...unsaidOfJournal,
  };
}

function ticketFrom(ticket: TicketThen, { time: opened }: Placed): Ticket {
  const ago = (moment: Moment | null) => (moment === null ? 0 : -elapsedMs(moment, opened));
  const takenMs = ago(ticket.taken);
  const calledMs = ago(ticket.called);
  return {
    ...unsaidOfTicket,
    ...ticket,
    takenMs,
    place: { key: keyOf(ticket.position), placed: ticket.position },
    arrivalKey: keyOf(ticket.position),
    waitingMs: takenMs,
    forCounter: null,
    calledMs,
    lastCallMs: calledMs,
    startedMs: ago(ticket.started),
    heldSinceMs: 0,
    heldMs: 0,
    firstCounter: ticket.started === null ? null : ticket.counter,
    ...unsaidOfFirst,
    visit: ticket.id,
    parkedUntilAt: null,
    parkedUntilMs: 0,
    transfers: [],
    notes: [],
    overran: false,
    endedMs: 0,
    copies: 0,
  };
}

const deskFrom = ({ agent, ticket, lastVisit = null }: DeskThen): CounterDesk => ({
  ...emptyDesk,
  agent,
  ticket,
  lastVisit: lastVisit && visitFrom(lastVisit),
});

/** For how long it lasted nobody wrote down; it was long enough to be rated. */
function visitFrom(visit: Pick<EndedVisit, VisitThen>): EndedVisit {
  const { score, finished } = visit;
  const presses = score === null ? [] : [{ score, at: finished }];
  return { ...visit, servedMs: Number.MAX_SAFE_INTEGER, presses, reason: null, isCallBackAsked: false };
}
