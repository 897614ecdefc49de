import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { crc32 } from 'node:zlib';
import { isMissing } from './fault.ts';

/** How far a journal has got, in its own words. */
export interface Mark {
  readonly last: number;
  readonly epoch: number;
  /** Whether the host ended by itself. */
  readonly isClean: boolean;
}

const BYTES = 64;
const FORM = /^foyer (\d+) (\d+) (clean|open) +([0-9a-f]{8})\n$/;
const SUM_DIGITS = 8;

/**
 * A witness beside the journal. SQLite takes the end of its log at the first frame that is not right, which is how a power cut
 * looks, and also how a damaged log does: whatever was answered after it would be gone without a word. So after each commit, when
 * the medium has it, the position is written here, without waiting for the medium: a killed process leaves it exact, a power
 * cut leaves an older one, and neither ever leaves one that is ahead of a whole journal.
 */
export class MarkFile {
  readonly #file: number;

  private constructor(file: number) {
    this.#file = file;
  }

  static open(path: string): MarkFile {
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    // What damage has added behind it would stay there, and no mark could be read any more.
    if (fstatSync(file).size > BYTES) ftruncateSync(file, BYTES);
    return new MarkFile(file);
  }

  /** @returns null when there is none; `unreadable` when a power cut or damage has left no whole one */
  static read(path: string): Mark | 'unreadable' | null {
    try {
      return parse(readFileSync(path, 'latin1'));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** One sector, in place: no file that grows, and nothing that the medium has to be waited for. */
  write(mark: Mark): void {
    writeSync(this.#file, format(mark), 0, 'latin1');
  }

  /** The last word of a host that ends, or the first of a new epoch. */
  writeDurably(mark: Mark): void {
    this.write(mark);
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}

function format({ last, epoch, isClean }: Mark): string {
  const text = `foyer ${last} ${epoch} ${isClean ? 'clean' : 'open'} `.padEnd(BYTES - SUM_DIGITS - 1);
  return `${text}${crc32(text).toString(16).padStart(SUM_DIGITS, '0')}\n`;
}

function parse(text: string): Mark | 'unreadable' {
  const [, last, epoch, state, sum] = FORM.exec(text) ?? [];
  if (sum === undefined || crc32(text.slice(0, -SUM_DIGITS - 1)) !== Number.parseInt(sum, 16))
    return 'unreadable';
  return { last: Number(last), epoch: Number(epoch), isClean: state === 'clean' };
}
