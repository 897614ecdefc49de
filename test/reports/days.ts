/** Journals for the report tables: days that the rules themselves have decided, at random or by hand. */
import { DatabaseSync } from 'node:sqlite';
import type { PlacedEvent } from '../../firmware-host/domain/events.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';
import { commandOf, everything, morning } from '../domain/model/steps.ts';
import type { LobbyUnderTest } from '../support/lobby.ts';

const CHOICES = 60;

/** Days of a lobby in which anything happens, power cuts and clocks that are set among it. */
export class RandomDays {
  readonly test = morning();
  #steps = 0;

  /** Goes on by so many steps. */
  live(steps: number, random: () => number): this {
    const any = () => Math.floor(random() * CHOICES);
    for (let step = 0; step < steps; step += 1) {
      this.#steps += 1;
      const kind = Math.floor(random() * everything.length);
      const command = commandOf(this.test, everything, [kind, any(), any(), any()], this.#steps);
      if (command !== null) this.test.ask(command);
    }
    return this;
  }

  get journal(): readonly Recorded[] {
    return withVisitors(journalOf(this.test));
  }
}

export const journalOf = ({ log }: LobbyUnderTest): readonly Recorded[] => log.map(asRecorded);

/** Who comes is said of one in three: the house itself knows it of appointments alone, of which there are few. */
export const withVisitors = (journal: readonly Recorded[]): readonly Recorded[] =>
  journal.map((event) =>
    event.type === 'ticket.taken'
      ? { ...event, data: { ...event.data, visitorKey: [null, 'who-1', 'who-2'][event.seq % 3] ?? null } }
      : event,
  );

const asRecorded = (event: PlacedEvent): Recorded => ({
  ...event,
  id: `id-${event.seq}`,
  v: 1,
  actor: { kind: 'host', id: 'test' },
});

/** In batches of any size. */
export function foldInBatches(
  reports: ReportTables,
  journal: readonly Recorded[],
  random: () => number,
  sizeMax = 40,
): void {
  for (let at = reports.position; at < journal.length;) {
    const size = 1 + Math.floor(random() * sizeMax);
    // What is read may begin with what is there already.
    const from = Math.max(0, at - Math.floor(random() * 5));
    reports.fold(journal.slice(from, at + size));
    at = Math.min(journal.length, at + size);
  }
}

/** Folds all of a journal into a new file, at once, and gives what is in it. */
export function foldedAtOnce(path: string, journal: readonly Recorded[]): Dump {
  const reports = ReportTables.open(path, { epoch: 1, after: 0 });
  reports.fold(journal);
  reports.close();
  return dump(path);
}

export type Dump = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Every row of every table and view; of the checkpoint only where it is. */
export function dump(path: string): Dump {
  const database = new DatabaseSync(path, { readOnly: true });
  const names = database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name <> 'checkpoint' ORDER BY name",
    )
    .all()
    .map(({ name }) => String(name));
  const rows = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  const tables = names.map((name) => [name, rows(`SELECT * FROM ${name} ORDER BY 1, 2`)] as const);
  const checkpoint = rows('SELECT position FROM checkpoint');
  database.close();
  return { ...Object.fromEntries(tables), checkpoint };
}
