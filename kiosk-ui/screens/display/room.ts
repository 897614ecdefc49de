/** How much room the parts of the television have in the picture that it is drawn in, and what fits there. */
import { linesOf, widthEm } from '../../elements/fit.ts';

/** A size as the sheet names it; none is the largest. */
export type Step = '' | 't5' | 't4' | 't3' | 't2' | 't1';

interface Sized {
  readonly step: Step;
  readonly px: number;
}

/** Of what people look for from their seats: 12 mm for each metre, and 6 for all else. */
const signs: readonly Sized[] = [
  { step: '', px: 280 },
  { step: 't5', px: 220 },
  { step: 't4', px: 160 },
];
const signLeastPx = 155;
const textLeastPx = 78;
const textPx = 80;
const smallPx = 48;
/** Strong letters are wider. */
const strong = 1.05;
const sidePx = 632;
const farSidePx = 758;
/** From here on the columns share the width otherwise. */
export const far = 1.3;

export interface Rooms {
  /** The number that is called and the arrow beside it. */
  readonly callPx: number;
  /** The counter. */
  readonly placePx: number;
  /** The name of a service in small letters, beside its letter and its count. */
  readonly serviceEm: number;
  /** A line of the foot. */
  readonly footEm: (besidePx: number) => number;
  /** The head of what waits. */
  readonly headPx: number;
}

const marginsPx = 96;
const gapPx = 40;
const signPx = 112;
const platePx = 88;
const plateAndCountEm = 4.75;
const gapsPx = 64;

export function rooms(upright: boolean, growth: number): Rooms {
  const widthPx = upright ? 968 : 1808;
  const side = upright ? widthPx : growth > far ? farSidePx : sidePx;
  return {
    callPx: upright ? 872 : 992,
    placePx: upright ? 856 : 592,
    serviceEm: (side - gapsPx) / (smallPx * growth) - plateAndCountEm,
    footEm: (besidePx) => {
      const beside = besidePx === 0 || upright ? 0 : Math.max(sidePx, besidePx) + gapPx;
      return (widthPx - beside - marginsPx) / (textPx * growth) - signPx / textPx - 0.1;
    },
    headPx: side,
  };
}

/** A number or a sign in one line: as large as it has room for, and never too small to be read. */
export function fittingStep(text: string, roomPx: number, growth: number): Step {
  const allowed = signs.filter(({ px }) => px >= signLeastPx * growth || px === signs[0]?.px);
  return (allowed.find(({ px }) => widthEm(text) * px <= roomPx) ?? allowed.at(-1))?.step ?? '';
}

const nameLead = 1.15;
const nameHeightPx = 264;
const isLatin = (word: string): boolean => !/[\u2e80-\uffff]/.test(word);

/** The name of a counter that has no number: in as many lines as it needs, without a broken word. */
export function nameLines(
  name: string,
  roomPx: number,
  growth: number,
): { readonly step: Step; readonly lines: readonly string[] } {
  const sizes: readonly Sized[] = [
    { step: 't3', px: 120 },
    { step: 't2', px: 88 * growth },
    { step: 't1', px: textPx * growth },
  ];
  const written = sizes
    .filter(({ px }) => px >= textLeastPx * growth)
    .map(({ step, px }) => {
      const em = roomPx / (px * strong);
      const lines = linesOf(name, em);
      const isWhole = name.split(/\s+/).every((word) => !isLatin(word) || widthEm(word) <= em);
      return { step, lines, fits: isWhole && lines.length * px * nameLead <= nameHeightPx };
    });
  return written.find(({ fits }) => fits) ?? written.at(-1) ?? { step: 't1', lines: [name] };
}

/** What the average wait takes beside the rest of the foot. */
export const averagePx = (text: string): number => widthEm(text) * textPx * strong + marginsPx;

const pageEm = 1.5;

/** Whether a heading has room for the second language, and for its pages. */
export const hasRoomForBoth = (head: string, other: string, roomPx: number): boolean =>
  (widthEm(head) + widthEm(other) + pageEm) * textPx + gapsPx <= roomPx;

/** Whether a row of what waits has room for the word beside the figure. */
export const hasRoomForUnit = (name: string, people: string, roomPx: number, growth: number): boolean =>
  (widthEm(name) + widthEm(people) * strong) * textPx * growth + platePx * growth + gapsPx <= roomPx;

const rowPx = 88;

/** The room of a counter's name beside a number that was called before, and the arrow between them. */
export const rowNameEm = (number: string, upright: boolean, growth: number): number =>
  (upright ? 848 : 904) / (rowPx * growth) - widthEm(number) * strong;
