import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Moment } from '../domain/moment.ts';

interface Boot {
  readonly id: number;
  isKnown: boolean;
}

/** Which boots of the machine there were, and what wall time their monotonic clocks stood for. Writes at once. */
export class Boots {
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #learn: StatementSync;
  readonly #boots = new Map<string, Boot>();

  constructor(database: DatabaseSync) {
    this.#select = database.prepare('SELECT id, offset_ms IS NOT NULL AS known FROM boots WHERE boot = ?');
    this.#insert = database.prepare('INSERT INTO boots (boot, first) VALUES (?, ?) RETURNING id');
    this.#learn = database.prepare('UPDATE boots SET offset_ms = ?, known = ? WHERE id = ?');
  }

  /** @param seq position of the fact that names the boot @returns its id */
  idOf(boot: string, seq: number): number {
    return this.#find(boot, seq).id;
  }

  /** Takes in the moment of a fact: the first one with a trusted clock says what wall time all others of that boot had. */
  see({ at, monoMs, boot, trusted }: Moment, seq: number): number {
    const found = this.#find(boot, seq);
    if (trusted && !found.isKnown) {
      this.#learn.run(Math.round(at) - Math.round(monoMs), seq, found.id);
      found.isKnown = true;
    }
    return found.id;
  }

  /** After a batch that was taken back. */
  forget(): void {
    this.#boots.clear();
  }

  #find(boot: string, seq: number): Boot {
    const seen = this.#boots.get(boot);
    if (seen !== undefined) return seen;
    const row = this.#select.get(boot);
    const id = Number((row ?? this.#insert.get(boot, seq))?.['id']);
    const found = { id, isKnown: row?.['known'] === 1 };
    this.#boots.set(boot, found);
    return found;
  }
}
