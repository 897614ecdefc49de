/** Texts of any length as pages of rows: broken between clauses or words, and nothing of them left out. */
import type { BoardFace, BoardSizeInCells } from '../../../drivers/board/face.ts';

/** Up to a comma, a stop and the like, of either script; a colon of ASCII may be that of a time. */
const CLAUSES = /[^\u3002\uff0c\uff1a\uff1b\uff01\uff1f,.;!?]+[\u3002\uff0c\uff1a\uff1b\uff01\uff1f,.;!?]*/gu;

/** A row's end says as much. */
const MARKS_ALONE = /^[\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f,.;!?\s]*$/u;

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Asked for the same every second, and words are slow to find. */
const made = new WeakMap<BoardFace, Map<string, readonly string[][]>>();
/** More texts than any board shows on one day. */
const MADE_MAX = 100;

/** The lines of each page. Clauses stay together where that costs no page more. */
export function textPages(text: string, face: BoardFace, size: BoardSizeInCells): readonly string[][] {
  const known = made.get(face) ?? new Map<string, readonly string[][]>();
  const key = `${size.columns} ${size.rows} ${text}`;
  const pages = known.get(key) ?? makePages(text, face, size);
  if (known.size >= MADE_MAX) known.clear();
  made.set(face, known.set(key, pages));
  return pages;
}

function makePages(text: string, face: BoardFace, size: BoardSizeInCells): string[][] {
  const clauses = fill(text.match(CLAUSES) ?? [text], face, size.columns);
  const pieces = piecesOf(text).flatMap((piece) => broken(piece, face, size.columns));
  const byWords = chunks(fill(pieces, face, size.columns), size.rows);
  const byClauses = chunks(clauses, size.rows);
  const fit = clauses.every((line) => face.cellsOf(line) <= size.columns);
  return fit && byClauses.length <= byWords.length ? byClauses : byWords;
}

/** Words with the marks and spaces behind them. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const { segment, isWordLike } of words.segment(text.trim())) {
    if (isWordLike === true || pieces.length === 0) pieces.push(segment);
    else pieces[pieces.length - 1] += segment;
  }
  return pieces;
}

/** What is wider than a row comes as single characters; of one that is wider itself as much as has room. */
function broken(piece: string, face: BoardFace, columns: number): string[] {
  if (face.cellsOf(piece.trimEnd()) <= columns) return [piece];
  return Array.from(graphemes.segment(piece), ({ segment }) =>
    face.cellsOf(segment) <= columns ? segment : face.cut(segment, columns),
  );
}

/** Lines of so many cells, each with as many pieces as it has room for. */
function fill(pieces: readonly string[], face: BoardFace, columns: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    if (line !== undefined && face.cellsOf((line + piece).trimEnd()) <= columns)
      lines[lines.length - 1] = line + piece;
    else if (!MARKS_ALONE.test(piece)) lines.push(piece.trimStart());
  }
  return lines.map((line) => line.trimEnd()).filter((line) => line !== '');
}

/** A list in parts of at most so many. */
export function chunks<T>(list: readonly T[], most: number): T[][] {
  const count = Math.ceil(list.length / most);
  return Array.from({ length: count }, (_, index) => list.slice(index * most, (index + 1) * most));
}
