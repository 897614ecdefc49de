/** So many at once, and rows of those who wait, that end somewhere. */
import { VoiceFault } from '../speaker.ts';

/** Who hears it: the whole hall, or one visitor, who waits for the hall. */
export type Ear = 'hall' | 'private';

/** One turn is always left to the hall, however many visitors listen. */
const privateAtOnce = 1;

export class Turns {
  readonly #atOnce: number;
  readonly #waitingMax: number;
  readonly #waiting: Readonly<Record<Ear, (() => void)[]>> = { hall: [], private: [] };
  readonly #under: Record<Ear, number> = { hall: 0, private: 0 };

  /** @param waitingMax in each of both rows */
  constructor(atOnce: number, waitingMax: number) {
    this.#atOnce = atOnce;
    this.#waitingMax = waitingMax;
  }

  /** Does `work` when its turn comes. @throws VoiceFault `busy` when too many wait; and what `work` throws */
  async take<Result>(work: () => Promise<Result>, ear: Ear = 'hall'): Promise<Result> {
    const row = this.#waiting[ear];
    if (this.#isFree(ear)) this.#under[ear]++;
    else if (row.length >= this.#waitingMax)
      throw new VoiceFault('busy', `${this.#waitingMax} phrases wait to be spoken already`);
    else await new Promise<void>((resolve) => row.push(resolve));
    try {
      return await work();
    } finally {
      this.#under[ear]--;
      this.#goOn('hall');
      this.#goOn('private');
    }
  }

  #isFree(ear: Ear): boolean {
    const { hall, private: own } = this.#under;
    return hall + own < this.#atOnce && (ear === 'hall' || own < privateAtOnce);
  }

  /** Whoever waits takes the place that has become free. */
  #goOn(ear: Ear): void {
    while (this.#isFree(ear)) {
      const next = this.#waiting[ear].shift();
      if (next === undefined) return;
      this.#under[ear]++;
      next();
    }
  }
}
