import { isBlack, type DotImage } from '../../../../drivers/printer/raster/dots.ts';

/** Rows of `#` and `.`, for reading what a test got. */
export function dotsAsText(image: DotImage): string[] {
  return Array.from({ length: image.heightDots }, (_, y) =>
    Array.from({ length: image.widthDots }, (__, x) => (isBlack(image, x, y) ? '#' : '.')).join(''),
  );
}

export function blackDots(image: DotImage): number {
  return dotsAsText(image).join('').replaceAll('.', '').length;
}

/** The rows that have something black, from the first to the last. */
export function inkRows(image: DotImage): { readonly first: number; readonly last: number } {
  const rows = dotsAsText(image).map((row) => row.includes('#'));
  return { first: rows.indexOf(true), last: rows.lastIndexOf(true) };
}
