/**
 * Draws previews on a thread of its own: a page of rare characters takes half a second to lay and draw, and nobody who takes a
 * number should wait for a technician who tries layouts. The thread, and the fonts in it, go when nobody asks any more.
 */
import { Worker } from 'node:worker_threads';
import { DeviceFault, type Closable } from '../../driver.ts';
import type { PrintDocument } from '../document.ts';
import type { PrinterModel } from '../models/model.ts';
import type { Answer, Question } from './preview-messages.ts';
import type { PaperPreview } from './preview.ts';

/** Long enough for somebody who tries one layout after the other. */
const IDLE_MS = 60_000;

export class PreviewThread implements Closable {
  #worker: Worker | null = null;
  readonly #asked = new Map<number, PromiseWithResolvers<PaperPreview>>();
  #lastId = 0;
  #idle: NodeJS.Timeout | undefined;

  /**
   * @throws DeviceFault `unprintable` for a QR content outside what `QrItem` allows
   * @throws Error where this machine has no canvas, or the thread has ended
   */
  preview(document: PrintDocument, model: PrinterModel): Promise<PaperPreview> {
    this.#lastId += 1;
    const asked = Promise.withResolvers<PaperPreview>();
    this.#asked.set(this.#lastId, asked);
    this.#worker ??= this.#begin();
    const question: Question = { id: this.#lastId, document, model };
    this.#worker.postMessage(question);
    clearTimeout(this.#idle);
    return asked.promise;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#end(worker, 'the preview was cut short');
    await worker?.terminate();
  }

  #begin(): Worker {
    const worker = new Worker(new URL('./preview-worker.js', import.meta.url), { name: 'preview' });
    // Whoever asks keeps the process alive, not the thread.
    worker.unref();
    worker.on('message', (answer: Answer) => this.#answered(answer));
    worker.on('error', (error: unknown) =>
      this.#end(worker, error instanceof Error ? error.message : String(error)),
    );
    worker.on('exit', () => this.#end(worker, 'the preview ended by itself'));
    return worker;
  }

  #answered(answer: Answer): void {
    const asked = this.#asked.get(answer.id);
    this.#asked.delete(answer.id);
    if ('paper' in answer) asked?.resolve(answer.paper);
    else
      asked?.reject(
        answer.isUnprintable ? new DeviceFault('unprintable', answer.message) : new Error(answer.message),
      );
    if (this.#asked.size === 0) this.#idle = setTimeout(() => void this.close(), IDLE_MS).unref();
  }

  /** Nobody waits for a thread that is gone; the next question begins another one. */
  #end(worker: Worker | null, reason: string): void {
    if (worker !== this.#worker) return;
    this.#worker = null;
    for (const { reject } of this.#asked.values()) reject(new Error(reason));
    this.#asked.clear();
  }
}
