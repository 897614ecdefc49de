import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { AppendResult, Journal, Recorded } from '../journal.ts';
import type { Answer, Answers, Opening, Request } from './protocol.ts';

const BATCH = 250;

type Question = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

/**
 * Opens the journal in a SQLite file, on a thread of its own.
 * @param path of the database file; its directory must exist
 * @param onLost called once if the thread dies; every append answers `unavailable` from then on
 * @throws Error with a reason for the technician
 */
export async function openSqliteJournal(path: string, onLost: (reason: string) => void): Promise<Journal> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: path, name: 'journal' });
  const [opening] = (await once(worker, 'message')) as [Opening];
  if (!opening.ready) {
    await worker.terminate();
    throw new Error(opening.reason);
  }
  return new SqliteJournal(worker, onLost);
}

class SqliteJournal implements Journal {
  readonly #worker: Worker;
  readonly #pending = new Map<number, (answer: Answer) => void>();
  #unsent: Request[] = [];
  #isAsking = false;
  #nextId = 1;
  #lost: string | null = null;

  constructor(worker: Worker, onLost: (reason: string) => void) {
    this.#worker = worker;
    worker.on('message', (answers: Answers) => {
      this.#isAsking = false;
      // First, so that the thread works on while this one tells the answers.
      this.#send();
      for (const { id, answer } of answers) {
        const resolve = this.#pending.get(id);
        this.#pending.delete(id);
        resolve?.(answer);
      }
    });
    worker.on('error', (error) => this.#lose(error.message, onLost));
    worker.on('exit', (code) => this.#lose(`the journal's thread ended with code ${code}`, onLost));
  }

  async append(events: readonly Recorded[], { after }: { after: number }): Promise<AppendResult> {
    const rows = events.map((event) => ({ type: event.type, body: JSON.stringify(event) }));
    const answer = await this.#ask({ kind: 'append', after, rows });
    if (answer.kind === 'appended' || answer.kind === 'conflict' || answer.kind === 'unavailable')
      return answer;
    throw unexpected(answer);
  }

  async *read(from: number, { limit = Infinity } = {}): AsyncIterable<readonly Recorded[]> {
    const last = Math.min(await this.lastPosition(), from + limit - 1);
    for (let next = from; next <= last; next += BATCH) {
      const answer = await this.#ask({ kind: 'read', from: next, limit: Math.min(BATCH, last - next + 1) });
      if (answer.kind !== 'rows') throw unexpected(answer);
      yield answer.bodies.map((body) => JSON.parse(body) as Recorded);
    }
  }

  async dayOpenings(count: number): Promise<readonly number[]> {
    return positions(await this.#ask({ kind: 'day-openings', count }));
  }

  async lastPosition(): Promise<number> {
    return positions(await this.#ask({ kind: 'last' }))[0] ?? 0;
  }

  async close(): Promise<void> {
    if (this.#lost !== null) return;
    const answer = this.#ask({ kind: 'close' });
    this.#lost = 'the journal is closed';
    if ((await answer).kind !== 'closed') throw unexpected(await answer);
    await this.#worker.terminate();
  }

  #ask(question: Question): Promise<Answer> {
    if (this.#lost !== null) return Promise.resolve({ kind: 'unavailable', reason: this.#lost });
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      this.#unsent.push({ id, ...question });
      this.#send();
    });
  }

  /** One message at a time is with the thread; what comes meanwhile goes together, and so shares one commit and one fsync. */
  #send(): void {
    if (this.#isAsking || this.#unsent.length === 0) return;
    this.#isAsking = true;
    this.#worker.postMessage(this.#unsent);
    this.#unsent = [];
  }

  #lose(reason: string, onLost: (reason: string) => void): void {
    if (this.#lost !== null) return;
    this.#lost = reason;
    for (const resolve of this.#pending.values()) resolve({ kind: 'unavailable', reason });
    this.#pending.clear();
    onLost(reason);
  }
}

function positions(answer: Answer): readonly number[] {
  if (answer.kind === 'positions') return answer.positions;
  throw unexpected(answer);
}

const unexpected = (answer: Answer): Error =>
  new Error(
    answer.kind === 'unavailable' ? answer.reason : `the journal answered ${answer.kind} to another question`,
  );
