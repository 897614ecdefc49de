/**
 * Of which epochs a journal is put together. Each restoration begins an epoch behind some position of an earlier one, not always
 * the one right before: people go back, and forth again. What an epoch told behind the position at which the next one left it is given up,
 * and must never come back, in whatever copy it still lies.
 */

import { DamagedError } from '../medium/fault.ts';

/** How an epoch began. */
export interface Beginning {
  readonly epoch: number;
  /** Position of the last event that it took over. */
  readonly after: number;
}

/** Rising, from the second epoch that this journal is made of to the present one; empty in the first. */
export type Lineage = readonly Beginning[];

/**
 * Up to which position what an epoch told is part of the journal: without end for the present one, 0 for one that it does not
 * descend from.
 */
export function sharedUntil(lineage: Lineage, epoch: number): number {
  if (epoch !== 1 && !lineage.some((beginning) => beginning.epoch === epoch)) return 0;
  return Math.min(...lineage.flatMap((later) => (later.epoch > epoch ? [later.after] : [])), Infinity);
}

/** The same journal in a new epoch. */
export const begun = (lineage: Lineage, beginning: Beginning): Lineage => [...lineage, beginning];

export const presentEpoch = (lineage: Lineage): number => lineage.at(-1)?.epoch ?? 1;

/** Whether what lies in a file that an epoch has written is part of the journal. */
export const belongs = (
  lineage: Lineage,
  { epoch, last }: { readonly epoch: number; readonly last: number },
) => last <= sharedUntil(lineage, epoch);

/** @param text as a journal keeps it; null in the first epoch. @throws DamagedError */
export function lineageOf(text: string | null): Lineage {
  if (text === null) return [];
  const lineage = parsed(text);
  const isRising = lineage?.every(({ epoch }, index) => epoch > (lineage[index - 1]?.epoch ?? 1));
  if (lineage === null || isRising !== true)
    throw new DamagedError('what the journal says of its epochs is damaged');
  return lineage;
}

function parsed(text: string): Lineage | null {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every(isBeginning) ? list : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const isBeginning = (value: unknown): value is Beginning =>
  typeof value === 'object' &&
  value !== null &&
  'epoch' in value &&
  'after' in value &&
  Number.isSafeInteger(value.epoch) &&
  Number.isSafeInteger(value.after);
