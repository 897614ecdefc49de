/** A row as a font card reads it: text in GB2312, with colours as escapes before it. */
import type { BoardColour, BoardRun } from '../board.ts';
import type { BoardFace } from '../face.ts';
import { toBoardBytes } from './font.ts';
import { fromGb2312 } from './gb2312.ts';

const backslash = 0x5c;

const colourEscapes = { red: '\\C1', green: '\\C2', amber: '\\C3' } as const satisfies Record<
  BoardColour,
  string
>;

const escapeBytes = 3;

/** As much of a row as `encodeRuns` makes so many bytes of. In the cards' font a character has a byte for each of its cells. */
export function cutRuns(runs: readonly BoardRun[], face: BoardFace, bytesMax: number): BoardRun[] {
  const kept: BoardRun[] = [];
  let free = bytesMax;
  let colour: BoardColour | null = null;
  for (const run of runs) {
    if (run.colour !== colour) free -= escapeBytes;
    colour = run.colour;
    const text = face.cut(run.text, free);
    if (text !== '') kept.push({ ...run, text });
    // Below nothing when it was cut; then nothing follows.
    free -= face.cellsOf(run.text);
  }
  return kept;
}

/** Lights nothing, and unlike no text at all it surely replaces what was there. */
export const darkRow = Buffer.from(' ');

/** The text of an area for one row; the text of a run can never be read as an escape. @param runs as they fit the board */
export function encodeRuns(runs: readonly BoardRun[]): Buffer {
  const parts: Buffer[] = [];
  let colour: BoardColour | null = null;
  for (const run of runs) {
    if (run.colour !== colour) parts.push(Buffer.from(colourEscapes[run.colour]));
    colour = run.colour;
    parts.push(toBoardBytes(run.text));
  }
  return parts.length === 0 ? darkRow : Buffer.concat(parts);
}

/** What `readMarkup` found: runs, and in hex whatever is neither text nor an escape that is known. */
export interface Markup {
  readonly runs: readonly BoardRun[];
  readonly unknown: readonly string[];
}

/** The other way round, as the card does it: red until told otherwise. */
export function readMarkup(bytes: Uint8Array): Markup {
  const runs: { text: string; colour: BoardColour }[] = [];
  const unknown: string[] = [];
  let colour: BoardColour = 'red';
  for (let at = 0; at < bytes.length;) {
    const token = readToken(Buffer.from(bytes.subarray(at, at + 6)));
    at += token.length;
    if (token.kind === 'colour') colour = token.colour;
    if (token.kind === 'unknown') unknown.push(token.hex);
    if (token.kind !== 'text') continue;
    const last = runs.at(-1);
    if (last?.colour === colour) last.text += token.text;
    else runs.push({ text: token.text, colour });
  }
  return { runs, unknown };
}

type Token = { readonly length: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'colour'; readonly colour: BoardColour }
  | { readonly kind: 'font' }
  | { readonly kind: 'unknown'; readonly hex: string }
);

/** @param bytes not empty */
function readToken(bytes: Buffer): Token {
  const [first = 0, second = 0] = bytes;
  if (first === backslash) return readEscape(bytes);
  if (first >= 0x20 && first < 0x7f) return { kind: 'text', text: String.fromCharCode(first), length: 1 };
  const text = fromGb2312(first, second);
  return text === null ? meaningless(bytes, 1) : { kind: 'text', text, length: 2 };
}

function readEscape(bytes: Buffer): Token {
  const text = bytes.toString('latin1');
  for (const colour of ['red', 'green', 'amber'] as const)
    if (text.startsWith(colourEscapes[colour])) return { kind: 'colour', colour, length: 3 };
  // A font of the card's library by its number; there is one here.
  return /^\\F[A-Z]\d{3}/.test(text) ? { kind: 'font', length: 6 } : meaningless(bytes, 2);
}

function meaningless(bytes: Buffer, length: number): Token {
  return { kind: 'unknown', hex: bytes.subarray(0, length).toString('hex'), length };
}
