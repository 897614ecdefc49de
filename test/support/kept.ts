/**
 * What a host that is no longer running has left on disk, read past all of the product's code; and what must hold of it.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32, gunzipSync } from 'node:zlib';
import type { EventData, EventType } from '../../firmware-host/domain/events.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';

export interface Kept {
  /** `ok`, or all that is wrong with the files themselves. */
  readonly integrity: string;
  /** In their order, those of closed periods too. */
  readonly events: readonly Recorded[];
}

interface Part {
  readonly faults: readonly string[];
  readonly bodies: readonly string[];
}

/** How many facts of a type a host has kept by now, which may still run: others come by themselves at any time. */
export const countKept = ({ dataDir }: { readonly dataDir: string }, type: EventType): number =>
  readKept(dataDir).events.filter((event) => event.type === type).length;

/** Reads a copy: opening the journal itself would already mend it, and the host has to do that. */
export function readKept(dataDir: string): Kept {
  const copy = mkdtempSync(join(tmpdir(), 'foyer-kept-'));
  try {
    for (const name of ['journal.db', 'journal.db-wal', 'history']) {
      if (existsSync(join(dataDir, name))) cpSync(join(dataDir, name), join(copy, name), { recursive: true });
    }
    const history = join(copy, 'history');
    const periods = existsSync(history) ? readdirSync(history).filter((name) => name.endsWith('.db')) : [];
    const closed = periods.map((name) => readPeriod(history, name));
    const hot = readHot(join(copy, 'journal.db'));
    const byPosition = new Map<number, string>();
    const faults = [...closed, hot].flatMap((part) => [...part.faults, ...lay(part.bodies, byPosition)]);
    const events = [...byPosition]
      .toSorted(([one], [other]) => one - other)
      .map(([, body]) => JSON.parse(body) as Recorded);
    return { integrity: faults.length === 0 ? 'ok' : faults.join('; '), events };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** A day that is being sealed may lie in both places for a moment, but then it is the same in both. */
function lay(bodies: readonly string[], byPosition: Map<number, string>): string[] {
  return bodies.flatMap((body) => {
    const { seq } = JSON.parse(body) as Recorded;
    const known = byPosition.get(seq);
    byPosition.set(seq, known ?? body);
    return known === undefined || known === body ? [] : [`position ${seq} is kept twice and differs`];
  });
}

function readPeriod(dir: string, name: string): Part {
  const database = new DatabaseSync(join(dir, name), { readOnly: true });
  try {
    const rows = database.prepare('SELECT first, last, events FROM chunks ORDER BY first').all();
    const chunks = rows.map(({ first, last, events }) => ({
      first: Number(first),
      last: Number(last),
      bodies: gunzipSync(events as Uint8Array)
        .toString()
        .split('\n'),
    }));
    const wrong = chunks.filter(({ first, last, bodies }) => bodies.length !== last - first + 1);
    const faults = wrong.map(({ first }) => `${name} has not all of the piece from ${first} on`);
    const integrity = integrityOf(database);
    return {
      faults: integrity === 'ok' ? faults : [...faults, `${name}: ${integrity}`],
      bodies: chunks.flatMap(({ bodies }) => bodies),
    };
  } finally {
    database.close();
  }
}

function readHot(path: string): Part {
  const database = new DatabaseSync(path);
  try {
    const integrity = integrityOf(database);
    // A host that was killed before its first commit has left an empty file.
    const isMade = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'events'").get() !== undefined;
    const rows = isMade ? database.prepare('SELECT * FROM events ORDER BY rowid').all() : [];
    // Rows from before there were sums have none.
    const wrong = rows.filter(({ seq, type, more, body, sum }) => {
      const about = `${String(seq)} ${String(type)} ${String(more)} `;
      return typeof sum === 'number' && sum !== crc32(String(body), crc32(about));
    });
    const faults = wrong.map(({ seq }) => `the sum at position ${String(seq)} is wrong`);
    return {
      faults: integrity === 'ok' ? faults : [...faults, integrity],
      bodies: rows.map(({ body }) => String(body)),
    };
  } finally {
    database.close();
  }
}

const integrityOf = (database: DatabaseSync): string =>
  String(database.prepare('PRAGMA integrity_check').get()?.['integrity_check']);

/** A number that a client was told. */
export interface Told {
  readonly id: string;
  readonly number: string;
  readonly archiveNumber: string;
  readonly token: string;
}

/**
 * Every way in which a journal breaks what clients were told, as sentences; empty when none does.
 * Tickets that nobody was told of are no fault: their answer was cut off.
 */
export function brokenPromises({ integrity, events }: Kept, told: readonly Told[]): string[] {
  const taken = events.flatMap((event) => (event.type === 'ticket.taken' ? [event.data] : []));
  const known = new Map(taken.map((data) => [data.ticket, data]));
  const lost = told.flatMap(({ id, number, archiveNumber, token }) => {
    const data = known.get(id);
    if (data === undefined) return [`${number} was answered and is lost`];
    const same = data.number === number && data.archiveNumber === archiveNumber && data.token === token;
    return same ? [] : [`${number} was answered, but ${data.number} is kept`];
  });
  return [
    ...(integrity === 'ok' ? [] : [`integrity: ${integrity}`]),
    ...gaps(
      'position',
      events.map(({ seq }) => seq),
    ),
    ...lost,
    ...lobbyDays(events).flatMap(brokenNumbers),
    ...repeated(
      'was taken twice',
      taken.map(({ ticket }) => ticket),
    ),
    ...doubledPapers(events),
    ...repeated(
      'was called first twice',
      events.flatMap((event) =>
        event.type === 'ticket.called' && event.data.call === 1 ? [event.data.ticket] : [],
      ),
    ),
    ...answeredTwice(told),
  ];
}

/** A number comes back on another day, its archive number never. */
function answeredTwice(told: readonly Told[]): string[] {
  const seen = new Set<string>();
  return told.flatMap(({ number, archiveNumber }) =>
    seen.size === seen.add(archiveNumber).size ? [`${number} was answered twice`] : [],
  );
}

interface LobbyDay {
  readonly taken: EventData['ticket.taken'][];
  /** Numbers that were still out when the day opened: it steps over them. */
  readonly stillOut: ReadonlySet<string>;
}

function lobbyDays(events: readonly Recorded[]): LobbyDay[] {
  const days: LobbyDay[] = [];
  for (const event of events) {
    if (event.type === 'day.opened')
      days.push({ taken: [], stillOut: new Set(event.data.carried.tickets.map(({ number }) => number)) });
    else if (event.type === 'ticket.taken') days.at(-1)?.taken.push(event.data);
  }
  return days;
}

/** Numbers and archive numbers of a day run without gap and without repetition. */
function brokenNumbers({ taken, stillOut }: LobbyDay): string[] {
  const services = new Set(taken.map(({ service }) => service));
  const numbersOf = (letter: string) => [
    ...[...stillOut].filter((number) => number.startsWith(letter)),
    ...taken.filter(({ service }) => service === letter).map(({ number }) => number),
  ];
  return [
    ...[...services].flatMap((letter) => brokenSeries(letter, numbersOf(letter), stillOut)),
    ...gaps(
      'archive number',
      taken.map(({ archiveNumber }) => Number(archiveNumber.slice(6))),
    ),
  ];
}

function brokenSeries(letter: string, numbers: readonly string[], stillOut: ReadonlySet<string>): string[] {
  const given = numbers.filter((number) => !stillOut.has(number)).map((number) => Number(number.slice(1)));
  const out = new Set([...stillOut].map((number) => `${number[0]}${Number(number.slice(1))}`));
  const steps: number[] = [];
  for (let next = 1; steps.length < given.length; next += 1)
    if (!out.has(`${letter}${next}`)) steps.push(next);
  const index = given.findIndex((value, place) => value !== steps[place]);
  return [
    ...repeated('was given twice on a day', numbers),
    ...(index < 0 ? [] : [`number of ${letter} ${steps[index]} is ${given[index]}`]),
  ];
}

/** A paper is sent once and settled once. */
function doubledPapers(events: readonly Recorded[]): string[] {
  const jobs = (types: readonly Recorded['type'][]) =>
    events.flatMap(({ type, data }) => (types.includes(type) && 'job' in data ? [data.job] : []));
  return [
    ...repeated('was sent to paper twice', jobs(['print.sending'])),
    ...repeated('was settled twice', jobs(['print.printed', 'print.failed', 'print.uncertain'])),
  ];
}

/** Where a list is not 1, 2, 3 … in this order. */
function gaps(what: string, list: readonly number[]): string[] {
  const index = list.findIndex((value, place) => value !== place + 1);
  return index < 0 ? [] : [`${what} ${index + 1} is ${list[index]}`];
}

function repeated(what: string, list: readonly string[]): string[] {
  const seen = new Set<string>();
  return list.filter((item) => seen.size === seen.add(item).size).map((item) => `${item} ${what}`);
}
