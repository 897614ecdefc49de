/** The text of a file as an Alpha sign keeps it: for each row its place and mode, then colours, flashing and characters. */
import type { BoardColour, BoardRun } from '../board.ts';

export interface TextRow {
  readonly runs: readonly BoardRun[];
  /** Moves along from right to left, over and over, instead of standing still. */
  readonly scroll: boolean;
}

const escape = '\x1b';
const codes = { flash: '\x07', colour: '\x1c', spacing: '\x1e' };
/** Characters of a sign are as wide as they look unless it is told that all take the same room; then it begins at its left edge too. */
const fixedWidth = `${codes.spacing}1`;
const flash = { on: `${codes.flash}1`, off: `${codes.flash}0` };
const colours = { red: '1', green: '2', amber: '3' } as const satisfies Record<BoardColour, string>;
const modes = { rotate: 'a', hold: 'b', flash: 'c' };
/** Where a row stands: of a sign with one, anywhere, and of one with two, at the top or below what is at the top. */
const positions = { only: ' ', top: '"', bottom: '&' };

/** All rows of a sign. The text of a run can never be read as anything else. @param rows as they fit the sign, one or two */
export function encodeRows(rows: readonly TextRow[]): Buffer {
  const places = rows.length > 1 ? [positions.top, positions.bottom] : [positions.only];
  return Buffer.from(
    rows.map((row, index) => encodeRow(row, places[index] ?? positions.bottom)).join(''),
    'latin1',
  );
}

function encodeRow({ runs, scroll }: TextRow, position: string): string {
  let text = `${escape}${position}${scroll ? modes.rotate : modes.hold}${fixedWidth}`;
  let [colour, flashes]: [BoardColour | null, boolean] = [null, false];
  for (const run of runs) {
    if (run.colour !== colour) text += codes.colour + colours[run.colour];
    if ((run.blink === true) !== flashes) text += flashes ? flash.off : flash.on;
    [colour, flashes] = [run.colour, run.blink === true];
    text += run.text;
  }
  // A row without any text would be none at all.
  if (runs.length === 0) text += ' ';
  return flashes ? text + flash.off : text;
}

/** What `readRows` found: the rows by their place, and in hex whatever a sign has another use for, or none. */
export interface ReadText {
  readonly rows: ReadonlyMap<number, TextRow>;
  readonly unknown: readonly string[];
}

/** The other way round, as a sign does it: at the top or only place, held and red until told otherwise. @param rowCount of the sign */
export function readRows(bytes: Uint8Array, rowCount: number): ReadText {
  const reader = new TextReader(rowCount);
  let text = Buffer.from(bytes).toString('latin1');
  while (text !== '') text = text.slice(reader.take(text));
  return reader;
}

const meanings: ReadonlyMap<string, BoardColour> = new Map([
  ['1', 'red'],
  ['2', 'green'],
  ['3', 'amber'],
  // Dimmed; then brown, orange and yellow, which are red and green in other shares.
  ['4', 'red'],
  ['5', 'green'],
  ['6', 'amber'],
  ['7', 'amber'],
  ['8', 'amber'],
]);

class TextReader implements ReadText {
  readonly rows = new Map<
    number,
    { runs: { text: string; colour: BoardColour; blink?: true }[]; scroll: boolean }
  >();
  readonly unknown: string[] = [];
  readonly #rowCount: number;
  #row = 0;
  #scroll = false;
  #colour: BoardColour = 'red';
  #isFlashMode = false;
  #flashes = false;

  constructor(rowCount: number) {
    this.#rowCount = rowCount;
  }

  /** Takes one character or control sequence. @param text not empty @returns its length */
  take(text: string): number {
    const printing = /^[ -\x7f]+/.exec(text)?.[0];
    if (printing !== undefined) {
      this.#append(printing);
      return printing.length;
    }
    const [code = '', value = '', mode = ''] = text;
    if (code === escape && this.#place(value, mode)) return 3;
    const isSet = this.#set(code, value);
    if (!isSet) this.unknown.push(Buffer.from(code, 'latin1').toString('hex'));
    return isSet ? 2 : 1;
  }

  #place(position: string, mode: string): boolean {
    if (!/^[ "&0]$/.test(position) || !/^[a-v]$/.test(mode)) return false;
    this.#row = position === positions.bottom ? this.#rowCount - 1 : 0;
    this.#scroll = mode === modes.rotate;
    this.#isFlashMode = mode === modes.flash;
    this.rows.set(this.#row, { runs: [], scroll: this.#scroll });
    return true;
  }

  #set(code: string, value: string): boolean {
    const colour = meanings.get(value);
    const isSwitch = value === '0' || value === '1';
    if (code === codes.colour && colour !== undefined) this.#colour = colour;
    else if (code === codes.flash && isSwitch) this.#flashes = value === '1';
    else return code === codes.spacing && isSwitch;
    return true;
  }

  #append(text: string): void {
    const row = this.rows.get(this.#row) ?? { runs: [], scroll: this.#scroll };
    this.rows.set(this.#row, row);
    const last = row.runs.at(-1);
    const blinks = this.#flashes || this.#isFlashMode;
    if (last?.colour === this.#colour && (last.blink === true) === blinks) last.text += text;
    else row.runs.push({ text, colour: this.#colour, ...(blinks ? { blink: true as const } : {}) });
  }
}
