/** What a scenario of the torture is: one way of being cruel to the house, in rounds, and what it must not be able to do. */

export interface Context {
  /** Everything random comes from it and from the number of the round, so that a round can be had again by itself. */
  readonly seed: number;
  /** Of the first round to run now; rounds count from 1. */
  readonly from: number;
  /** The last round is `from + rounds - 1`. */
  readonly rounds: number;
  /** An empty directory for everything that the rounds write. */
  readonly dir: string;
  /** In CI: figures that hang on the speed of the machine are told, not judged. */
  readonly short: boolean;
  /** Break the promise on purpose, outside of the product's own code: broken promises must come back. */
  readonly control: boolean;
  /** One line about what is going on, for whoever waits. */
  say(line: string): void;
  /** A figure that is told at the end, like `ready again, p99: 0.41 s`. */
  figure(line: string): void;
  /**
   * A round is over: it need not run again when the torture is interrupted. A round with broken promises has its files kept;
   * they are those in `files`, or none.
   */
  done(round: number, broken?: readonly string[], files?: string): void;
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly rounds: { readonly full: number; readonly short: number };
  /** How many rounds a control needs until it has broken something for sure; 1 where absent. */
  readonly controlRounds?: number;
  /** What the control has to be caught at: a sentence about anything else proves nothing. Any sentence where absent. */
  readonly controlBreaks?: RegExp;
  /** Why it cannot run here; null, or absent, when it can. */
  readonly skipped?: () => string | null;
  /**
   * Runs the rounds and resolves with every broken promise, as sentences; empty when none is. A round that was told by
   * `done` need not be in there again.
   * @throws where it cannot be run
   */
  run(context: Context): Promise<readonly string[]>;
}

/** The seed of one round: two rounds of a scenario share nothing. */
export const roundSeed = (seed: number, round: number): number =>
  (seed + round * 0x9e37_79b1) % 0x1_0000_0000;
