/** Files as spreadsheets write them: RFC 4180 with any of the usual separators, in UTF-8, UTF-16 or GB 18030. */

export interface CsvLine {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Csv {
  /** Lines in which anything stands. */
  readonly lines: readonly CsvLine[];
  /** Line of a quotation mark that is never closed; null in a whole file. */
  readonly openQuote: number | null;
}

const separators = [',', ';', '\t', '，', '；'] as const;

/** The text of a file. What is no UTF-8 comes from a spreadsheet in Chinese, whose own encoding has a meaning for nearly every byte. */
export function decodeFile(bytes: Uint8Array): string {
  const [one, other] = bytes;
  if (one === 0xff && other === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (one === 0xfe && other === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** @param text without a byte order mark */
export function parseCsv(text: string): Csv {
  const separator = separatorOf(text);
  const reader = new CsvReader(text, separator);
  const lines: CsvLine[] = [];
  for (let next = reader.next(); next !== null; next = reader.next())
    if (next.cells.some((cell) => cell !== '')) lines.push(next);
  return { lines, openQuote: reader.openQuote };
}

/** The one that the first line has most of; a comma where it has none. */
function separatorOf(text: string): string {
  const [head = ''] = text.split(/\r\n|\n|\r/, 1);
  const counts = separators.map((separator) => head.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}

class CsvReader {
  readonly #text: string;
  readonly #separator: string;
  #at = 0;
  #line = 1;
  openQuote: number | null = null;

  constructor(text: string, separator: string) {
    this.#text = text;
    this.#separator = separator;
  }

  /** The next record; null at the end of the file. */
  next(): CsvLine | null {
    if (this.#at >= this.#text.length) return null;
    const line = this.#line;
    const cells: string[] = [];
    do cells.push(this.#cell());
    while (this.#take(this.#separator));
    if (this.#take('\r\n') || this.#take('\n') || this.#take('\r')) this.#line += 1;
    return { line, cells };
  }

  /** Without the spaces around it. What stands behind a closing quotation mark belongs to the cell as well. */
  #cell(): string {
    let cell = '';
    while (this.#take(' '));
    if (this.#take('"')) cell = this.#quoted();
    const end = this.#endOfCell();
    cell += this.#text.slice(this.#at, end);
    this.#at = end;
    return cell.trim();
  }

  #quoted(): string {
    const line = this.#line;
    let cell = '';
    for (;;) {
      const end = this.#text.indexOf('"', this.#at);
      if (end < 0) {
        this.openQuote ??= line;
        cell += this.#text.slice(this.#at);
        this.#at = this.#text.length;
        return cell;
      }
      const part = this.#text.slice(this.#at, end);
      this.#line += part.split(/\r\n|\n|\r/).length - 1;
      cell += part;
      this.#at = end + 1;
      if (!this.#take('"')) return cell;
      cell += '"';
    }
  }

  #endOfCell(): number {
    for (let at = this.#at; at < this.#text.length; at += 1) {
      const character = this.#text[at];
      if (character === this.#separator || character === '\n' || character === '\r') return at;
    }
    return this.#text.length;
  }

  #take(expected: string): boolean {
    if (!this.#text.startsWith(expected, this.#at)) return false;
    this.#at += expected.length;
    return true;
  }
}
