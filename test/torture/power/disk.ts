/**
 * A medium with a cache that forgets: what was synchronised is there for good; of the rest a power cut leaves all, nothing, or
 * any part. Contents and names are two things: the bytes of a file last from its own sync on, its name from the sync of the folder
 * (fsync(2) promises no more, though most file systems do).
 */
import { cut, folderOf, moveName, ROOT, written, type Start, type Step } from './files.ts';

type Change = Extract<Step, { kind: 'write' | 'truncate' }>;
type Naming = Extract<Step, { kind: 'create' | 'rename' | 'link' | 'unlink' }>;

const SECTOR_BYTES = 512;

/** What the cut leaves of what was not synchronised. Each is asked with how many there are. */
export interface Fate {
  /** How many of the pending names are there, from the first on: file systems keep their order. */
  names(pending: number): number;
  /** Which of the pending changes of one file are there, and of each whether it is torn. */
  changes(pending: number): readonly ChangeFate[];
  /** Which sectors of a torn write are there. */
  sector(): boolean;
}

export type ChangeFate = 'kept' | 'lost' | 'torn';

export interface Rebuilt {
  readonly folders: readonly string[];
  readonly files: ReadonlyMap<string, Buffer>;
}

interface Timed<T> {
  readonly at: number;
  readonly step: T;
}

export class Disk {
  readonly #durable = new Map<number, Buffer>();
  readonly #changes = new Map<number, Timed<Change>[]>();
  readonly #names = new Map<string, number>();
  readonly #folders = new Set<number>();
  #namings: Timed<Naming>[] = [];
  /** Names as the process sees them, to know a folder by its number. */
  readonly #present = new Map<string, number>();

  /** All of it is on the medium. */
  constructor(start: Start) {
    // The numbers must be those of FileSteps.
    let file = 1;
    const add = (name: string, number: number) => {
      this.#names.set(name, number);
      this.#present.set(name, number);
    };
    add(ROOT, 0);
    this.#folders.add(0);
    for (const folder of start.folders) {
      this.#folders.add(file);
      add(folder, file++);
    }
    for (const [name, content] of start.files) {
      this.#durable.set(file, content);
      add(name, file++);
    }
  }

  /** @param at place in the record */
  apply(at: number, step: Step): void {
    switch (step.kind) {
      case 'write':
      case 'truncate': {
        const pending = this.#changes.get(step.file) ?? [];
        pending.push({ at, step });
        this.#changes.set(step.file, pending);
        return;
      }
      case 'create':
        if (step.isFolder) this.#folders.add(step.file);
        rename(this.#present, step);
        this.#namings.push({ at, step });
        return;
      case 'rename':
      case 'link':
      case 'unlink':
        this.#namings.push({ at, step });
        rename(this.#present, step);
        return;
      case 'sync':
        return this.#folders.has(step.file) ? this.#syncFolder(step) : this.#syncFile(step);
      case 'said':
        return;
    }
  }

  /** Whether a power cut now could leave more than one thing. */
  get isSettled(): boolean {
    return this.#namings.length === 0 && [...this.#changes.values()].every((pending) => pending.length === 0);
  }

  /** What is found after a power cut now. */
  rebuild(fate: Fate): Rebuilt {
    const names = new Map(this.#names);
    const kept = fate.names(this.#namings.length);
    for (const { step } of this.#namings.slice(0, kept)) rename(names, step);
    const folders = new Set([...names].filter(([, file]) => this.#folders.has(file)).map(([name]) => name));
    const files = new Map<string, Buffer>();
    for (const [name, file] of names) {
      // A file in a folder that is not there is not there either.
      if (this.#folders.has(file) || !isReachable(name, folders)) continue;
      files.set(name, this.#contentOf(file, fate));
    }
    const reachable = [...folders].filter((name) => name !== ROOT && isReachable(name, folders));
    return { folders: reachable.toSorted(), files };
  }

  #contentOf(file: number, fate: Fate): Buffer {
    const pending = this.#changes.get(file) ?? [];
    const fates = fate.changes(pending.length);
    let content: Buffer = Buffer.from(this.#durable.get(file) ?? Buffer.alloc(0));
    for (const [index, { step }] of pending.entries()) {
      const what = fates[index] ?? 'lost';
      if (what === 'lost') continue;
      if (step.kind === 'truncate') content = cut(content, step.bytes);
      else if (what === 'kept') content = written(content, step.at, step.data);
      else content = torn(content, step.at, step.data, fate);
    }
    return content;
  }

  #syncFile({ file, began }: { file: number; began: number }): void {
    const pending = this.#changes.get(file) ?? [];
    let content: Buffer = Buffer.from(this.#durable.get(file) ?? Buffer.alloc(0));
    for (const { at, step } of pending) {
      // What another thread has written while the sync was under way may have come too late for it.
      if (at > began) break;
      content = step.kind === 'truncate' ? cut(content, step.bytes) : written(content, step.at, step.data);
    }
    this.#durable.set(file, content);
    this.#changes.set(
      file,
      pending.filter(({ at }) => at > began),
    );
  }

  #syncFolder({ file, began }: { file: number; began: number }): void {
    const folder = [...this.#present].find(([, number]) => number === file)?.[0];
    if (folder === undefined) return;
    const rest: Timed<Naming>[] = [];
    for (const naming of this.#namings) {
      if (naming.at <= began && touches(naming.step, folder)) rename(this.#names, naming.step);
      else rest.push(naming);
    }
    this.#namings = rest;
  }
}

function touches(step: Naming, folder: string): boolean {
  if (step.kind === 'rename') return folderOf(step.from) === folder || folderOf(step.to) === folder;
  return folderOf(step.name) === folder;
}

function rename(names: Map<string, number>, step: Naming): void {
  if (step.kind === 'rename') moveName(names, step.from, step.to);
  else if (step.kind === 'unlink') names.delete(step.name);
  else names.set(step.name, step.file);
}

function isReachable(name: string, folders: ReadonlySet<string>): boolean {
  const folder = folderOf(name);
  return folder === ROOT || (folders.has(folder) && isReachable(folder, folders));
}

/** Sectors are whole or not there; within one, only a short write that is less than one can be torn as well. */
function torn(before: Buffer, from: number, data: Buffer, fate: Fate): Buffer {
  let content: Buffer = before;
  const step = data.length <= SECTOR_BYTES ? Math.max(1, Math.floor(data.length / 4)) : SECTOR_BYTES;
  for (let at = 0; at < data.length;) {
    const end = Math.min(data.length, step === SECTOR_BYTES ? at + step - ((from + at) % step) : at + step);
    if (fate.sector()) content = written(content, from + at, data.subarray(at, end));
    at = end;
  }
  return content;
}
