import { Worker } from 'node:worker_threads';
import { messageOf } from '../journal/sqlite/medium/fault.ts';
import type { Storage } from '../journal/storage.ts';
import type { MetricsProgress } from '../messages/metrics.ts';
import type { Answer, Question, Request, Results, WorkerOptions } from './protocol.ts';

/** A thread that nobody has asked for so long ends: its memory is the house's. */
const IDLE_MS = 60_000;

interface Waiting {
  progress: MetricsProgress | null;
  readonly resolve: (result: Results[keyof Results]) => void;
  readonly reject: (error: Error) => void;
}

export class MetricsError extends Error {
  override readonly name = 'MetricsError';
}

/** Reports that have fallen far behind are not waited for: what they have is true, and says up to when. */
const BATCHES_MAX = 8;
/** Nor is a chore of the journal's thread, a backup or a check of all files, behind which they wait. */
const CATCH_UP_MS = 2000;

/**
 * Lets the report tables follow, which otherwise wait for some hundreds of facts.
 * @param present position of the last fact
 * @throws Error with a reason for the technician
 */
export async function catchUpReports(storage: Pick<Storage, 'report'>, present: () => number): Promise<void> {
  const wanted = present();
  for (let batch = 1; batch <= BATCHES_MAX; batch += 1) if ((await storage.report()) >= wanted) return;
}

/** Waits for a deed, and not for ever. @throws what the deed throws until then; later nobody hears of it */
async function within(deed: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
    timer.unref();
  });
  try {
    await Promise.race([deed, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The metrics of the house, from a thread of their own that begins with the first question. */
export class Metrics {
  readonly #options: WorkerOptions;
  readonly #catchUp: () => Promise<void>;
  readonly #idleMs: number;
  readonly #catchUpMs: number;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  #nextId = 1;
  #isClosed = false;

  /**
   * @param catchUp brings the report tables up to the present; told before each question
   * @param catchUpMs for so long a question waits for it
   */
  constructor(
    options: WorkerOptions,
    catchUp: () => Promise<void>,
    { idleMs = IDLE_MS, catchUpMs = CATCH_UP_MS } = {},
  ) {
    this.#options = options;
    this.#catchUp = catchUp;
    this.#idleMs = idleMs;
    this.#catchUpMs = catchUpMs;
  }

  get settings(): WorkerOptions['settings'] {
    return this.#options.settings;
  }

  /** Lobby days that have to be reckoned for those who wait; null where none is, or nobody waits. */
  get progress(): MetricsProgress | null {
    const all = [...this.#waiting.values()].flatMap(({ progress }) => progress ?? []);
    if (all.length === 0) return null;
    const sum = (read: (one: MetricsProgress) => number) => all.reduce((total, one) => total + read(one), 0);
    return { done: sum(({ done }) => done), total: sum(({ total }) => total) };
  }

  /** Whether the thread runs at present. */
  get isAwake(): boolean {
    return this.#worker !== null;
  }

  /**
   * @param signal whoever asks does not wait any more
   * @throws MetricsError with a reason for the technician: the report tables cannot be read, the thread has ended
   */
  async ask<Q extends Question>(question: Q, signal?: AbortSignal): Promise<Results[Q['kind']]> {
    try {
      await within(this.#catchUp(), this.#catchUpMs);
    } catch (error) {
      throw new MetricsError(messageOf(error), { cause: error });
    }
    if (this.#isClosed) throw new MetricsError('the host is stopping');
    if (signal?.aborted === true) throw new MetricsError('nobody waits for it any more');
    const id = this.#nextId++;
    const worker = this.#awake();
    return new Promise<Results[Q['kind']]>((resolve, reject) => {
      // The thread answers each question with its own kind of result, which a map of all of them cannot say.
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, progress: null });
      signal?.addEventListener('abort', () => this.#cancel(id), { once: true });
      worker.postMessage({ id, question } satisfies Request);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end('the host is stopping');
  }

  #awake(): Worker {
    clearTimeout(this.#idle);
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: this.#options,
      name: 'metrics',
    });
    // What keeps the host alive is something else.
    worker.unref();
    worker.on('message', (answer: Answer) => this.#hear(answer));
    worker.on('error', (error) => this.#lose(worker, error.message));
    worker.on('exit', (code) => this.#lose(worker, `the thread of the metrics ended with code ${code}`));
    this.#worker = worker;
    return worker;
  }

  #cancel(id: number): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#worker?.postMessage({ id, cancel: true } satisfies Request);
    this.#waiting.delete(id);
    waiting.reject(new MetricsError('nobody waits for it any more'));
    this.#rest();
  }

  #hear(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    if ('progress' in answer) {
      if (waiting !== undefined) waiting.progress = answer.progress;
      return;
    }
    this.#waiting.delete(answer.id);
    if ('fault' in answer) waiting?.reject(new MetricsError(answer.fault));
    else waiting?.resolve(answer.result);
    this.#rest();
  }

  #rest(): void {
    if (this.#waiting.size > 0) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#end('it rests'), this.#idleMs);
    this.#idle.unref();
  }

  #lose(worker: Worker, reason: string): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new MetricsError(reason));
    this.#waiting.clear();
  }

  async #end(reason: string): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    if (worker === null) return;
    this.#lose(worker, reason);
    await worker.terminate();
  }
}
