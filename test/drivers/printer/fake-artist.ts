import type { TextRun } from '../../../drivers/printer/document.ts';
import { cellDots, type Artist } from '../../../drivers/printer/raster/artist.ts';
import { blankDots, fillDots } from '../../../drivers/printer/raster/dots.ts';

export interface FakeArtist extends Artist {
  /** What it was asked to draw, one after the other. */
  readonly drawn: readonly TextRun[][];
}

const dotsOf = ({ text, width }: TextRun): number =>
  Array.from(text).reduce((sum, character) => sum + (character > '\u0fff' ? 24 : 12) * width, 0);

/** Draws lines as wide as the text would be, and remembers the text. It has every character but emoji. */
export function fakeArtist(cellHeight: number = cellDots.height): FakeArtist {
  const drawn: TextRun[][] = [];
  return {
    drawn,
    has: (text) => !/\p{Extended_Pictographic}/u.test(text),
    measure: (text, look) => dotsOf({ ...look, text }),
    draw(runs) {
      drawn.push([...runs]);
      const image = blankDots(
        Math.max(
          1,
          runs.reduce((sum, run) => sum + dotsOf(run), 0),
        ),
        cellHeight * Math.max(1, ...runs.map(({ height }) => height)),
      );
      fillDots(image, { x: 0, y: 0 }, image.widthDots, 1);
      fillDots(image, { x: 0, y: image.heightDots - 1 }, image.widthDots, 1);
      return image;
    },
  };
}

/** For text that the printer must say by itself. */
export function nobody(): Promise<never> {
  return Promise.reject(new Error('the printer could have said this itself'));
}
