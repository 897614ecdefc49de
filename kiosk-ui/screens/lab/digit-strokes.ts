/** The strokes of digits of seven as shapes, leaning a little, as such displays are built. Pure. */

export type Point = readonly [x: number, y: number];

/** From one digit to the next, and from top to bottom, in units of their own. */
export const digitPitch = 23;
export const digitHeight = 34;
/** What the last digit leans out of its place. */
export const leanRoom = 3;

const [left, right, top, middle, bottom] = [4, 16, 4, 17, 30];
const halfStroke = 1.9;
/** Half of the seam between two strokes. */
const seam = 0.5;
const lean = 0.1;
const point = { x: 20.2, radius: 2 };

/** Bit by bit as in `DigitPicture`: a to g, then the point. */
const upright: readonly (readonly Point[])[] = [
  across(top),
  down(right, top, middle),
  down(right, middle, bottom),
  across(bottom),
  down(left, middle, bottom),
  down(left, top, middle),
  across(middle),
  octagon(point.x, bottom, point.radius),
];

/** One stroke or point of a digit. */
export interface Stroke {
  readonly isLit: boolean;
  /** Its corners. */
  readonly shape: readonly Point[];
}

/** All strokes of a row of digits, lit and dark. @param digits bits as in `DigitPicture` */
export function strokesOf(digits: readonly number[]): Stroke[] {
  return digits.flatMap((bits, place) =>
    upright.map((shape, bit) => ({
      isLit: ((bits >> bit) & 1) === 1,
      shape: shape.map(([x, y]): Point => [x + place * digitPitch + (digitHeight - y) * lean, y]),
    })),
  );
}

function across(y: number): Point[] {
  const [from, to, h] = [left + seam, right - seam, halfStroke];
  return [
    [from, y],
    [from + h, y - h],
    [to - h, y - h],
    [to, y],
    [to - h, y + h],
    [from + h, y + h],
  ];
}

function down(x: number, upper: number, lower: number): Point[] {
  const [from, to, h] = [upper + seam, lower - seam, halfStroke];
  return [
    [x, from],
    [x + h, from + h],
    [x + h, to - h],
    [x, to],
    [x - h, to - h],
    [x - h, from + h],
  ];
}

function octagon(x: number, y: number, radius: number): Point[] {
  return Array.from({ length: 8 }, (_, corner): Point => {
    const angle = ((corner + 0.5) * Math.PI) / 4;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}
