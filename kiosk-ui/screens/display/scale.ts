/** How large a television writes: by how far away it is read, and not by how many dots it has. */
import type { DisplayScreen } from '../../../firmware-host/messages/display.ts';

/** Capitals for each metre, and the part of a letter's size that a capital has in the pages' face. */
const mmPerMetre = 6;
const capital = 0.733;
const mmPerInch = 25.4;
/** What the page is drawn with: nothing smaller, on 55 inch from 6 m. */
const drawnPx = 78;
/** As drawn where it is about right; up to here there is something to leave out; nearer screens have room for more rows. */
const almost = 0.9;
const most = 1.5;
const least = 0.7;

export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The picture that the page is drawn in, whatever the screen's own dots. */
export const frameOf = ({ widthPx, heightPx }: Size): Size =>
  heightPx > widthPx ? { widthPx: 1080, heightPx: 1920 } : { widthPx: 1920, heightPx: 1080 };

/** By how much letters and rows are larger than drawn. */
export function growthOf(
  { distanceMetres, diagonalInches }: Pick<DisplayScreen, 'distanceMetres' | 'diagonalInches'>,
  screen: Size,
): number {
  const frame = frameOf(screen);
  const zoom = Math.min(screen.widthPx / frame.widthPx, screen.heightPx / frame.heightPx);
  const pxPerMm = Math.hypot(screen.widthPx, screen.heightPx) / (diagonalInches * mmPerInch) / zoom;
  const growth = (mmPerMetre * distanceMetres * pxPerMm) / capital / drawnPx;
  if (growth <= 1 && growth > almost) return 1;
  return Math.min(most, Math.max(least, growth));
}

const rowPx = 112;
const linePx = 88;
const earlierMost = 6;
/** What lies around the rows, in the picture as it is drawn: margins, the banner, gaps. */
const lying = { aroundPx: 432, lines: 1 } as const;
const standing = { aroundPx: 736, lines: 2 } as const;

export interface Rows {
  /** Calls below the banner. */
  readonly earlier: number;
  /** Services at a time, below their heading. */
  readonly waiting: number;
  readonly heightPx: number;
}

/**
 * As many rows as there is room for: where letters are larger there are fewer, and never smaller letters.
 * @param footLines how many lines the foot has
 */
export function rowsOf(growth: number, frame: Size, footLines = 1): Rows {
  const upright = frame.heightPx > frame.widthPx;
  const { aroundPx, lines } = upright ? standing : lying;
  const roomPx = frame.heightPx - aroundPx - ((lines + footLines - 1) * linePx + rowPx) * growth;
  const count = Math.max(upright ? 4 : 2, Math.floor(roomPx / (rowPx * growth) + 0.001));
  if (!upright) {
    const rows = Math.min(earlierMost, count);
    return { earlier: rows, waiting: rows - 1, heightPx: roomPx / rows };
  }
  const earlier = Math.min(earlierMost, Math.ceil(count / 2));
  return { earlier, waiting: count - earlier - 1, heightPx: roomPx / count };
}
