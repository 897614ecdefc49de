/** What is written about persons. It lives outside the journal, which forgets nothing, so that it can be erased. */
import { chmod, mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeDurably } from './durable-file.ts';
import { PERSONAL_TEXT_MAX } from './messages/text.ts';

const FOLDER = 'texts';
/** A ULID, and so no path. */
const REF = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** That there is a text, and when its file was last touched, in ms since 1970 as the clock had it. */
export interface StoredText {
  readonly ref: string;
  readonly touchedAt: number;
}

/** Whether a name is one of a text; nothing else in a folder of texts is anybody's business here. */
export const isTextRef = (name: string): boolean => REF.test(name);

/** One small file a text, which only the host's own user can read. Facts in the journal name it by its ref. */
export class PersonalTexts {
  readonly #dir: string;

  private constructor(dir: string) {
    this.#dir = dir;
  }

  /**
   * Makes the folder where it is missing, and clears what a power cut has left half-written.
   * @throws Error of the file system
   */
  static async open(dataDir: string): Promise<PersonalTexts> {
    const texts = new PersonalTexts(join(dataDir, FOLDER));
    await mkdir(texts.#dir, { recursive: true, mode: 0o700 });
    await chmod(texts.#dir, 0o700);
    await syncFolder(dataDir);
    const names = await readdir(texts.#dir);
    const halves = names.filter((name) => name.endsWith('.tmp'));
    await Promise.all(halves.map((name) => rm(join(texts.#dir, name), { force: true })));
    return texts;
  }

  /**
   * Resolves when the text is on the medium. What could not be written whole leaves nothing behind.
   * @param ref a new ULID
   * @throws Error of the file system: disk full, read-only
   */
  async write(ref: string, text: string): Promise<void> {
    const path = this.#pathOf(ref);
    if (path === null) throw new Error(`"${ref}" names no text`);
    // As the schema counts them: not one more for a character outside of the basic plane.
    if (Array.from(text).length > PERSONAL_TEXT_MAX) throw new Error(`a text of ${text.length} characters`);
    try {
      await writeDurably(path, text);
    } catch (error) {
      await rm(`${path}.tmp`, { force: true }).catch(() => undefined);
      await rm(path, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** Null where there is none: it was erased, or never was. */
  async read(ref: string): Promise<string | null> {
    const path = this.#pathOf(ref);
    return path === null ? null : readIfThere(path);
  }

  /**
   * For ever. Resolves when the medium has forgotten the name.
   * @returns whether there was such a text
   * @throws Error of the file system
   */
  async erase(ref: string): Promise<boolean> {
    const path = this.#pathOf(ref);
    if (path === null) return false;
    if ((await ifThere(rm(path).then(() => true))) === null) return false;
    await syncFolder(this.#dir);
    return true;
  }

  /** All that there are, in the order of their making. */
  async list(): Promise<readonly StoredText[]> {
    const refs = (await readdir(this.#dir)).filter(isTextRef).toSorted();
    const found: StoredText[] = [];
    for (const ref of refs) {
      const file = await ifThere(stat(join(this.#dir, ref)));
      if (file !== null) found.push({ ref, touchedAt: file.mtimeMs });
    }
    return found;
  }

  /**
   * Makes the age of a text count from a moment on.
   * @param at ms since 1970
   */
  async touch(ref: string, at: number): Promise<void> {
    const path = this.#pathOf(ref);
    if (path !== null) await ifThere(utimes(path, new Date(at), new Date(at)));
  }

  #pathOf(ref: string): string | null {
    return REF.test(ref) ? join(this.#dir, ref) : null;
  }
}

/** Null where the file is gone: somebody else may have erased it meanwhile. */
async function ifThere<Result>(deed: Promise<Result>): Promise<Result | null> {
  try {
    return await deed;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Names belong to the folder, and are on the medium only once it is. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
