/** Text as a font card can show it: ASCII one cell wide, the characters of GB2312 two, and nothing else. */
import { BoardFace, type BoardFont, type BoardSizeInCells } from '../face.ts';
import { toGb2312 } from './gb2312.ts';

/** A backslash would begin a command there, so its full-width sister stands for it. */
const font: BoardFont = {
  cellsOf(character) {
    if (isPlain(character)) return 1;
    return toGb2312(character) === null ? null : 2;
  },
  nearest: (character) => (character === '\\' ? '＼' : null),
  unknown: { narrow: '?', wide: '？' },
};

export const bxFace = (size: BoardSizeInCells): BoardFace => new BoardFace(size, font, { scrolls: true });

/** The bytes of a text as it is shown: none below 20, no backslash. @param shown by the face */
export function toBoardBytes(shown: string): Buffer {
  const parts = Array.from(shown, (character) => toGb2312(character) ?? Buffer.from(character, 'latin1'));
  return Buffer.concat(parts);
}

/** ASCII without its controls and the backslash: what the board shows as it is. */
function isPlain(character: string): boolean {
  return /^[ -[\]-~]$/.test(character);
}
