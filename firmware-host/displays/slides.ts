/** The pictures that televisions show while nobody is called: those of one folder, and nothing else. */
import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { plainReason, reasonOf } from '../central/reason.ts';

export const SLIDES_MAX = 100;
/** A photograph in full size; more would only stutter on a television. */
export const SLIDE_BYTES_MAX = 8 * 1024 * 1024;
const NAME_LENGTH_MAX = 200;
/** Somebody who has put a picture there should see it while he still stands before the screen. */
const LOOK_MS = 15_000;

interface Kind {
  readonly type: string;
  readonly begins: (head: Buffer) => boolean;
  /** Whether the file ends where the picture does. Half a picture looks like the fault of the television. */
  readonly isWhole: (head: Buffer, tail: Buffer, size: number) => boolean;
}

const png: Kind = {
  type: 'image/png',
  begins: (head) => head.subarray(0, 8).toString('latin1') === '\u0089PNG\r\n\u001a\n',
  isWhole: (_head, tail) => tail.includes('IEND'),
};
const jpeg: Kind = {
  type: 'image/jpeg',
  begins: (head) => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff,
  isWhole: (_head, tail) => tail.includes(Buffer.from([0xff, 0xd9])),
};
const webp: Kind = {
  type: 'image/webp',
  begins: (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  isWhole: (head, _tail, size) => head.readUInt32LE(4) + 8 <= size,
};

const kinds: Readonly<Record<string, Kind>> = { '.png': png, '.jpg': jpeg, '.jpeg': jpeg, '.webp': webp };

const HEAD_BYTES = 16;
/** Cameras and programs write some bytes behind the end of a JPEG. */
const TAIL_BYTES = 64 * 1024;

/** A link would lead out of the folder, and a pipe has no end. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** One picture. `version` changes with its file. */
interface Slide {
  readonly name: string;
  readonly type: string;
  readonly version: string;
}

export interface Picture {
  readonly type: string;
  /** As it is wanted: whoever fetches slowly, or never ends, must not hold the whole of it in memory. */
  readonly bytes: Readable;
}

/** Looks at the folder from time to time, so that pictures come and go without a restart. */
export class Slides {
  readonly #dir: string;
  readonly #say: (line: string) => void;
  readonly #listeners = new Set<() => void>();
  #slides: readonly Slide[] = [];
  /** What is wrong now: each thing is said once, until it has been right again. */
  #faults: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;

  /** @param say told of what keeps a picture from being shown, a line at a time */
  constructor(dir: string, say: (line: string) => void) {
    this.#dir = dir;
    this.#say = say;
  }

  /** Looks at once, and again from time to time until `stop`. */
  start(): void {
    void this.look();
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
    // What keeps the host alive is something else.
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Changes with the pictures and their order. Empty where there is none. */
  get list(): string {
    const { length } = this.#slides;
    return length === 0 ? '' : `${length}-${digest(this.addresses().join('\n'))}`;
  }

  /** Where each picture is, in the order of their names. A changed picture has another address. */
  addresses(): string[] {
    return this.#slides.map(
      ({ name, version }) => `/api/v1/display/slides/${encodeURIComponent(name)}?${version}`,
    );
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Only what was found in the folder itself is ever read: a name is looked up, and never a path. Null where there is none. */
  async read(name: string): Promise<Picture | null> {
    const slide = this.#slides.find((one) => one.name === name);
    if (slide === undefined) return null;
    try {
      const file = await open(join(this.#dir, slide.name), FLAGS);
      // It may have been replaced since it was looked at.
      const found = await file.stat();
      if (found.isFile() && found.size <= SLIDE_BYTES_MAX)
        return { type: slide.type, bytes: file.createReadStream({ start: 0, end: SLIDE_BYTES_MAX - 1 }) };
      await file.close();
      return null;
    } catch (error) {
      this.#say(`slides: ${plainReason(name)}: ${reasonOf(error)}`);
      return null;
    }
  }

  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = null));
    return this.#looking;
  }

  async #look(): Promise<void> {
    const faults = new Set<string>();
    const found = await this.#find(faults);
    for (const fault of faults) if (!this.#faults.has(fault)) this.#say(fault);
    this.#faults = faults;
    const before = this.list;
    this.#slides = found;
    if (this.list !== before) for (const listener of this.#listeners) listener();
  }

  async #find(faults: Set<string>): Promise<Slide[]> {
    try {
      const entries = await readdir(this.#dir, { withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
        .map(({ name }) => name)
        .toSorted(byName.compare);
      const found: Slide[] = [];
      for (const name of files) {
        if (found.length === SLIDES_MAX) {
          faults.add(`slides: there are more than ${SLIDES_MAX} pictures; the rest is not shown.`);
          break;
        }
        const slide = await this.#slideOf(name);
        if (typeof slide === 'string') faults.add(`slides: ${plainReason(name)}: ${slide}; it is not shown.`);
        else found.push(slide);
      }
      return found;
    } catch (error) {
      faults.add(`slides: ${reasonOf(error)}`);
      return [];
    }
  }

  /** @returns why it cannot be shown, where it cannot */
  async #slideOf(name: string): Promise<Slide | string> {
    const kind = kinds[extname(name).toLowerCase()];
    if (kind === undefined) return 'it is neither png, jpg nor webp';
    if (name.length > NAME_LENGTH_MAX) return `its name is longer than ${NAME_LENGTH_MAX} characters`;
    const file = await open(join(this.#dir, name), FLAGS).catch((error: unknown) => reasonOf(error));
    if (typeof file === 'string') return file;
    try {
      const { size, mtimeMs } = await file.stat();
      if (size > SLIDE_BYTES_MAX) return 'it is larger than 8 MiB';
      const head = Buffer.alloc(HEAD_BYTES);
      await file.read(head, 0, HEAD_BYTES, 0);
      if (!kind.begins(head)) return 'there is no such picture in it';
      const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
      await file.read(tail, 0, tail.length, size - tail.length);
      if (!kind.isWhole(head, tail, size)) return 'its end is missing; copy it again';
      return { name, type: kind.type, version: `${size}-${Math.round(mtimeMs)}` };
    } finally {
      await file.close();
    }
  }
}

/** As people count: 2.jpg comes before 10.jpg. */
const byName = new Intl.Collator('en', { numeric: true });

const SHIFT = 31;
const ROOM = 0x1_0000_0000;

/** Short, and only told from the one before: no secret. */
const digest = (text: string): string =>
  Array.from(text)
    .reduce((sum, letter) => (sum * SHIFT + (letter.codePointAt(0) ?? 0)) % ROOM, 0)
    .toString(36);
