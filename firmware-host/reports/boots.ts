import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Moment } from '../domain/moment.ts';

interface Boot {
  readonly id: number;
  readonly first: number;
  isKnown: boolean;
}

/** Which boots of the machine there were, and what wall time their monotonic clocks stood for. Writes at once. */
export class Boots {
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #learn: StatementSync;
  readonly #boots = new Map<string, Boot>();
  readonly #onKnown: (first: number) => void;

  /** @param onKnown told when the wall time of a boot has become known, with the position of its first fact */
  constructor(database: DatabaseSync, onKnown: (first: number) => void) {
    this.#onKnown = onKnown;
    this.#select = database.prepare(
      'SELECT id, first, offset_ms IS NOT NULL AS known FROM boots WHERE boot = ?',
    );
    this.#insert = database.prepare('INSERT INTO boots (boot, first) VALUES (?, ?) RETURNING id, first');
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
      if (found.first < seq) this.#onKnown(found.first);
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
    const { id, first } = row ?? this.#insert.get(boot, seq) ?? {};
    const found = { id: Number(id), first: Number(first), isKnown: row?.['known'] === 1 };
    this.#boots.set(boot, found);
    return found;
  }
}
