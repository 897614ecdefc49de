/** What must hold in a lobby whatever was asked of it. */
import type { Command } from '../../../firmware-host/domain/commands.ts';
import { decide } from '../../../firmware-host/domain/decide.ts';
import type { PlacedEvent } from '../../../firmware-host/domain/events.ts';
import { evolve } from '../../../firmware-host/domain/evolve.ts';
import { nextDueMs } from '../../../firmware-host/domain/rules/due.ts';
import type { State } from '../../../firmware-host/domain/state.ts';
import { initialState } from '../../../firmware-host/domain/state.ts';
import type { LobbyUnderTest } from '../../support/lobby.ts';
import { hoursFrom } from './busy-lobby.ts';
import { Ledger } from './ledger.ts';
import { expectThat, isLive, type Entry } from './moves.ts';
import { checkPapers } from './paper-trail.ts';
import { Papers } from './papers.ts';
import { commandOf, lostIn, morning, type Mix, type Step } from './steps.ts';

/** What was seen over all days: a rule that is never reached is a rule that is not tested. */
export interface Seen {
  readonly refusals: Map<string, number>;
  readonly accepted: Map<string, number>;
  /** Calls of somebody who had waited longer than the bound. */
  pastBound: number;
}

export const nothingSeen = (): Seen => ({
  refusals: new Map(),
  accepted: new Map(),
  pastBound: 0,
});

const CHECK_EVERY = 20;

/** Goes through a day step by step, and holds every fact of it against the books. */
export function goThrough(mix: Mix, steps: readonly Step[], seen: Seen): void {
  const asked: Command[] = [];
  try {
    const books = new Books(morning(), seen);
    for (const [index, step] of steps.entries()) {
      const lost = lostIn(mix, step);
      if (lost > 0) asked.push(...books.lose(lost, step[2]));
      const command = commandOf(books.test, mix, step, index);
      if (command === null || books.isPast(command)) continue;
      asked.push(command);
      books.ask(command);
      if (index % CHECK_EVERY === 0) books.check();
    }
    books.close();
  } catch (error) {
    const told = asked.map((command) => JSON.stringify(command)).join('\n');
    throw new Error(`${String(error)}\nafter\n${told}`, { cause: error });
  }
}

/** A lobby with its books beside it. */
export class Books {
  readonly test: LobbyUnderTest;
  readonly #seen: Seen;
  readonly #papers = new Papers();
  #ledger = new Ledger();
  #read = 0;
  /** How long the journal was after each command. */
  readonly #ends: number[];
  #epoch = 1;

  constructor(test: LobbyUnderTest, seen = nothingSeen()) {
    this.test = test;
    this.#seen = seen;
    this.#account();
    this.#ends = [test.log.length];
  }

  ask(command: Command): void {
    const answer = this.test.ask(command);
    const { refusals, accepted } = this.#seen;
    if (typeof answer === 'string') refusals.set(answer, (refusals.get(answer) ?? 0) + 1);
    else if (answer.length > 0) accepted.set(command.type, (accepted.get(command.type) ?? 0) + 1);
    this.#account();
    this.#ledger.settle();
    this.#ends.push(this.test.log.length);
  }

  /** A day before the latest one has been: clocks may err, but are not trusted then. */
  isPast(command: Command): boolean {
    return command.type === 'open-day' && command.date < this.#papers.latestDate;
  }

  /** The journal loses its latest commands, and the host starts with what is left. Gives what the host then asks. */
  lose(commands: number, ahead: number): readonly Command[] {
    const ends = this.#ends.splice(Math.max(1, this.#ends.length - commands));
    if (ends.length === 0) return [];
    const { log, state, now } = this.test.lose(this.#ends.at(-1) ?? 0);
    this.#ledger = new Ledger();
    this.#read = 0;
    for (const end of this.#ends) {
      for (; this.#read < end; this.#read += 1) this.#ledger.write(log[this.#read] as PlacedEvent);
      this.#ledger.settle();
    }
    this.#epoch += 1;
    const floors = this.#papers.floors(ahead % 3);
    const lostDate = floors[0]?.date;
    const date = state.day?.date;
    if (date !== undefined) this.#papers.goOnIn(date);
    const told = { cause: 'damage', after: log.length, lost: null, backup: null } as const;
    const asked: Command[] = [{ type: 'note-restored', epoch: this.#epoch, floors, ...told }];
    // Its opening was lost as well: the day goes on, whatever the clock says now; or the day before does, for a while.
    if (lostDate !== undefined && lostDate !== date && (date === undefined || ahead % 2 === 0))
      asked.push({ type: 'open-day', date: lostDate, timetable: hoursFrom(now.at) });
    for (const command of asked) this.ask(command);
    return asked;
  }

  check(): void {
    checkPlaces(this.test.state, this.#ledger);
  }

  /** At the end of the day all is gone through. */
  close(): void {
    this.check();
    checkDue(this.test);
    checkReplay(this.test);
    checkPapers(this.test);
  }

  #account(): void {
    const { log } = this.test;
    for (; this.#read < log.length; this.#read += 1) {
      const event = log[this.#read];
      if (event === undefined) continue;
      this.#papers.write(event);
      account(this.#ledger, event, this.#seen);
    }
  }
}

function account(ledger: Ledger, event: PlacedEvent, seen: Seen): void {
  const isFirstCall = event.type === 'ticket.called' && event.data.waitedMs !== null;
  // As they stood before the call.
  ledger.passTo(event.time);
  const waiting = isFirstCall ? ledger.callableAt(event.data.counter).map((entry) => ({ ...entry })) : [];
  ledger.write(event);
  const called = isFirstCall ? waiting.find(({ id }) => id === event.data.ticket) : undefined;
  expectThat(!isFirstCall || called !== undefined, 'somebody was called who may not be called there');
  if (called === undefined) return;
  checkOrder(ledger, waiting, called);
  checkEarly(ledger, waiting, called);
  const boundMs = ledger.lobby?.order.overtakenMaxMs ?? Number.POSITIVE_INFINITY;
  if (waiting.length > 1 && ledger.lobbyMs - called.key >= boundMs) seen.pastBound += 1;
}

/** Who has come before the time booked is called where there is nobody else, and the one with the earliest time of these. */
function checkEarly(ledger: Ledger, waiting: readonly Entry[], called: Entry): void {
  if (ledger.isDue(called)) return;
  for (const other of waiting) {
    expectThat(!ledger.isDue(other), `${called.id} was called too early, and ${other.id} waits`);
    expectThat(called.key <= other.key, `${called.id} was called too early, and ${other.id} is due sooner`);
  }
}

/** Nobody in the same line was passed over, and nobody at all who has waited longer than the bound. */
function checkOrder(ledger: Ledger, waiting: readonly Entry[], called: Entry): void {
  const { lobbyMs, lobby } = ledger;
  const boundMs = lobby?.order.overtakenMaxMs ?? Number.POSITIVE_INFINITY;
  for (const other of waiting) {
    // Whose time is yet to come may stand before one whose time has come: lobby time stood still meanwhile.
    if (ledger.isDue(called) && !ledger.isDue(other)) continue;
    const isBefore = other.key < called.key || (other.key === called.key && other.placed < called.placed);
    if (other.id === called.id || !isBefore) continue;
    expectThat(
      lineOf(other) !== lineOf(called),
      `${called.id} was called before ${other.id} of its own line`,
    );
    expectThat(lobbyMs - other.key < boundMs, `${called.id} was called before ${other.id}, beyond the bound`);
  }
}

/** Every ticket is in one place, the one of the books. */
function checkPlaces(state: State, { entries, desks, taken }: Ledger): void {
  const places = new Map<string, string>();
  const put = (id: string, place: string) => {
    expectThat(!places.has(id), `${id} is in two places: ${places.get(id)} and ${place}`);
    places.set(id, place);
  };
  for (const [key, { standing, head }] of state.lines)
    for (const { ticket } of standing.slice(head)) put(ticket, `waiting ${key}`);
  for (const [counter, desk] of state.counters) {
    if (desk.ticket !== null) put(desk.ticket, `${state.tickets.get(desk.ticket)?.state} at ${counter}`);
    for (const id of desk.held) put(id, `held at ${counter}`);
    expectThat(desk.agent === (desks.get(counter)?.agent ?? null), `who sits at ${counter}?`);
  }
  for (const id of state.parked) put(id, 'parked');
  expectThat(entries.size === taken, 'tickets taken and tickets in the books differ');
  const expected = [...entries.values()].filter(isLive);
  for (const entry of expected) {
    const place = places.get(entry.id);
    expectThat(place === placeOf(entry), `${entry.id} is ${place ?? 'nowhere'}, not ${placeOf(entry)}`);
  }
  expectThat(places.size === expected.length, 'somebody stands in the lobby whose visit is over');
  checkCounts(state, [...entries.values()]);
}

function placeOf(entry: Entry): string {
  if (entry.at === 'parked') return 'parked';
  return entry.at === 'waiting' ? `waiting ${lineOf(entry)}` : `${entry.at} at ${entry.counter}`;
}

const lineOf = ({ forCounter, service, class: ticketClass }: Entry): string =>
  `${forCounter === null ? service : `@${forCounter}`}/${ticketClass}`;

/** What is counted on the way is what one would count now. */
function checkCounts(state: State, entries: readonly Entry[]): void {
  for (const [service, count] of state.waiting) {
    const waiting = entries.filter((entry) => entry.at === 'waiting' && entry.service === service).length;
    expectThat(count === waiting, `${count} are said to wait for ${service}, ${waiting} do`);
  }
  const tickets = [...state.tickets.values()];
  for (const entry of entries.filter(isLive))
    expectThat(state.tickets.get(entry.id)?.state === entry.at, `${entry.id} should be ${entry.at}`);
  const companions = [...state.companions.values()].reduce((sum, count) => sum + count, 0);
  const counted = tickets
    .filter((ticket) => ticket.state === 'waiting')
    .reduce((sum, { size }) => sum + size - 1, 0);
  expectThat(companions === counted, `${companions} companions are said to wait, ${counted} do`);
  const lacking = tickets.filter(
    ({ print, state: at }) =>
      (print?.state === 'failed' || print?.state === 'uncertain') &&
      at !== 'finished' &&
      at !== 'no-show' &&
      at !== 'cancelled',
  ).length;
  expectThat(
    state.printProblems === lacking,
    `${state.printProblems} papers are said to lack, ${lacking} do`,
  );
}

/** Something is due at once exactly if something happens when one looks, and then later when one waits for it. */
function checkDue(test: LobbyUnderTest): void {
  const dueMs = nextDueMs(test.state, test.now);
  const happens = (later: number) => {
    const { at, monoMs, ...rest } = test.now;
    const decision = decide(
      test.state,
      { type: 'time-passed' },
      { ...rest, at: at + later, monoMs: monoMs + later },
    );
    return (decision.events ?? []).length > 0;
  };
  const { lastTime } = test.state;
  // A clock that goes back over a power cut lets time stand still for a while.
  if (lastTime !== null && lastTime.boot !== test.now.boot && test.now.at < lastTime.at) return;
  expectThat((dueMs === 0) === happens(0), `due in ${dueMs} ms, but looking now says otherwise`);
  expectThat(dueMs === null || happens(dueMs), `nothing happens in ${dueMs} ms`);
  expectThat(dueMs === null || dueMs === 0 || !happens(dueMs - 1), `it happens before ${dueMs} ms`);
}

/** The journal says all: from its beginning, and from the opening of the day alone. */
function checkReplay({ log, state }: LobbyUnderTest): void {
  const now = plain(state);
  const opening = log.findLastIndex(({ type }) => type === 'day.opened');
  expectThat(replayed(log) === now, 'the journal from its beginning tells another story');
  expectThat(replayed(log.slice(opening)) === now, 'the journal from the opening tells another story');
}

const replayed = (log: readonly PlacedEvent[]): string =>
  plain(log.reduce((state, event) => evolve(state, event), initialState()));

const byName = (one: readonly [string, unknown], other: readonly [string, unknown]): number =>
  one[0] < other[0] ? -1 : 1;

/** A configuration says the same each time; there are few of them, and they are long. */
const lobbyTexts = new WeakMap<object, string>();

function textOf(lobby: object): string {
  const text = lobbyTexts.get(lobby) ?? JSON.stringify(lobby);
  lobbyTexts.set(lobby, text);
  return text;
}

/** A state as text: lines without the room behind their heads, and without those in which nobody stands. */
export const plain = (state: State): string =>
  JSON.stringify(state, (key, value: unknown) => {
    if (key === 'lobby' && value !== null) return textOf(value as object);
    if (key === 'lines')
      return [...(value as State['lines'])]
        .map(([name, { standing, head }]) => [name, standing.slice(head)] as const)
        .filter(([, standing]) => standing.length > 0)
        .toSorted(byName);
    if (key === 'waiting' || key === 'companions')
      return [...(value as State['waiting'])].filter(([, count]) => count > 0).toSorted(byName);
    if (value instanceof Map) return [...(value as Map<string, unknown>)];
    return value instanceof Set ? [...(value as Set<string>)] : value;
  });
