/** Work that is done again and again, one piece at a time; what fails is said once, and tried again when its turn comes. */
import { reasonOf } from '../central/reason.ts';
import { paused } from '../followers/paused.ts';

export interface Round {
  readonly name: string;
  readonly everyMs: number;
  readonly work: () => Promise<void>;
}

export class Rounds {
  readonly #say: (line: string) => void;
  readonly #rounds: readonly Round[];
  readonly #failed = new Set<string>();
  readonly #ending = new AbortController();
  #timers: NodeJS.Timeout[] = [];
  /** Those that wait for their turn: a slow medium must not pile them up. */
  readonly #waiting = new Set<string>();
  #last: Promise<void> = Promise.resolve();

  constructor(say: (line: string) => void, rounds: readonly Round[]) {
    this.#say = say;
    this.#rounds = rounds;
  }

  get isStopping(): boolean {
    return this.#ending.signal.aborted;
  }

  start(): void {
    this.#timers = this.#rounds.map(({ name, everyMs, work }) =>
      setInterval(() => void this.now(name, work), everyMs),
    );
  }

  /** Resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.#ending.abort();
    for (const timer of this.#timers) clearInterval(timer);
    await this.#last;
  }

  /** In its turn; resolves when it is done, or has failed, or is not begun because the house closes. */
  now(name: string, work: () => Promise<void>): Promise<void> {
    if (this.isStopping || this.#waiting.has(name)) return this.#last;
    this.#waiting.add(name);
    this.#last = this.#last.then(() => this.#do(name, work));
    return this.#last;
  }

  /** Ends early when the house closes. */
  pause(ms: number): Promise<void> {
    return paused(ms, this.#ending.signal);
  }

  async #do(name: string, work: () => Promise<void>): Promise<void> {
    this.#waiting.delete(name);
    if (this.isStopping) return;
    try {
      await work();
      this.#failed.delete(name);
    } catch (error) {
      if (!this.#failed.has(name)) this.#say(`${name}: ${reasonOf(error)}`);
      this.#failed.add(name);
    }
  }
}
