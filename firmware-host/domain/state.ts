import type { AgentDay } from './agent-day.ts';
import type { Alarm } from './alarm.ts';
import type { Appointment } from './appointment.ts';
import type { CaseFile } from './case-file.ts';
import type { CounterDesk } from './counter-desk.ts';
import type { DeviceRecord } from './device.ts';
import type { ServiceClosing } from './events.ts';
import type { FrozenMonth } from './frozen-month.ts';
import type { KioskAssist } from './kiosk-assist.ts';
import type { Line } from './line.ts';
import { copyLine } from './line.ts';
import type { Lobby } from './lobby.ts';
import type { InputBatch } from './metric-input.ts';
import type { Moment } from './moment.ts';
import type { Notice } from './notice.ts';
import { noPaces, type Paces } from './pace.ts';
import type { Roll } from './paper-roll.ts';
import type { Rating } from './rating.ts';
import type { NumberFloor, OpenRestoration } from './restoration.ts';
import type { Ticket } from './ticket.ts';
import type { Timetable } from './timetable.ts';

/** One announcement. `position` is the journal's, so it orders calls and is never used twice. */
export interface Call {
  readonly position: number;
  readonly at: number;
  readonly ticket: string;
  readonly number: string;
  readonly service: string;
  readonly counter: string;
  readonly times: number;
  /** The visitor does not hear: what shows it flashes. */
  readonly visibly: boolean;
}

/** The open lobby day and what numbers it has given. */
export interface Day {
  readonly date: string;
  /** Position of its `day.opened`. */
  readonly position: number;
  /** Highest sequence of an archive number that may be out today, over all services. Not a count: a floor steps over some. */
  readonly issued: number;
  /** Numbers still out from the days before, and those of slips; today's numbering steps over them. */
  readonly keptNumbers: ReadonlySet<string>;
  /** Closed by staff: no numbers any more, until it is reopened or the next one opens. */
  readonly isClosed: boolean;
}

/**
 * The whole truth about the lobby, folded from the journal. Its records are never changed, only replaced; its containers
 * are owned by the fold and changed in place, because copying a map of 100,000 tickets for each event would be the
 * slowest thing in the house. `copyState` gives a second, independent fold.
 */
export interface State {
  /** Position of the last event folded in. */
  position: number;
  /** Which life of the journal this is: see restoration.ts. */
  epoch: number;
  /** That the journal was restored, as long as nobody has acknowledged it. */
  restored: OpenRestoration | null;
  /** For days that are yet to open, each once. */
  floors: readonly NumberFloor[];
  /** Lobby day, YYYY-MM-DD, that was open when damage took the journal, and perhaps its opening: it is to go on. */
  lostDate: string | null;
  /** Time of the last event, and the lobby's own time at it: see lobby-time.ts. */
  lastTime: Moment | null;
  /** Time of the last event whose wall time was trusted: a clock that shows an earlier one is wrong. */
  lastTrusted: Moment | null;
  lobbyMs: number;
  /** Why everybody had to leave; null when nobody had. */
  frozen: string | null;
  /** When they came back last today, in ms since 1970; 0 when they have not. */
  resumedAt: number;
  /** When what takes all boards now began to: that everybody has to leave, or an emergency. Null on an ordinary day. */
  boardsTakenAt: Moment | null;
  lobby: Lobby | null;
  day: Day | null;
  timetable: Timetable;
  /** The latest moment of the timetable that was told. */
  hoursReachedAt: number;
  readonly tickets: Map<string, Ticket>;
  /** Secret of the visitor's page → ticket. */
  readonly tokens: Map<string, string>;
  /** Who waits, by line: see line-key.ts. */
  readonly lines: Map<string, Line>;
  /** Those who wait for each service, whatever their class and wherever they stand. */
  readonly waiting: Map<string, number>;
  /** Those who came along with them: a group has one ticket. */
  readonly companions: Map<string, number>;
  /** Highest number per service letter that may be out today. Not a count: a floor steps over some. */
  readonly lastNumbers: Map<string, number>;
  /** Tickets taken today per service letter. */
  readonly taken: Map<string, number>;
  readonly closedServices: Map<string, ServiceClosing>;
  readonly counters: Map<string, CounterDesk>;
  /** Tickets of one visit, where there are several. */
  readonly visits: Map<string, readonly string[]>;
  readonly parked: Set<string>;
  readonly notices: Map<string, Notice>;
  readonly appointments: Map<string, Appointment>;
  /** Code → appointment. */
  readonly codes: Map<string, string>;
  /** Cases that are not done yet. */
  readonly cases: Map<string, CaseFile>;
  /** Priorities granted today per agent. */
  readonly grants: Map<string, number>;
  /** Newest first, at most `CALLS_KEPT`, each ticket once. */
  calls: readonly Call[];
  /** Jobs that wait for the printer or are under way, in the order of their tickets → ticket. */
  readonly openJobs: Map<string, string>;
  /** How each device did when it was told last. */
  readonly devices: Map<string, DeviceRecord>;
  /** Printer → its paper. */
  readonly rolls: Map<string, Roll>;
  /** Visitors in the lobby whose paper failed or is uncertain. */
  printProblems: number;
  /** Latest papers per kiosk as ticket ids, newest first. */
  readonly kioskTickets: Map<string, readonly string[]>;
  /** When each kiosk gave its latest numbers to whoever touched it, in lobby time, oldest first. */
  readonly kioskTaken: Map<string, readonly number[]>;
  /** Kiosks at which somebody waits for staff. */
  readonly kioskAssists: Map<string, KioskAssist>;
  /** Latest handling times (first call to the end) per service in ms, oldest first. */
  readonly handledMs: Map<string, readonly number[]>;
  /** What the prediction of waits goes by. */
  paces: Paces;
  /** Latest queue times (taking to first call) of the lobby in ms, oldest first. */
  queuedMs: readonly number[];
  /** The ratings of today that count, by ticket: see satisfaction.ts. */
  readonly ratings: Map<string, Rating>;
  /** What each agent has done today, by agent. */
  readonly agentDays: Map<string, AgentDay>;
  /** What people have entered for the metrics and may still withdraw, oldest first. */
  readonly inputs: Map<string, InputBatch>;
  /** Metrics that are out of their targets. */
  readonly alarms: Map<string, Alarm>;
  /** Months whose figures are frozen, as YYYY-MM. */
  readonly months: Map<string, FrozenMonth>;
}

export const CALLS_KEPT = 12;
export const KIOSK_TICKETS_KEPT = 6;
/** Enough to be steady, few enough to follow the day: about an hour of one busy counter. */
export const TIMES_KEPT = 20;

export function initialState(): State {
  return {
    position: 0,
    epoch: 1,
    restored: null,
    floors: [],
    lostDate: null,
    lastTime: null,
    lastTrusted: null,
    lobbyMs: 0,
    frozen: null,
    resumedAt: 0,
    boardsTakenAt: null,
    lobby: null,
    day: null,
    timetable: {},
    hoursReachedAt: 0,
    tickets: new Map(),
    tokens: new Map(),
    lines: new Map(),
    waiting: new Map(),
    companions: new Map(),
    lastNumbers: new Map(),
    taken: new Map(),
    closedServices: new Map(),
    counters: new Map(),
    visits: new Map(),
    parked: new Set(),
    notices: new Map(),
    appointments: new Map(),
    codes: new Map(),
    cases: new Map(),
    grants: new Map(),
    calls: [],
    openJobs: new Map(),
    devices: new Map(),
    rolls: new Map(),
    printProblems: 0,
    kioskTickets: new Map(),
    kioskTaken: new Map(),
    kioskAssists: new Map(),
    handledMs: new Map(),
    paces: noPaces,
    queuedMs: [],
    ratings: new Map(),
    agentDays: new Map(),
    inputs: new Map(),
    alarms: new Map(),
    months: new Map(),
  };
}

/** A second fold that stands where this one stands and can go its own way. */
export function copyState(state: State): State {
  return {
    ...state,
    tickets: new Map(state.tickets),
    tokens: new Map(state.tokens),
    lines: new Map([...state.lines].map(([key, line]) => [key, copyLine(line)])),
    waiting: new Map(state.waiting),
    companions: new Map(state.companions),
    lastNumbers: new Map(state.lastNumbers),
    taken: new Map(state.taken),
    closedServices: new Map(state.closedServices),
    counters: new Map(state.counters),
    visits: new Map(state.visits),
    parked: new Set(state.parked),
    notices: new Map(state.notices),
    appointments: new Map(state.appointments),
    codes: new Map(state.codes),
    cases: new Map(state.cases),
    grants: new Map(state.grants),
    openJobs: new Map(state.openJobs),
    devices: new Map(state.devices),
    rolls: new Map(state.rolls),
    kioskTickets: new Map(state.kioskTickets),
    kioskTaken: new Map(state.kioskTaken),
    kioskAssists: new Map(state.kioskAssists),
    handledMs: new Map(state.handledMs),
    ratings: new Map(state.ratings),
    agentDays: new Map(state.agentDays),
    inputs: new Map(state.inputs),
    alarms: new Map(state.alarms),
    months: new Map(state.months),
  };
}

/** The ticket of that id. An id that came from the journal and is not there is a bug, not a fault. */
export function ticketOf(state: State, id: string): Ticket {
  const ticket = state.tickets.get(id);
  if (ticket === undefined) throw new Error(`ticket ${id} is not in the fold`);
  return ticket;
}

/** The counter of that id, which the fold must know. */
export function deskOf(state: State, id: string): CounterDesk {
  const desk = state.counters.get(id);
  if (desk === undefined) throw new Error(`counter ${id} is not in the fold`);
  return desk;
}
