/** Text as an Alpha sign can show it: ASCII, one cell each. Its further characters differ from sign to sign. */
import { BoardFace, type BoardFont, type BoardSizeInCells } from '../face.ts';

/** Signs with a relative in ASCII that Unicode does not tell of. */
const relatives: Readonly<Record<string, string>> = {
  '→': '>',
  '⇒': '>',
  '➔': '>',
  '►': '>',
  '▶': '>',
  '←': '<',
  '⇐': '<',
  '◄': '<',
  '◀': '<',
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '「': '"',
  '」': '"',
  '《': '<',
  '》': '>',
  '【': '[',
  '】': ']',
  '、': ',',
  '。': '.',
  '·': '.',
  '•': '*',
  '×': 'x',
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  // Of ranges, unlike the one of ASCII, which says "about": a minus would be a lie.
  '～': '-',
  '〜': '-',
};

/** At 5E stands a cent, so there is no caret; at 7E half a space, which would put whatever follows between two cells. */
const font: BoardFont = {
  cellsOf: (character) => (/^[ -\]_-}]$/.test(character) ? 1 : null),
  nearest: (character) => relatives[character] ?? null,
  unknown: { narrow: '?', wide: '?' },
};

export const alphaFace = (size: BoardSizeInCells): BoardFace => new BoardFace(size, font, { scrolls: true });
