/** Where a rating was given: at the pad's buttons, or on a screen. */
export type RatingSource = 'pad' | 'screen';

/** A score that counts, from 1, the worst, to the scale of its time. */
export interface Rating {
  readonly score: number;
  readonly scale: number;
}

/**
 * Why a press does not count. `no-visit`: nobody has been served here yet; `not-finished`: the visit is still going on;
 * `too-late`: its time to rate is over; `repeated`: it has its rating; `short-visit`: too short to have been one;
 * `row`: several buttons one after the other.
 */
export type RatingFlag = 'no-visit' | 'not-finished' | 'too-late' | 'repeated' | 'short-visit' | 'row';
