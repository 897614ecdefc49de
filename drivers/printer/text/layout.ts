/** Where a document's text goes on paper of so many columns. Pure; sizes in columns of the unscaled Font A. */
import type { ColumnsItem, LineItem, TextAlign, TextRun } from '../document.ts';
import { columnsOf, printable } from './text.ts';

export interface LaidLine {
  readonly align: TextAlign;
  readonly runs: readonly TextRun[];
}

/** A line as one or more lines that fit. Text in it is `printable`, and empty runs are gone; an empty line has no runs. */
export function layLine(item: LineItem, columns: number): LaidLine[] {
  const lines: TextRun[][] = [[]];
  let free = columns;
  for (const run of item.runs) {
    let rest = printable(run.text);
    while (rest !== '') {
      const lineRuns = lines.at(-1) ?? [];
      const head = takeFitting(rest, Math.floor(free / run.width), lineRuns.length === 0);
      rest = rest.slice(head.length);
      if (head !== '') {
        lineRuns.push({ ...run, text: rest === '' ? head : head.trimEnd() });
        free -= columnsOf(head) * run.width;
      }
      if (rest === '') break;
      rest = rest.trimStart();
      lines.push([]);
      free = columns;
    }
  }
  return lines.map((runs) => ({ align: item.align, runs: runs.filter((run) => run.text !== '') }));
}

/** Both texts on one line with spaces between; the right one on a line of its own where they do not fit together. */
export function layColumns(item: ColumnsItem, columns: number): LaidLine[] {
  const left = printable(item.left);
  const right = printable(item.right);
  const gap = columns - columnsOf(left) - columnsOf(right);
  if (gap >= 1) {
    return layLine(
      { kind: 'line', align: 'left', runs: [plain(`${left}${' '.repeat(gap)}${right}`)] },
      columns,
    );
  }
  return [
    ...layLine({ kind: 'line', align: 'left', runs: [plain(left)] }, columns),
    ...layLine({ kind: 'line', align: 'right', runs: [plain(right)] }, columns),
  ];
}

/**
 * The longest beginning of `text` within `columns`: all of it, or up to the last space, or, where a word (or Chinese, which
 * has no spaces) is longer than a line, up to the last whole character. Empty when it is better to begin a new line; never
 * empty on an empty line, so that a character wider than the paper does not go round for ever.
 */
function takeFitting(text: string, columns: number, lineIsEmpty: boolean): string {
  let width = 0;
  let end = 0;
  let lastBreak = 0;
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns) {
      // A space that does not fit is where the line ends anyway.
      if (character === ' ') return text.slice(0, end);
      return text.slice(0, breakAt(text, { end, lastBreak, lineIsEmpty }));
    }
    end += character.length;
    // A line may end after a space and after a Han character.
    if (character === ' ' || columnsOf(character) === 2) lastBreak = end;
  }
  return text;
}

function breakAt(text: string, at: { end: number; lastBreak: number; lineIsEmpty: boolean }): number {
  const next = text.codePointAt(at.end) ?? 0;
  const nextIsWide = next > 0x7e;
  if (nextIsWide && at.end > 0) return at.end;
  if (at.lastBreak > 0) return at.lastBreak;
  if (!at.lineIsEmpty) return 0;
  return Math.max(at.end, String.fromCodePoint(next).length);
}

function plain(text: string): TextRun {
  return { text, width: 1, height: 1, bold: false };
}
