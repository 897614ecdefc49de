/** What a row of the table is: a measurement that brings back figures, each beside the limit it is held against. */

export type Unit = 'ms' | '/s' | 'bytes' | 'KB' | 'MB' | 's' | '' | 'cores';

/** One measured value, and what it should be. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: Unit;
  /** Null for a figure that is told, not judged. */
  readonly target: Target | null;
  /** What one has to know to believe the figure. */
  readonly note?: string;
}

/** The value must be at most, or at least, `factor` times a raw limit that the same run has measured (or a fixed one). */
export interface Target {
  readonly direction: 'at most' | 'at least';
  readonly factor: number;
  readonly limit: number;
  /** How the limit comes about, in words; `fixed` where nothing was measured for it. */
  readonly from: string;
}

/** What rows measure with. */
export interface Bench {
  /** Fewer repetitions and a shorter history. */
  readonly quick: boolean;
  readonly seed: number;
  /** Every file of the run lies below it, so that host and raw limit write to the same medium. */
  readonly dir: string;
  /** One line about what is going on, for whoever waits. */
  progress(text: string): void;
}

export interface Row {
  readonly name: string;
  readonly title: string;
  /** Left out of a run unless its flag is given. */
  readonly onlyWith?: 'install';
  /** @throws where it cannot be measured; the table then says why, and the row counts as missed */
  readonly run: (bench: Bench) => Promise<readonly Figure[]>;
}

export const isMet = ({ value, target }: Figure): boolean =>
  target === null ||
  (target.direction === 'at most'
    ? value <= target.factor * target.limit
    : value >= target.factor * target.limit);

/** A figure without a target. */
export const told = (what: string, value: number, unit: Unit, note?: string): Figure => ({
  what,
  value,
  unit,
  target: null,
  ...(note === undefined ? {} : { note }),
});

/** Several repetitions, or fewer of them where the run is to be quick. */
export const times = ({ quick }: Bench, full: number, short: number): number => (quick ? short : full);
