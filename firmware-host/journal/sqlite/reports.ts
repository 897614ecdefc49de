/** Lets the report tables follow the journal; they live on its thread, next to what they read. */
import type { ReportTables } from '../../reports/report-tables.ts';
import type { Recorded } from '../journal.ts';
import { Aside } from './restore/aside.ts';
import { isDamage, isStrange } from './medium/fault.ts';
import type { House } from './house.ts';
import { databaseFiles } from './medium/layout.ts';
import { sharedUntil } from './restore/lineage.ts';
import { readFrom } from './reader.ts';

/** Folded in one step: some milliseconds. */
const BATCH = 250;

export class Reports {
  readonly #house: House;
  #tables: ReportTables | null = null;
  /** How often damaged ones were put aside. */
  #renewals = 0;

  constructor(house: House) {
    this.#house = house;
  }

  /** Position up to which they have followed; 0 before they were opened. */
  get position(): number {
    return this.#tables?.position ?? 0;
  }

  /**
   * Takes one batch more.
   * @param last position of the last event
   * @returns the position that they have reached
   */
  async follow(last: number): Promise<number> {
    // Only here: no lobby has to wait for them when it starts.
    const { upcast } = await import('../upcast.ts');
    const position = await this.#withTables((tables) => tables.position);
    if (position >= last) return position;
    // Outside: damage in what they are made from is not theirs.
    const bodies = readFrom(this.#house, position + 1, BATCH);
    const events = bodies.map((body) => upcast(JSON.parse(body) as Recorded));
    return this.#withTables((tables) => {
      // Not behind a gap: those that were just made anew begin at the beginning.
      if (tables.position === position) tables.fold(events);
      return tables.position;
    });
  }

  /** Deletes some rows of lobby days before a date; all are gone when it says 0. @returns how many */
  prune(before: string): Promise<number> {
    return this.#withTables((tables) => tables.prune(before));
  }

  close(): void {
    this.#tables?.close();
    this.#tables = null;
  }

  /** Damaged ones are put aside and made anew from the events that there are. */
  async #withTables<T>(work: (tables: ReportTables) => T): Promise<T> {
    try {
      return work(await this.#open());
    } catch (error) {
      if (!isDamage(error) && !isStrange(error)) throw error;
      this.#putAside();
      return work(await this.#open());
    }
  }

  async #open(): Promise<ReportTables> {
    if (this.#tables !== null) return this.#tables;
    const { ReportTables: Tables } = await import('../../reports/report-tables.ts');
    const { layout, opening, lineage } = this.#house;
    // The epoch before may be none that this one comes from: people go back, and forth again.
    const after = opening.epoch === 1 ? 0 : sharedUntil(lineage, opening.epoch - 1);
    this.#tables = Tables.open(layout.reports, { epoch: opening.epoch, after });
    return this.#tables;
  }

  #putAside(): void {
    const { layout, openedAt } = this.#house;
    this.close();
    this.#renewals += 1;
    const aside = Aside.begin(layout, 'reports', openedAt + this.#renewals);
    for (const path of databaseFiles(layout.reports)) aside.takeFile(path);
    aside.finish();
  }
}
