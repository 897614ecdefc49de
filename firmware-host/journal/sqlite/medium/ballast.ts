import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { isFull, isIoError } from './fault.ts';
import { freeBytes, sizeOf } from './files.ts';

const CHUNK_BYTES = 1024 * 1024;
/** So many times its size must be free before it is written: it should be there for a full disk, not make one. */
const ROOM_FACTOR = 3;

/**
 * Room that is held back on the disk and given up when nothing else is left, so that the journal can go on while people see to
 * it. A log that cannot grow cannot even delete.
 */
export class Ballast {
  readonly #path: string;
  readonly #bytes: number;

  constructor(path: string, bytes: number) {
    this.#path = path;
    this.#bytes = bytes;
  }

  /** In bytes; 0 when it was given up. */
  get size(): number {
    return sizeOf(this.#path);
  }

  /** @returns whether there was any */
  free(): boolean {
    if (this.size === 0) return false;
    rmSync(this.#path, { force: true });
    return true;
  }

  /**
   * Writes it where it is missing, if there is room enough, a piece at a time.
   * @returns whether it is there
   * @throws Error of the file system; nothing is left of it then
   */
  async restore(turn: () => Promise<void>): Promise<boolean> {
    if (this.size === this.#bytes) return this.#bytes > 0;
    if (this.#bytes === 0) {
      this.free();
      return false;
    }
    if (freeBytes(dirname(this.#path)) < ROOM_FACTOR * this.#bytes) return false;
    try {
      await this.#write(turn);
    } catch (error) {
      rmSync(this.#path, { force: true });
      throw error;
    }
    // An append may have needed it before it was finished.
    return this.size === this.#bytes;
  }

  async #write(turn: () => Promise<void>): Promise<void> {
    const file = openSync(this.#path, 'w', 0o600);
    try {
      // Written, not just made long: a file with holes holds nothing back.
      const zeros = Buffer.alloc(CHUNK_BYTES);
      for (let left = this.#bytes; left > 0; left -= CHUNK_BYTES) {
        writeSync(file, zeros, 0, Math.min(left, CHUNK_BYTES));
        await turn();
        if (this.size === 0) return;
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}

/** Whether something failed for a full disk, and a ballast was there to be given up: it is worth another try then. */
export function gaveRoom(error: unknown, path: string): boolean {
  const size = sizeOf(path);
  if (size === 0 || !(isFull(error) || (isIoError(error) && freeBytes(dirname(path)) < size))) return false;
  rmSync(path, { force: true });
  return true;
}
