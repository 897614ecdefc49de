/** The thread of the metrics: a report of ten years keeps neither the lobby nor a kiosk waiting. */
import { existsSync, readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { messageOf } from '../journal/sqlite/medium/fault.ts';
import type { MetricsProgress } from '../messages/metrics.ts';
import { MetricsEngine } from './engine.ts';
import type { Answer, Question, Request, WorkerOptions } from './protocol.ts';

/** Linux knows priorities of single threads, by the id that a thread has here. */
const OWN_THREAD = '/proc/thread-self';
const NICE = 10;

/** Whoever takes a number goes before whoever reads a report. */
function giveWay(): void {
  if (existsSync(OWN_THREAD)) setPriority(Number(basename(readlinkSync(OWN_THREAD))), NICE);
}

class MetricsWorker {
  readonly #engine: MetricsEngine;
  readonly #port: MessagePort;
  /** Questions that somebody still waits for. */
  readonly #wanted = new Set<number>();

  constructor(options: WorkerOptions, port: MessagePort) {
    this.#engine = new MetricsEngine(options);
    this.#port = port;
  }

  hear(request: Request): void {
    if ('cancel' in request) this.#wanted.delete(request.id);
    else void this.#answer(request.id, request.question);
  }

  async #answer(id: number, question: Question): Promise<void> {
    this.#wanted.add(id);
    try {
      const result = await this.#engine.answer(question, (progress) => this.#breathe(id, progress));
      this.#say({ id, result });
    } catch (error) {
      this.#say({ id, fault: messageOf(error) });
    } finally {
      this.#wanted.delete(id);
    }
  }

  /** Others have their turn, and whoever does not want to know any more is heard. */
  async #breathe(id: number, progress?: MetricsProgress): Promise<void> {
    if (progress !== undefined) this.#say({ id, progress });
    await setImmediate();
    if (!this.#wanted.has(id)) throw new Error('nobody waits for it any more');
  }

  #say(answer: Answer): void {
    this.#port.postMessage(answer);
  }
}

const port = parentPort;
if (port === null) throw new Error('the metrics have a thread of their own');
giveWay();
const worker = new MetricsWorker(workerData as WorkerOptions, port);
port.on('message', (request: Request) => worker.hear(request));
