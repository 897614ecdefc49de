/** Where a value stands on an axis, and which round figures are written beside it. */

export interface Axis {
  readonly floor: number;
  readonly top: number;
  /** Round figures from floor to top. */
  readonly ticks: readonly number[];
}

const TICKS_MOST = 5;
const steps = [1, 2, 2.5, 5, 10];
/** Where everything happens far above zero, half of the picture would be empty. */
const FLOOR_FROM = 0.6;

/** An axis on which all of these have their place, with some air above; none of them may be the only one. */
export function axisOf(values: readonly number[]): Axis {
  const most = Math.max(...values, 0);
  const least = Math.min(...values, most);
  if (most <= 0) return { floor: 0, top: 1, ticks: [0, 1] };
  const isHigh = least > most * FLOOR_FROM;
  const from = isHigh ? least - (most - least) : 0;
  const step = stepOf((most - from) / (TICKS_MOST - 1));
  const floor = Math.max(0, Math.floor(from / step) * step);
  const top = Math.ceil(most / step) * step;
  const count = Math.round((top - floor) / step);
  const ticks = Array.from({ length: count + 1 }, (_, place) => rounded(floor + place * step));
  return { floor, top: top === floor ? floor + step : top, ticks };
}

/** The next round step that is no smaller. */
function stepOf(least: number): number {
  if (least <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return rounded((steps.find((step) => step * power >= least - 1e-9) ?? 10) * power);
}

/** What adding tenths leaves behind the comma is no figure of anybody's. */
const rounded = (value: number): number => Number(value.toPrecision(12));

/** Share of the axis below a value, from 0 at its floor to 1 at its top. */
export const shareOf = ({ floor, top }: Axis, value: number): number =>
  Math.min(1, Math.max(0, (value - floor) / (top - floor)));
