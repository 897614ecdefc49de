/** The journal's own thread. It owns the database, so that a slow card never holds up the serial ports. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { assertDurable, openDatabase } from './database.ts';
import type { Answer, Answers, Opening, Request } from './protocol.ts';

type Append = Extract<Request, { kind: 'append' }>;

class JournalWorker {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  #last: number;
  #written = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#insert = database.prepare('INSERT INTO events (seq, type, body) VALUES (?, ?, ?)');
    this.#last = Number(database.prepare('SELECT coalesce(max(seq), 0) AS last FROM events').get()?.['last']);
  }

  /** Answers one message's requests in their order. Appends that came together share one commit, so one fsync. */
  answer(requests: readonly Request[]): Answers {
    const answers: { id: number; answer: Answer }[] = [];
    let appends: Append[] = [];
    const flush = () => {
      answers.push(...this.#commit(appends));
      appends = [];
    };
    for (const request of requests) {
      if (request.kind === 'append') {
        appends.push(request);
        continue;
      }
      flush();
      answers.push({ id: request.id, answer: this.#other(request) });
    }
    flush();
    return answers;
  }

  #commit(appends: readonly Append[]): Answers {
    if (appends.length === 0) return [];
    const before = this.#last;
    try {
      // A single row is a transaction by itself.
      const isOne = appends.length === 1 && appends[0]?.rows.length === 1;
      if (!isOne) this.#database.exec('BEGIN IMMEDIATE');
      const answers = appends.map((append) => ({ id: append.id, answer: this.#write(append) }));
      if (!isOne) this.#database.exec('COMMIT');
      if (!this.#written) assertDurable(this.#database);
      this.#written = true;
      return answers;
    } catch (error) {
      this.#last = before;
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      const reason = error instanceof Error ? error.message : String(error);
      return appends.map(({ id }) => ({ id, answer: { kind: 'unavailable', reason } }));
    }
  }

  /** One append inside the open transaction. A conflict writes nothing and leaves the others' append alone. */
  #write({ after, rows }: Append): Answer {
    if (after !== this.#last) return { kind: 'conflict', position: this.#last };
    for (const { type, body } of rows) {
      this.#insert.run(this.#last + 1, type, body);
      this.#last += 1;
    }
    return { kind: 'appended' };
  }

  #other(request: Exclude<Request, Append>): Answer {
    switch (request.kind) {
      case 'read': {
        const rows = this.#database
          .prepare('SELECT body FROM events WHERE seq >= ? ORDER BY seq LIMIT ?')
          .all(request.from, request.limit);
        return { kind: 'rows', bodies: rows.map((row) => String(row['body'])) };
      }
      case 'day-openings': {
        // The type is written out, not bound: only so the planner may use the partial index.
        const rows = this.#database
          .prepare("SELECT seq FROM events WHERE type = 'day.opened' ORDER BY seq DESC LIMIT ?")
          .all(request.count);
        return { kind: 'positions', positions: rows.map((row) => Number(row['seq'])) };
      }
      case 'last':
        return { kind: 'positions', positions: [this.#last] };
      case 'close':
        this.#database.close();
        return { kind: 'closed' };
    }
  }
}

function main(): void {
  const port = parentPort;
  if (port === null) throw new Error('the journal worker runs in a worker thread only');
  const say = (opening: Opening) => port.postMessage(opening);
  let worker: JournalWorker;
  try {
    worker = new JournalWorker(openDatabase(String(workerData)));
  } catch (error) {
    say({ ready: false, reason: error instanceof Error ? error.message : String(error) });
    return;
  }
  port.on('message', (requests: readonly Request[]) => port.postMessage(worker.answer(requests)));
  say({ ready: true });
}

main();
