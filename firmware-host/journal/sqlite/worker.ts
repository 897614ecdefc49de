/** The journal's own thread. It owns the databases, so that a slow card never holds up the serial ports. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { Appender, type Append } from './appender.ts';
import { Ballast } from './medium/ballast.ts';
import { Chores } from './chores.ts';
import { messageOf } from './medium/fault.ts';
import { closeHouse, openHouse, type House } from './house.ts';
import type { Answer, Opening, Request, Said, WorkerOptions } from './protocol.ts';
import { dayOpenings, readFrom } from './reader.ts';

type Other = Exclude<Request, Append | { kind: 'chore' } | { kind: 'close' }>;

class JournalWorker {
  readonly #house: House;
  readonly #port: MessagePort;
  readonly #appender: Appender;
  readonly #chores: Chores;

  constructor(house: House, { secondDir, ballastBytes }: WorkerOptions, port: MessagePort) {
    const ballast = new Ballast(house.layout.ballast, ballastBytes);
    this.#house = house;
    this.#port = port;
    this.#appender = new Appender(house, ballast);
    this.#chores = new Chores(house, secondDir, this.#appender, ballast);
  }

  /** Answers one message's requests in their order; appends that stand together share one commit. */
  hear(requests: readonly Request[]): void {
    const answers: { id: number; answer: Answer }[] = [];
    let appends: Append[] = [];
    const flush = () => {
      const results = appends.length === 0 ? [] : this.#appender.append(appends);
      for (const [index, answer] of results.entries()) answers.push({ id: appends[index]?.id ?? 0, answer });
      appends = [];
    };
    for (const request of requests) {
      if (request.kind === 'append') {
        appends.push(request);
        continue;
      }
      flush();
      if (request.kind === 'chore') void this.#begin(request);
      else if (request.kind === 'close') void this.#close(request.id);
      else answers.push({ id: request.id, answer: this.#answer(request) });
    }
    flush();
    this.#say({ answers });
  }

  #answer(request: Other): Answer {
    try {
      switch (request.kind) {
        case 'read':
          return { kind: 'rows', bodies: readFrom(this.#house, request.from, request.limit) };
        case 'day-openings':
          return { kind: 'positions', positions: dayOpenings(this.#house, request.count) };
        case 'last':
          return { kind: 'positions', positions: [this.#appender.last] };
        case 'probe':
          return this.#appender.probe();
        case 'hurry':
          this.#chores.hurry();
          return { kind: 'hurried' };
      }
    } catch (error) {
      return { kind: 'unavailable', reason: messageOf(error) };
    }
  }

  async #begin({ id, chore }: Extract<Request, { kind: 'chore' }>): Promise<void> {
    try {
      this.#say({ chore: { id, result: await this.#chores.do(chore) } });
    } catch (error) {
      this.#say({ chore: { id, fault: messageOf(error) } });
    }
  }

  async #close(id: number): Promise<void> {
    this.#say({ answers: [{ id, answer: await this.#closed() }] });
  }

  async #closed(): Promise<Answer> {
    try {
      await this.#chores.end();
      // A journal that was found damaged is looked at again when it is opened.
      closeHouse({ ...this.#house, last: this.#appender.last }, this.#chores.fault === null);
    } catch (error) {
      // All that was said to be appended is on the medium; the next start looks at it the more closely.
      return { kind: 'unavailable', reason: messageOf(error) };
    }
    return { kind: 'closed' };
  }

  #say(said: Said): void {
    this.#port.postMessage(said);
  }
}

async function main(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('the journal worker runs in a worker thread only');
  const options = workerData as WorkerOptions;
  const say = (opening: Opening) => port.postMessage(opening);
  let house: House;
  try {
    house = await openHouse(options);
  } catch (error) {
    say({ ready: false, reason: messageOf(error) });
    return;
  }
  const worker = new JournalWorker(house, options, port);
  port.on('message', (requests: readonly Request[]) => worker.hear(requests));
  say({ ready: true, opening: house.opening });
}

await main();
