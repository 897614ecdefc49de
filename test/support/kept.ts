/**
 * What a host that is no longer running has left on disk, read past all of the product's code; and what must hold of it.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Recorded } from '../../firmware-host/journal/journal.ts';

export interface Kept {
  readonly integrity: string;
  readonly events: readonly Recorded[];
}

/** Reads a copy: opening the journal itself would already mend it, and the host has to do that. */
export function readKept(dataDir: string): Kept {
  const copy = mkdtempSync(join(tmpdir(), 'foyer-kept-'));
  try {
    for (const name of ['journal.db', 'journal.db-wal']) {
      if (existsSync(join(dataDir, name))) cpSync(join(dataDir, name), join(copy, name));
    }
    const database = new DatabaseSync(join(copy, 'journal.db'));
    const integrity = String(database.prepare('PRAGMA integrity_check').get()?.['integrity_check']);
    const rows = database.prepare('SELECT seq, body FROM events ORDER BY rowid').all();
    database.close();
    return { integrity, events: rows.map(({ body }) => JSON.parse(String(body)) as Recorded) };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** A number that a client was told. */
export interface Told {
  readonly id: string;
  readonly number: string;
  readonly archiveNumber: string;
  readonly token: string;
}

/**
 * Every way in which a journal breaks what clients were told, as sentences; empty when none does. For a single lobby day.
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
  const services = new Set(taken.map(({ service }) => service));
  return [
    ...(integrity === 'ok' ? [] : [`integrity: ${integrity}`]),
    ...gaps(
      'position',
      events.map(({ seq }) => seq),
    ),
    ...lost,
    ...[...services].flatMap((service) =>
      gaps(
        `number of ${service}`,
        taken.filter((data) => data.service === service).map(({ number }) => Number(number.slice(1))),
      ),
    ),
    ...gaps(
      'archive number',
      taken.map(({ archiveNumber }) => Number(archiveNumber.slice(6))),
    ),
    ...doubledPapers(events),
    ...repeated(
      'was called first twice',
      events.flatMap((event) =>
        event.type === 'ticket.called' && event.data.call === 1 ? [event.data.ticket] : [],
      ),
    ),
    ...repeated(
      'was answered twice',
      told.map(({ number }) => number),
    ),
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
