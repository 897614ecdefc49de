import type { Clock } from './clock.ts';
import { nextDueMs } from './domain/rules/due.ts';
import type { Handler } from './handle.ts';
import { reasonOf } from './central/reason.ts';

const actor = { kind: 'host', id: 'time' } as const;

/** A wall clock may be set, or become trusted, while nobody commits anything: asked again at least this often. */
const ASK_AGAIN_MS = 10_000;
/** So late may be noticed that something is due sooner than what is awaited: nobody sees it. */
const PLAN_MS = 50;
/** What a journal that takes nothing is left alone before it is told again that time has passed. */
const RETRY_MS = 1000;

/**
 * The one scheduler of the house: asks the rules when something will happen by itself (a no-show, the end of a notice, a case that
 * is late), and tells them then that time has passed. It knows nothing of what it is that happens.
 */
export class PassTime {
  readonly #handler: Handler;
  readonly #clock: Clock;
  readonly #say: (line: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #planned: NodeJS.Timeout | undefined;
  #unfollow: (() => void) | null = null;
  #telling: Promise<void> | null = null;
  /** One that is said is not said again with every try. */
  #saysBug = false;

  constructor(handler: Handler, clock: Clock, say: (line: string) => void) {
    this.#handler = handler;
    this.#clock = clock;
    this.#say = say;
  }

  start(): void {
    this.#unfollow ??= this.#handler.onCommit(() => this.#planSoon());
    this.#plan();
  }

  /** Nothing happens by itself from then on; resolves when what was being told is told. */
  async stop(): Promise<void> {
    this.#unfollow?.();
    this.#unfollow = null;
    clearTimeout(this.#timer);
    clearTimeout(this.#planned);
    await this.#telling;
  }

  /** Once for all commits of a moment: at a peak there are thousands a second, and a house may have a thousand open cases. */
  #planSoon(): void {
    this.#planned ??= setTimeout(() => {
      this.#planned = undefined;
      this.#plan();
    }, PLAN_MS);
  }

  #plan(atLeastMs = 0): void {
    clearTimeout(this.#timer);
    if (this.#unfollow === null || this.#telling !== null) return;
    const dueMs = nextDueMs(this.#handler.committed, this.#clock.now()) ?? ASK_AGAIN_MS;
    const inMs = Math.max(atLeastMs, Math.min(dueMs, ASK_AGAIN_MS));
    this.#timer = setTimeout(() => this.#tell(), inMs);
  }

  #tell(): void {
    this.#telling = this.#tellAndPlan();
  }

  async #tellAndPlan(): Promise<void> {
    const isDone = await this.#pass();
    this.#telling = null;
    this.#plan(isDone ? 0 : RETRY_MS);
  }

  /** Also a bug is no end of it: what happens by itself must not stop for ever with it. */
  async #pass(): Promise<boolean> {
    try {
      const { kind } = await this.#handler.handle({ command: { type: 'time-passed' }, actor });
      this.#saysBug = false;
      return kind === 'done';
    } catch (error) {
      if (!this.#saysBug) this.#say(`nothing happens by itself: ${reasonOf(error)}`);
      this.#saysBug = true;
      return false;
    }
  }
}
