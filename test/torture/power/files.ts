/** From calls to what they do to the files below one directory: descriptors and offsets are gone, names are whole. */
import { dirname, join } from 'node:path';
import type { Call } from './trace.ts';

/** A file is a number here, given when it was first seen: names come and go. Names are relative to the directory. */
export type Step =
  | { readonly kind: 'write'; readonly file: number; readonly at: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly file: number; readonly bytes: number }
  | { readonly kind: 'create'; readonly file: number; readonly name: string; readonly isFolder: boolean }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'link'; readonly file: number; readonly name: string }
  | { readonly kind: 'unlink'; readonly name: string }
  /** All of the file that was written before `began` is on the medium now. */
  | { readonly kind: 'sync'; readonly file: number; readonly began: number }
  /** What the process has said to the world, a line at a time. */
  | { readonly kind: 'said'; readonly line: string };

export interface Timed {
  /** When it had happened, in the order of the record. */
  readonly at: number;
  readonly step: Step;
}

export interface Start {
  readonly folders: readonly string[];
  readonly files: ReadonlyMap<string, Buffer>;
}

/** The directory itself; names below it have no slash before them. */
export const ROOT = '';

/** Folder of a name. */
export const folderOf = (name: string): string => {
  const folder = dirname(name);
  return folder === '.' ? ROOT : folder;
};

interface Descriptor {
  readonly file: number | null;
  readonly path: string;
  offset: number;
  readonly appends: boolean;
}

/** Reads calls as what they do below `dir`; what is written into the file `voice` is what the process has said. */
export class FileSteps {
  readonly #dir: string;
  readonly #voice: string;
  readonly #descriptors = new Map<number, Descriptor>();
  /** Name → file, as the process sees it. */
  readonly names = new Map<string, number>();
  /** Contents as the process sees them. */
  readonly #contents = new Map<number, Buffer>();
  readonly #steps: Timed[] = [];
  #voiceRest = '';
  #nextFile = 1;

  constructor(dir: string, voice: string, start: Start) {
    this.#dir = dir;
    this.#voice = voice;
    this.names.set(ROOT, 0);
    for (const folder of start.folders) this.names.set(folder, this.#nextFile++);
    for (const [name, content] of start.files) {
      // A copy: the medium begins with it as well.
      this.#contents.set(this.#nextFile, Buffer.from(content));
      this.names.set(name, this.#nextFile++);
    }
  }

  read(calls: readonly Call[]): readonly Timed[] {
    for (const call of calls) this.#call(call);
    return this.#steps;
  }

  #call(call: Call): void {
    const { name, args, result } = call;
    switch (name) {
      case 'openat':
        return this.#open(call, this.#path(args[1], args[0]), String(args[2]));
      case 'open':
        return this.#open(call, this.#path(args[0]), String(args[1]));
      case 'close':
        return void this.#descriptors.delete(fd(args[0]));
      case 'lseek':
        return this.#seek(args, result);
      case 'write':
        return this.#append(call);
      case 'pwrite64':
        return this.#write(call, this.#file(args[0]), Number(args[3]), bytes(args[1]).subarray(0, result));
      case 'ftruncate':
        return this.#truncate(call, this.#file(args[0]), Number(args[1]));
      case 'fsync':
      case 'fdatasync':
        return this.#sync(call);
      case 'unlink':
      case 'rmdir':
        return this.#unlink(call, this.#path(args[0]));
      case 'unlinkat':
        return this.#unlink(call, this.#path(args[1], args[0]));
      case 'rename':
        return this.#rename(call, this.#path(args[0]), this.#path(args[1]));
      case 'renameat':
      case 'renameat2':
        return this.#rename(call, this.#path(args[1], args[0]), this.#path(args[3], args[2]));
      case 'mkdir':
        return this.#create(call, this.#path(args[0]), true);
      case 'mkdirat':
        return this.#create(call, this.#path(args[1], args[0]), true);
      case 'copy_file_range':
        return this.#copy(call, fd(args[0]), String(args[1]), fd(args[2]), String(args[3]));
      case 'sendfile':
        return this.#copy(call, fd(args[1]), String(args[2]), fd(args[0]), 'NULL');
      default:
        return this.#others(call);
    }
  }

  /** Calls that nobody makes so far: if somebody does, the record would be wrong without a word. */
  #others({ name, args }: Call): void {
    const [first] = args;
    const touched = typeof first === 'string' ? this.#descriptors.get(fd(first))?.file : this.#path(first);
    if (touched !== undefined && touched !== null)
      throw new Error(`the recorder does not know what ${name} does to a file`);
  }

  /** A name below the directory, or null for all others. */
  #path(arg: Buffer | string | undefined, folder?: Buffer | string): string | null {
    const text = bytes(arg).toString();
    const base =
      folder === undefined || folder === 'AT_FDCWD' ? '/' : this.#descriptors.get(fd(folder))?.path;
    const path = text.startsWith('/') ? text : join(base ?? '/', text);
    if (path === this.#dir) return ROOT;
    return path.startsWith(`${this.#dir}/`) ? path.slice(this.#dir.length + 1).replace(/\/$/, '') : null;
  }

  #open(call: Call, name: string | null, flags: string): void {
    const path = bytes(call.args[call.name === 'openat' ? 1 : 0]).toString();
    let file: number | null = null;
    if (name !== null) {
      if (!this.names.has(name) && flags.includes('O_CREAT')) this.#create(call, name, false);
      file = this.names.get(name) ?? null;
      if (file !== null && flags.includes('O_TRUNC')) this.#truncate(call, file, 0);
    }
    const appends = flags.includes('O_APPEND');
    const full = name === null ? path : join(this.#dir, name);
    this.#descriptors.set(call.result, { file, path: full, offset: 0, appends });
  }

  #create(call: Call, name: string | null, isFolder: boolean): void {
    if (name === null) return;
    const file = this.#nextFile++;
    this.names.set(name, file);
    this.#push(call, { kind: 'create', file, name, isFolder });
  }

  #seek(args: readonly (Buffer | string)[], result: number): void {
    const descriptor = this.#descriptors.get(fd(args[0]));
    if (descriptor !== undefined) descriptor.offset = result;
  }

  #append(call: Call): void {
    const descriptor = this.#descriptors.get(fd(call.args[0]));
    if (descriptor === undefined) return;
    const data = bytes(call.args[1]).subarray(0, call.result);
    if (descriptor.path === this.#voice) return this.#say(call, data.toString());
    const { file, appends } = descriptor;
    const at = appends && file !== null ? (this.#contents.get(file)?.length ?? 0) : descriptor.offset;
    this.#write(call, file, at, data);
    descriptor.offset = at + data.length;
  }

  #say(call: Call, text: string): void {
    const lines = (this.#voiceRest + text).split('\n');
    this.#voiceRest = lines.pop() ?? '';
    for (const line of lines) this.#push(call, { kind: 'said', line });
  }

  #write(call: Call, file: number | null, at: number, data: Buffer): void {
    if (file === null || data.length === 0) return;
    this.#contents.set(file, written(this.#contents.get(file), at, data));
    this.#push(call, { kind: 'write', file, at, data });
  }

  #truncate(call: Call, file: number | null, length: number): void {
    if (file === null) return;
    this.#contents.set(file, cut(this.#contents.get(file), length));
    this.#push(call, { kind: 'truncate', file, bytes: length });
  }

  #sync(call: Call): void {
    const file = this.#file(call.args[0]);
    if (file !== null) this.#push(call, { kind: 'sync', file, began: call.began });
  }

  #unlink(call: Call, name: string | null): void {
    if (name === null || !this.names.delete(name)) return;
    this.#push(call, { kind: 'unlink', name });
  }

  #rename(call: Call, from: string | null, to: string | null): void {
    if (from === null && to === null) return;
    if (from === null || to === null) throw new Error('a file was moved into or out of the directory');
    moveName(this.names, from, to);
    this.#push(call, { kind: 'rename', from, to });
  }

  #copy(call: Call, source: number, sourceAt: string, target: number, targetAt: string): void {
    const [from, to] = [this.#descriptors.get(source), this.#descriptors.get(target)];
    if (to === undefined || to.file === null) return;
    const at = offsetOf(sourceAt) ?? from?.offset ?? 0;
    const content = from?.file === null || from === undefined ? undefined : this.#contents.get(from.file);
    if (content === undefined) throw new Error('a file was copied that the recorder does not know');
    const toAt = offsetOf(targetAt) ?? to.offset;
    this.#write(call, to.file, toAt, Buffer.from(content.subarray(at, at + call.result)));
    if (from !== undefined && offsetOf(sourceAt) === null) from.offset = at + call.result;
    if (offsetOf(targetAt) === null) to.offset = toAt + call.result;
  }

  #file(arg: Buffer | string | undefined): number | null {
    return this.#descriptors.get(fd(arg))?.file ?? null;
  }

  #push({ ended }: Call, step: Step): void {
    this.#steps.push({ at: ended, step });
  }
}

const fd = (arg: Buffer | string | undefined): number => Number.parseInt(String(arg), 10);
const bytes = (arg: Buffer | string | undefined): Buffer => (Buffer.isBuffer(arg) ? arg : Buffer.alloc(0));

/** `[512]` or `[512 => 1024]`; null for NULL: the descriptor's own. */
function offsetOf(text: string): number | null {
  const [, at] = /^\[(\d+)/.exec(text) ?? [];
  return at === undefined ? null : Number(at);
}

/** A file with something written into it; what was never written reads as zero. */
export function written(content: Buffer | undefined, at: number, data: Buffer): Buffer {
  const before = content ?? Buffer.alloc(0);
  const end = at + data.length;
  const after = before.length >= end ? before : Buffer.concat([before, Buffer.alloc(end - before.length)]);
  data.copy(after, at);
  return after;
}

export function cut(content: Buffer | undefined, length: number): Buffer {
  const before = content ?? Buffer.alloc(0);
  return before.length >= length
    ? Buffer.from(before.subarray(0, length))
    : Buffer.concat([before, Buffer.alloc(length - before.length)]);
}

/** Renames a file, or a folder with all that is in it. */
export function moveName(names: Map<string, number>, from: string, to: string): void {
  const before = [...names];
  for (const [name, file] of before) {
    if (name !== from && !name.startsWith(`${from}/`)) continue;
    names.delete(name);
    names.set(to + name.slice(from.length), file);
  }
}
