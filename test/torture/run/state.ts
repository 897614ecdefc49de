/** What is left of a torture when it is interrupted: how far each scenario has got, and the files of failed rounds. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Progress {
  /** The last round that is over. */
  readonly done: number;
  readonly broken: readonly string[];
  readonly figures: readonly string[];
}

const nothing: Progress = { done: 0, broken: [], figures: [] };

export class State {
  readonly dir: string;
  readonly #file: string;
  readonly #progress: Record<string, Progress>;

  /** @param dir made when it is not there */
  constructor(dir: string) {
    this.dir = dir;
    mkdirSync(dir, { recursive: true });
    this.#file = join(dir, 'progress.json');
    this.#progress = existsSync(this.#file)
      ? (JSON.parse(readFileSync(this.#file, 'utf8')) as Record<string, Progress>)
      : {};
  }

  /** @param key scenario and seed */
  of(key: string): Progress {
    return this.#progress[key] ?? nothing;
  }

  set(key: string, progress: Progress): void {
    this.#progress[key] = progress;
    // Renamed into place: an interrupted torture must not lose its own memory.
    const fresh = `${this.#file}.new`;
    writeFileSync(fresh, `${JSON.stringify(this.#progress, null, 2)}\n`);
    renameSync(fresh, this.#file);
  }

  /** The scenario's directory; what an interrupted run has left in it is still there, else it is empty. */
  work(key: string): string {
    const dir = join(this.dir, 'work', key);
    if (this.of(key).done === 0) rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    return dir;
  }

  endWork(key: string): void {
    rmSync(join(this.dir, 'work', key), { recursive: true, force: true, maxRetries: 5 });
  }

  /** Keeps a failed round for a person to look at. Resolves with where. */
  keep(key: string, round: number, broken: readonly string[], files: string | undefined): string {
    const dir = join(this.dir, 'failed', `${key}-round-${round}`);
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'broken.txt'), `${broken.join('\n')}\n`);
    if (files !== undefined) cpSync(files, join(dir, 'files'), { recursive: true });
    return dir;
  }
}
