/** The line to the journal's thread. */
import type { Worker } from 'node:worker_threads';
import type { Answer, Chore, ChoreAnswer, ChoreName, ChoreResults, Request, Said } from './protocol.ts';

type Question = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

interface Waiting {
  readonly resolve: (result: ChoreResults[ChoreName]) => void;
  readonly reject: (error: Error) => void;
}

export class Link {
  readonly #worker: Worker;
  readonly #pending = new Map<number, (answer: Answer) => void>();
  readonly #chores = new Map<number, Waiting>();
  #unsent: Request[] = [];
  #isAsking = false;
  #nextId = 1;
  #lost: string | null = null;

  constructor(worker: Worker, onLost: (reason: string) => void) {
    this.#worker = worker;
    worker.on('message', (said: Said) => this.#hear(said));
    worker.on('error', (error) => this.#lose(error.message, onLost));
    worker.on('exit', (code) => this.#lose(`the journal's thread ended with code ${code}`, onLost));
  }

  ask(question: Question): Promise<Answer> {
    if (this.#lost !== null) return Promise.resolve({ kind: 'unavailable', reason: this.#lost });
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      this.#post({ id, ...question });
    });
  }

  /** @throws Error with a reason for the technician */
  do<C extends Chore>(chore: C): Promise<ChoreResults[C['name']]> {
    if (this.#lost !== null) return Promise.reject(new Error(this.#lost));
    const id = this.#nextId++;
    return new Promise<ChoreResults[C['name']]>((resolve, reject) => {
      // The thread answers each chore with its own kind of result, which a map of all of them cannot say.
      this.#chores.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.#post({ id, kind: 'chore', chore });
    });
  }

  /** After what was asked before; nothing can be asked any more. */
  async close(): Promise<void> {
    if (this.#lost !== null) return;
    const asked = this.ask({ kind: 'close' });
    this.#lost = 'the journal is closed';
    const answer = await asked;
    await this.#worker.terminate();
    if (answer.kind !== 'closed') throw unexpected(answer);
  }

  #post(request: Request): void {
    this.#unsent.push(request);
    this.#send();
  }

  /** One message at a time is with the thread; what comes meanwhile goes together, and so shares one commit and one fsync. */
  #send(): void {
    if (this.#isAsking || this.#unsent.length === 0) return;
    this.#isAsking = true;
    this.#worker.postMessage(this.#unsent);
    this.#unsent = [];
  }

  #hear(said: Said): void {
    if ('chore' in said) {
      this.#settle(said.chore);
      return;
    }
    this.#isAsking = false;
    // First, so that the thread works on while this one tells the answers.
    this.#send();
    for (const { id, answer } of said.answers) {
      const resolve = this.#pending.get(id);
      this.#pending.delete(id);
      resolve?.(answer);
    }
  }

  #settle(answer: ChoreAnswer): void {
    const waiting = this.#chores.get(answer.id);
    this.#chores.delete(answer.id);
    if ('fault' in answer) waiting?.reject(new Error(answer.fault));
    else waiting?.resolve(answer.result);
  }

  #lose(reason: string, onLost: (reason: string) => void): void {
    const isNews = this.#lost === null;
    this.#lost ??= reason;
    for (const resolve of this.#pending.values()) resolve({ kind: 'unavailable', reason });
    this.#pending.clear();
    for (const { reject } of this.#chores.values()) reject(new Error(reason));
    this.#chores.clear();
    if (isNews) onLost(reason);
  }
}

export const unexpected = (answer: Answer): Error =>
  new Error(
    answer.kind === 'unavailable' ? answer.reason : `the journal answered ${answer.kind} to another question`,
  );
