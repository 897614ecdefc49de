/**
 * Three frames that were seen on counter boards, as examples and to begin with: what is not known about them stands with each. A
 * board of one's own may differ in its address, in its width, and in what it does with a number that it has no room for.
 */
import type { FrameTemplate } from './schema.ts';

/**
 * Address, a number in two bytes, and the low byte of their sum. Seen in a queue system for several counters, without a word
 * about the board. Not known: whether the sum has the address in it (here it has), whether the board shows zeros in front, how it
 * is made dark, and whether it answers. A frame has no beginning of its own, so the silence in front of it is what counts.
 */
const idHighLowSum: FrameTemplate = {
  columns: 4,
  font: 'digits',
  show: [{ address: 1 }, { digits: 2, as: 'binary' }, { checksum: 'sum8' }],
};

/**
 * 3A, something, a sum and 0A. What stands between was not told. Our guess is the address and four signs in ASCII, and that the sum
 * is the low byte over both, without 3A. All of it is to be compared with the board's own paper, and so is whether its sum is
 * written as two hex digits, as other frames with 3A have it, which a template cannot say.
 */
const colonSumLineFeed: FrameTemplate = {
  columns: 4,
  font: 'latin',
  show: ['3A', { address: 1 }, { text: 4 }, { checksum: 'sum8', from: 2 }, '0A'],
};

/**
 * AA, the address, BB 51 54, a sum, five bytes that say how it is shown, the text, FF. The sum is the low byte over all between it
 * and FF, which two frames that others have published confirm. Not known: what each of the five bytes means (01 00 00 02 63 is
 * what a board of one row was sent), how many characters have room, whether it keeps the text without power, and whether it
 * answers. The same frame is in use on the roofs of taxis, with another five bytes.
 */
const qtGb2312: FrameTemplate = {
  columns: 16,
  font: 'gb2312',
  show: [
    'AA',
    { address: 1 },
    'BB 51 54',
    { checksum: 'sum8', from: 5, to: 6 },
    '01 00 00 02 63',
    { rest: 16 },
    'FF',
  ],
};

/** By the name that a board's `template` can have in any lobby file. */
export const shippedTemplates: ReadonlyMap<string, FrameTemplate> = new Map([
  ['id-hi-lo-sum', idHighLowSum],
  ['3a-sum-0a', colonSumLineFeed],
  ['qt-gb2312', qtGb2312],
]);
