/** The figures of months as files, each written once. */
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeDurably } from '../durable-file.ts';

const READ_ONLY = 0o400;

export class MonthFiles {
  readonly #dir: string;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param dir made with its first file */
  constructor(dir: string) {
    this.#dir = dir;
  }

  /** One freezes at a time: the file of a month is that of the one who tells of it. */
  inTurn<T>(deed: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(deed);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /**
   * Writes the file of a month. One that lies there already is of a host that ended before it told of it.
   * @returns the digest of its bytes
   * @throws Error of the file system: disk full, read-only
   */
  async write(month: string, text: string): Promise<string> {
    await mkdir(this.#dir, { recursive: true, mode: 0o700 });
    const path = this.#pathOf(month);
    await rm(path, { force: true });
    await writeDurably(path, text);
    await chmod(path, READ_ONLY);
    return digestOf(text);
  }

  /**
   * Puts the file of a month back that is missing, or is no longer what was frozen: that one stays beside it.
   * @param text of a good copy
   * @throws Error of the file system: disk full, read-only
   */
  async putBack(month: string, text: string): Promise<void> {
    const path = this.#pathOf(month);
    if ((await this.read(month)) !== null) await rename(path, `${path}.changed`);
    await this.write(month, text);
  }

  /** Null where there is none. @throws Error of the file system */
  read(month: string): Promise<string | null> {
    return readIfThere(this.#pathOf(month));
  }

  #pathOf(month: string): string {
    return join(this.#dir, `${month}.json`);
  }
}

/** SHA-256 in hexadecimal, as `sha256sum` says it. */
export const digestOf = (text: string): string => hash('sha256', text);
