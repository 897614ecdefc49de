/** The raw limit of everything durable: 4 KiB appended and flushed. */
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { median, percentile } from './stats.ts';

const APPEND_BYTES = 4096;

export class RawAppends {
  readonly #path: string;
  readonly #file: number;
  readonly #block = Buffer.alloc(APPEND_BYTES, 0x5a);
  readonly #timesMs: number[] = [];

  /** @param dir on the medium on which the host has its data */
  constructor(dir: string) {
    this.#path = join(dir, 'raw.bin');
    this.#file = openSync(this.#path, 'w');
    // The first append also makes the file's inode durable, which no later one does.
    this.#append();
  }

  /** Appends `count` times; all times together make the percentiles. */
  measure(count: number): void {
    for (let n = 0; n < count; n += 1) {
      const startMs = performance.now();
      this.#append();
      this.#timesMs.push(performance.now() - startMs);
    }
  }

  get p50Ms(): number {
    return median(this.#timesMs);
  }

  get p99Ms(): number {
    return percentile(this.#timesMs, 99);
  }

  close(): void {
    closeSync(this.#file);
    rmSync(this.#path);
  }

  #append(): void {
    writeSync(this.#file, this.#block);
    fdatasyncSync(this.#file);
  }
}
