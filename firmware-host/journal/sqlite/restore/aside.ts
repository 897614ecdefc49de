/** Where files go that a journal can no longer be made of: nothing that a host has written is thrown away by itself. */
import { existsSync, mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Restoration } from '../../storage.ts';
import { stampOf } from '../backup/backups.ts';
import { namesIn, syncFolder } from '../medium/files.ts';
import { databaseFiles, type Layout } from '../medium/layout.ts';

/** While the journal that is to stand in is not finished yet: after a crash its rows are looked for here. */
const PENDING = '.pending';
const HISTORY = 'history';

export class Aside {
  readonly dir: string;
  readonly #layout: Layout;

  private constructor(layout: Layout, dir: string) {
    this.#layout = layout;
    this.dir = dir;
  }

  /** One that a crash has left unfinished is gone on with. @param at wall time in ms, for its name */
  static begin(layout: Layout, why: Restoration['cause'] | 'history' | 'reports', at: number): Aside {
    const dir = pendingDir(layout) ?? newDir(layout, `${stampOf(at)}-${why}`);
    mkdirSync(join(dir, HISTORY), { recursive: true, mode: 0o700 });
    return new Aside(layout, dir);
  }

  /** After a crash between the end of a restoration and the end of its putting aside. */
  static finishPending(layout: Layout): void {
    const dir = pendingDir(layout);
    if (dir !== null) new Aside(layout, dir).finish();
  }

  /** The journal in one that is not finished; null when there is none. */
  static pendingJournal(layout: Layout): string | null {
    const dir = pendingDir(layout);
    return dir === null ? null : new Aside(layout, dir).journal;
  }

  /** Where periods lie that were put aside, in whatever folder; the latest first. */
  static periodDirs({ aside }: Layout): readonly string[] {
    return namesIn(aside)
      .map((name) => join(aside, name, HISTORY))
      .toReversed();
  }

  /** The journal that was put here; null when there was none. */
  get journal(): string | null {
    const path = join(this.dir, basename(this.#layout.journal));
    return existsSync(path) ? path : null;
  }

  /** With its log: the latest events may be there only. */
  takeJournal(): void {
    for (const path of databaseFiles(this.#layout.journal)) move(path, this.dir);
    this.#sync();
  }

  takePeriod(name: string): void {
    move(join(this.#layout.history, name), join(this.dir, HISTORY));
    this.#sync();
  }

  takeFile(path: string): void {
    move(path, this.dir);
    this.#sync();
  }

  /** Periods that a restoration took away before it could finish. */
  giveBackPeriods(): void {
    for (const name of namesIn(join(this.dir, HISTORY)))
      move(join(this.dir, HISTORY, name), this.#layout.history);
    this.#sync();
  }

  /** Its name below the data directory once it is finished; null when nothing lies in it. */
  get finalName(): string | null {
    return this.#isEmpty ? null : join(basename(this.#layout.aside), basename(this.#final));
  }

  /** A journal stands in the place of what lies here. */
  finish(): void {
    if (this.#isEmpty) {
      rmdirSync(join(this.dir, HISTORY));
      rmdirSync(this.dir);
    } else {
      renameSync(this.dir, this.#final);
    }
    syncFolder(this.#layout.aside);
  }

  get #isEmpty(): boolean {
    return namesIn(this.dir).length === 1 && namesIn(join(this.dir, HISTORY)).length === 0;
  }

  get #final(): string {
    return this.dir.slice(0, -PENDING.length);
  }

  #sync(): void {
    const { aside, history, dataDir } = this.#layout;
    for (const dir of [this.dir, join(this.dir, HISTORY), aside, history, dataDir])
      if (existsSync(dir)) syncFolder(dir);
  }
}

/** A clock that stands still must not lay two of them into one. */
function newDir({ aside }: Layout, name: string): string {
  const taken = new Set(namesIn(aside));
  for (let count = 1; ; count += 1) {
    const own = count === 1 ? name : `${name}-${count}`;
    if (!taken.has(own)) return join(aside, `${own}${PENDING}`);
  }
}

function pendingDir({ aside }: Layout): string | null {
  const name = namesIn(aside).find((found) => found.endsWith(PENDING));
  return name === undefined ? null : join(aside, name);
}

function move(path: string, dir: string): void {
  if (existsSync(path)) renameSync(path, join(dir, basename(path)));
}
