/** How a board does, as its driver tells it. */
import { isDeepStrictEqual } from 'node:util';
import type { Unsubscribe } from '../driver.ts';
import { listeners } from '../listeners.ts';
import type { BoardProblem, BoardStatus } from './board.ts';

/** What the driver knows at one moment. */
export interface Findings {
  readonly connected: boolean;
  readonly problem: BoardProblem | null;
  readonly portFault: string | null;
  readonly lacking: string;
}

/** Keeps the status, tells of its changes, and watches how long a change takes to be acknowledged. */
export class BoardHealth {
  readonly #slowMs: number;
  readonly #acknowledges: boolean;
  readonly #statuses = listeners<[BoardStatus]>();
  #status: BoardStatus = {
    connected: false,
    problem: 'disconnected',
    portFault: null,
    confirmed: false,
    confirmedMs: null,
    isSlow: false,
    lacking: '',
  };
  #isConfirmed = false;
  /** When the content that is not confirmed yet was given. */
  #givenAtMs: number | null = null;
  #confirmedMs: number | null = null;
  #slowTimer: NodeJS.Timeout | undefined;

  constructor(slowMs: number, acknowledges: boolean) {
    this.#slowMs = slowMs;
    this.#acknowledges = acknowledges;
  }

  get status(): BoardStatus {
    return this.#status;
  }

  onStatus(listener: (status: BoardStatus) => void): Unsubscribe {
    return this.#statuses.add(listener);
  }

  /** Something else is to be shown from now on. */
  given(): void {
    this.#givenAtMs = performance.now();
    this.#isConfirmed = false;
  }

  /** The board has acknowledged all of it. */
  confirmed(): void {
    if (!this.#acknowledges) return;
    this.#isConfirmed = true;
    if (this.#givenAtMs !== null) this.#confirmedMs = performance.now() - this.#givenAtMs;
    this.#givenAtMs = null;
  }

  /** What it shows is not known any more. */
  distrust(): void {
    this.#isConfirmed = false;
  }

  /** Nothing is waited for any more. */
  stop(): void {
    clearTimeout(this.#slowTimer);
  }

  /** @param waitsSinceMs of the change that has waited longest for its acknowledgement, or null */
  publish(findings: Findings, waitsSinceMs: number | null): void {
    this.stop();
    const isWaiting = this.#acknowledges && findings.connected && waitsSinceMs !== null;
    const leftMs = isWaiting ? waitsSinceMs + this.#slowMs - performance.now() : Infinity;
    if (isWaiting && leftMs > 0)
      this.#slowTimer = setTimeout(() => this.publish(findings, waitsSinceMs), leftMs);
    const next: BoardStatus = {
      ...findings,
      confirmed: this.#isConfirmed,
      confirmedMs: this.#confirmedMs,
      isSlow: leftMs <= 0,
    };
    if (isDeepStrictEqual(next, this.#status)) return;
    this.#status = next;
    this.#statuses.emit(next);
  }
}
