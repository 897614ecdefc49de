/** Phrases that were made before, as files: a call must not wait for the same words twice, nor a slow machine speak them twice. */
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Samples } from '../sound/pcm.ts';
import { encodeWav, isOwnWav, parseWav } from '../sound/wav.ts';

export interface CacheOptions {
  /** Null: nothing is kept. It is made when it is not there. */
  readonly dir: string | null;
  readonly bytesMax: number;
  /** Told of a folder that cannot be used; phrases are made anew each time then. */
  readonly remark: (text: string) => void;
}

/** Bytes, of each file by its name; the one used last is the last. */
type Index = Map<string, number>;

const ending = '.wav';
const unfinished = '.part';
const isName = (name: string): boolean => /^[0-9a-f]{8,64}\.wav$/.test(name);

export class PhraseCache {
  readonly #options: CacheOptions;
  readonly #making = new Map<string, Promise<Samples>>();
  #opened: Promise<Index> | null = null;
  #bytes = 0;
  #lastPart = 0;

  constructor(options: CacheOptions) {
    this.#options = options;
  }

  /**
   * What is kept under `key`, or what `make` makes; asked for twice at a time, it is made once.
   * @param key small hexadecimal digits
   * @throws what `make` throws
   */
  get(key: string, make: () => Promise<Samples>): Promise<Samples> {
    const under = this.#making.get(key);
    if (under) return under;
    const made = this.#find(key, make).finally(() => this.#making.delete(key));
    this.#making.set(key, made);
    return made;
  }

  async #find(key: string, make: () => Promise<Samples>): Promise<Samples> {
    const { dir } = this.#options;
    if (dir === null) return make();
    this.#opened ??= this.#open(dir);
    const index = await this.#opened;
    const name = `${key}${ending}`;
    const kept = index.has(name) ? await this.#read(dir, name, index) : null;
    if (kept) return kept;
    const made = await make();
    await this.#keep(dir, name, made, index);
    return made;
  }

  /** What a crash has left half written is taken away; the rest is as old as its last use. */
  async #open(dir: string): Promise<Index> {
    const index: Index = new Map();
    try {
      await mkdir(dir, { recursive: true });
      const names = await readdir(dir);
      await Promise.all(
        names.filter((name) => name.endsWith(unfinished)).map((name) => rm(join(dir, name), { force: true })),
      );
      const found = await Promise.all(
        names
          .filter(isName)
          .map(async (name) => ({ name, found: await stat(join(dir, name)).catch(() => null) })),
      );
      const files = found.flatMap(({ name, found: file }) =>
        file?.isFile() === true ? [{ name, file }] : [],
      );
      for (const { name, file } of files.toSorted((one, other) => one.file.mtimeMs - other.file.mtimeMs)) {
        index.set(name, file.size);
        this.#bytes += file.size;
      }
      await this.#bound(dir, index);
    } catch (error) {
      this.#tell(error);
    }
    return index;
  }

  /** Null where there is none any more, or half of one. */
  async #read(dir: string, name: string, index: Index): Promise<Samples | null> {
    const file = join(dir, name);
    const bytes = await readFile(file).catch(() => null);
    if (bytes === null || !isOwnWav(bytes)) {
      await this.#forget(dir, name, index);
      return null;
    }
    const size = index.get(name) ?? bytes.length;
    index.delete(name);
    index.set(name, size);
    const now = Date.now() / 1000;
    // Only after a restart it matters when it was used last.
    await utimes(file, now, now).catch(() => undefined);
    return parseWav(bytes).samples;
  }

  async #keep(dir: string, name: string, made: Samples, index: Index): Promise<void> {
    const bytes = encodeWav(made);
    if (bytes.length > this.#options.bytesMax) return;
    this.#lastPart++;
    const part = join(dir, `${process.pid}-${this.#lastPart}${unfinished}`);
    try {
      await writeFile(part, bytes);
      await rename(part, join(dir, name));
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      this.#tell(error);
      return;
    }
    this.#bytes += bytes.length - (index.get(name) ?? 0);
    index.delete(name);
    index.set(name, bytes.length);
    await this.#bound(dir, index);
  }

  async #bound(dir: string, index: Index): Promise<void> {
    for (const name of index.keys()) {
      if (this.#bytes <= this.#options.bytesMax) return;
      await this.#forget(dir, name, index);
    }
  }

  async #forget(dir: string, name: string, index: Index): Promise<void> {
    this.#bytes -= index.get(name) ?? 0;
    index.delete(name);
    await rm(join(dir, name), { force: true }).catch((error: unknown) => this.#tell(error));
  }

  #tell(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    // Without the name of the file, which is another one each time, and what is wrong is told once.
    const [reason = message] = message.split(/, \w+ '/);
    this.#options.remark(`phrases cannot be kept in ${this.#options.dir}: ${reason}`);
  }
}
