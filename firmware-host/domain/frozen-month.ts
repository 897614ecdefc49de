import type { InputKind } from './metric-input.ts';

/** A month whose figures are kept as they were. */
export interface FrozenMonth {
  /** YYYY-MM. */
  readonly month: string;
  /** Of the file, in hexadecimal. */
  readonly sha256: string;
  readonly by: string;
  /** In ms since 1970. */
  readonly at: number;
  /** What was entered or withdrawn afterwards that speaks of this month, oldest first. */
  readonly corrections: readonly Correction[];
}

export interface Correction {
  readonly batch: string;
  readonly kind: InputKind;
  readonly deed: 'entered' | 'withdrawn';
  readonly by: string;
  readonly at: number;
}

/** Nobody reads more, and a day carries them on. */
export const CORRECTIONS_KEPT = 10;

/** Whether days from one to another have some of a month among them. */
export const isInMonth = (
  month: string,
  { from, to }: { readonly from: string; readonly to: string },
): boolean => from.slice(0, month.length) <= month && month <= to.slice(0, month.length);
