/** Looks at closed periods one after the other, for as long as the host runs: a card forgets what nobody reads. */
import type { PatrolResult } from '../../storage.ts';
import { Aside } from '../restore/aside.ts';
import { sourceDirs } from '../backup/backups.ts';
import type { House } from '../house.ts';
import { mendPeriod } from './mend-history.ts';
import { checkPeriod } from './period.ts';

export class Patrol {
  readonly #house: House;
  readonly #secondDir: string | null;
  /** The period after which it goes on. */
  #after = 0;

  constructor(house: House, secondDir: string | null) {
    this.#house = house;
    this.#secondDir = secondDir;
  }

  /** @param at wall time in ms, for the name of what is put aside */
  *next(at: number): Generator<void, PatrolResult> {
    const { history, layout } = this.#house;
    const suspect = history.periods.find(({ name }) => name === history.suspect);
    history.suspect = null;
    const file = suspect ?? history.periods.find(({ first }) => first > this.#after) ?? history.periods[0];
    if (file === undefined) return { name: null, found: 'good', reason: null };
    if (suspect === undefined) this.#after = file.first;
    const reason = yield* checkPeriod(history.dir, file);
    if (reason === null) return { name: file.name, found: 'good', reason };
    const dirs = sourceDirs(layout, this.#secondDir);
    const aside = Aside.begin(layout, 'history', at);
    const isMended = yield* mendPeriod(history, file, aside, dirs);
    aside.finish();
    return { name: file.name, found: isMended ? 'mended' : 'lost', reason };
  }
}
