/** One paper on its way out and one behind it: enough to keep the wire busy, and no more can be uncertain at once. */
const UNDER_WAY_MAX = 2;

/** Jobs at one printer, begun in the order in which they came. */
export class PrinterLine<Job> {
  readonly #perform: (job: Job, onRoom: () => void) => Promise<void>;
  readonly #underWay = new Set<Promise<void>>();
  #waiting: Job[] = [];
  /** Whether the printer would take another one. The one that was begun last says so, or its end does. */
  #hasRoom = true;
  #begun = 0;

  /** @param perform does a job; calls `onRoom` when the next one may be begun before its own end. Never rejects. */
  constructor(perform: (job: Job, onRoom: () => void) => Promise<void>) {
    this.#perform = perform;
  }

  add(job: Job): void {
    this.#waiting.push(job);
    this.#beginNext();
  }

  /** Gives back those of the jobs that wait which are wanted elsewhere, in their order. */
  takeBack(isWanted: (job: Job) => boolean): readonly Job[] {
    const taken = this.#waiting.filter(isWanted);
    this.#waiting = this.#waiting.filter((job) => !taken.includes(job));
    return taken;
  }

  /** Resolves when those that are under way have ended. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  #beginNext(): void {
    while (this.#hasRoom && this.#underWay.size < UNDER_WAY_MAX) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#begin(job);
    }
  }

  #begin(job: Job): void {
    this.#begun += 1;
    const number = this.#begun;
    this.#hasRoom = false;
    const makeRoom = () => {
      if (number === this.#begun) this.#hasRoom = true;
      this.#beginNext();
    };
    const run = async () => {
      await this.#perform(job, makeRoom);
      this.#underWay.delete(running);
      makeRoom();
    };
    const running = run();
    this.#underWay.add(running);
  }
}
