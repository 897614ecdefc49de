import { reasonOf } from './reason.ts';
import type { Checkpoint, CheckpointStore } from './checkpoint.ts';

/** At five thousand events a second, a write for each would cost the card more than the lobby itself. */
const WRITE_EVERY_MS = 1000;

/**
 * The checkpoint that counts now, and its way to the disk. What has been taken is written within a second, and sending does
 * not wait for it: after a crash the events of the last second come once more, each under the id it had. What people are told
 * (parked, stopped) is written before.
 */
export class KeptCheckpoint {
  readonly #store: CheckpointStore;
  readonly #onFault: (reason: string | null) => void;
  #current: Checkpoint;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<unknown> = Promise.resolve();
  #isDirty = false;
  #isClosed = false;

  /** @param onFault told after each write by itself why it failed (another follows), or null when it did not */
  constructor(store: CheckpointStore, current: Checkpoint, onFault: (reason: string | null) => void) {
    this.#store = store;
    this.#current = current;
    this.#onFault = onFault;
  }

  get current(): Checkpoint {
    return this.#current;
  }

  /** Moves on; on disk soon. */
  advance(position: number): void {
    this.#current = { ...this.#current, position };
    this.#isDirty = true;
    this.#writeSoon();
  }

  /**
   * Makes a change that counts only once it is on disk.
   * @param change gives the changed checkpoint; asked twice, since delivery may have moved on while the disk worked
   * @throws Error of the disk; nothing has changed then
   */
  commit(change: (checkpoint: Checkpoint) => Checkpoint): Promise<void> {
    return this.#inTurn(async () => {
      await this.#store.write(change(this.#current));
      this.#current = change(this.#current);
    });
  }

  /** Resolves when all of it is on disk. @throws Error of the disk */
  flush(): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#isDirty) return;
      this.#isDirty = false;
      await this.#store.write(this.#current).catch((error: unknown) => {
        this.#isDirty = true;
        throw error;
      });
    });
  }

  /** Stops the clock and writes what is left. @throws Error of the disk */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.flush();
  }

  #writeSoon(): void {
    if (this.#isClosed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.flush().then(
        () => this.#onFault(null),
        (error: unknown) => {
          this.#onFault(reasonOf(error));
          this.#writeSoon();
        },
      );
    }, WRITE_EVERY_MS).unref();
  }

  #inTurn(task: () => Promise<void>): Promise<void> {
    const done = this.#writing.then(task);
    this.#writing = done.catch(() => undefined);
    return done;
  }
}
