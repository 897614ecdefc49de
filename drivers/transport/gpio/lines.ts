/**
 * The text on a `gpio:` port, a line at a time. Pure. From the port: levels, which are ours, and edges as `gpiomon` prints
 * them. To the port: what the levels are, and the switching of an output.
 */

/** From the port. `isHigh` is after the edge; `monoMs` is the kernel's own time of it. */
export type PortLine =
  | { readonly kind: 'level'; readonly line: number; readonly isHigh: boolean }
  | { readonly kind: 'edge'; readonly line: number; readonly isHigh: boolean; readonly monoMs: number }
  /** All has begun anew, and outputs are low. Hardware that does so closes the port instead. */
  | { readonly kind: 'begun' };

/** To the port. */
export type HostLine =
  { readonly kind: 'ask' } | { readonly kind: 'switch'; readonly line: number; readonly isHigh: boolean };

/** Asks for the level of every line that is open. */
export const askLine = '?\n';

export const begunLine = '!\n';

/** A level; to the port, an order to make it so. */
export const levelLine = (line: number, isHigh: boolean): string => `${line}=${isHigh ? 1 : 0}\n`;

/** What `gpiomon` shall print of an edge: of version 2, seconds and nanoseconds are one number, and a falling edge is 2. */
export const edgeFormats = { 1: '%o %e %s %n', 2: '%o %e %S' } as const;

/** An edge as version 2 prints it. */
export function edgeLine(line: number, isHigh: boolean, monoMs: number): string {
  const seconds = Math.floor(monoMs / 1000);
  const nanoseconds = Math.floor((monoMs - seconds * 1000) * 1e6);
  return `${line} ${isHigh ? 1 : 2} ${seconds}.${String(nanoseconds).padStart(9, '0')}\n`;
}

const levelForm = /^(\d{1,4})=([01])$/;
const edgeForms = {
  /** Nanoseconds without leading zeros. */
  1: /^(\d{1,4}) ([01]) (\d{1,10}) (\d{1,9})$/,
  2: /^(\d{1,4}) ([12]) (\d{1,10})\.(\d{9})$/,
};

/** Null when the text is none of the lines. Which version has printed it is seen by its form. */
export function parsePortLine(text: string): PortLine | null {
  if (text === begunLine.trimEnd()) return { kind: 'begun' };
  const level = parseLevel(text);
  if (level) return { kind: 'level', ...level };
  const [, line, edge, seconds, nanoseconds] = edgeForms[1].exec(text) ?? edgeForms[2].exec(text) ?? [];
  if (nanoseconds === undefined) return null;
  const monoMs = Number(seconds) * 1000 + Number(nanoseconds) / 1e6;
  return { kind: 'edge', line: Number(line), isHigh: edge === '1', monoMs };
}

/** Null when the text is none of the lines. */
export function parseHostLine(text: string): HostLine | null {
  if (text === askLine.trimEnd()) return { kind: 'ask' };
  const level = parseLevel(text);
  return level && { kind: 'switch', ...level };
}

function parseLevel(text: string): { line: number; isHigh: boolean } | null {
  const [, line, level] = levelForm.exec(text) ?? [];
  return level === undefined ? null : { line: Number(line), isHigh: level === '1' };
}

/** More than any line has, also a banner that names 64 lines. */
const lineBytesMax = 1024;

/** Puts lines together from bytes that are cut anywhere. Whatever comes, it holds no more than one line. */
export class LineReader {
  readonly #tooLong: (bytes: number) => void;
  #rest = '';
  /** Of a line that is too long, until its end. */
  #dropping = false;

  /** @param tooLong so many more bytes were dropped, of a line that is too long to be one */
  constructor(tooLong: (bytes: number) => void = () => undefined) {
    this.#tooLong = tooLong;
  }

  /** @returns the lines that have ended, without their ends */
  read(bytes: Uint8Array): string[] {
    const lines: string[] = [];
    const [first = '', ...others] = Buffer.from(bytes).toString('latin1').split('\n');
    for (const [place, part] of [first, ...others].entries()) {
      if (place > 0) this.#end(lines);
      this.#take(part);
    }
    return lines;
  }

  #take(part: string): void {
    if (!this.#dropping && this.#rest.length + part.length <= lineBytesMax) {
      this.#rest += part;
      return;
    }
    const dropped = this.#rest.length + part.length;
    this.#rest = '';
    this.#dropping = true;
    if (dropped > 0) this.#tooLong(dropped);
  }

  #end(lines: string[]): void {
    if (this.#dropping) this.#tooLong(1);
    else lines.push(this.#rest);
    this.#rest = '';
    this.#dropping = false;
  }
}
