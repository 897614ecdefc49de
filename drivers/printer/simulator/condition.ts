/** How a simulated printer is, and the bytes in which it says so. */
import type { PrinterModel } from '../models/model.ts';

export interface PrinterFaults {
  /** No paper under the head. Ending it is putting in a new roll. */
  paperOut: boolean;
  /** The roll's near-end sensor sees little paper. */
  nearEnd: boolean;
  coverOpen: boolean;
  /** The knife is stuck: nothing is cut nor printed until it is freed and the host has said to go on (DLE ENQ). */
  cutterJam: boolean;
  /** An error that only switching off and on ends: ending it is doing that. */
  printerError: boolean;
  /** Between its answers, the wire carries bytes that mean nothing. */
  garbage: boolean;
  /** It has said XOFF, and never says XON. */
  xoff: boolean;
  /** Nothing passes in either direction; what has arrived is printed. */
  cableCut: boolean;
  /** Swallows bytes, answers nothing, prints nothing. Ending it is switching the printer off and on: it forgets everything. */
  hung: boolean;
}

export const noFaults: PrinterFaults = {
  paperOut: false,
  nearEnd: false,
  coverOpen: false,
  cutterJam: false,
  printerError: false,
  garbage: false,
  xoff: false,
  cableCut: false,
  hung: false,
};

/** What its sensors tell. */
export interface Condition {
  readonly paperOut: boolean;
  readonly nearEnd: boolean;
  readonly coverOpen: boolean;
  /** The cutter's error, which stays after the knife is free. */
  readonly isJammed: boolean;
  readonly printerError: boolean;
}

export function conditionOf(faults: PrinterFaults, isJammed: boolean, model: PrinterModel): Condition {
  const { paperOut, nearEnd, coverOpen, printerError } = faults;
  // Where the roll has ended, the sensor for its end to come sees nothing either.
  return { paperOut, nearEnd: model.hasNearEnd && (nearEnd || paperOut), coverOpen, isJammed, printerError };
}

export function isOffline({ paperOut, coverOpen, isJammed, printerError }: Condition): boolean {
  return paperOut || coverOpen || isJammed || printerError;
}

/** GS a: the four bytes of automatic status. */
export function automaticStatus(condition: Condition): [number, number, number, number] {
  const { paperOut, nearEnd, coverOpen, isJammed, printerError } = condition;
  return [
    0x10 | (isOffline(condition) ? 0x08 : 0) | (coverOpen ? 0x20 : 0),
    (isJammed ? 0x08 : 0) | (printerError ? 0x20 : 0),
    (nearEnd ? 0x03 : 0) | (paperOut ? 0x0c : 0),
    0,
  ];
}

/** Whether what is new is among what was asked for with GS a: 02 online or offline, 04 errors, 08 paper. */
export function isAskedFor(mask: number, before: readonly number[], now: readonly number[]): boolean {
  return [0x02, 0x04, 0x08].some((bit, at) => (mask & bit) !== 0 && before[at] !== now[at]);
}

/** DLE EOT n: 1 printer, 2 why it is offline, 3 errors, 4 paper. */
export function realTimeStatus(n: 1 | 2 | 3 | 4, condition: Condition): number {
  const { paperOut, nearEnd, coverOpen, isJammed, printerError } = condition;
  const bits = {
    1: isOffline(condition) ? 0x08 : 0,
    2: (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0) | (isJammed || printerError ? 0x40 : 0),
    3: (isJammed ? 0x08 : 0) | (printerError ? 0x20 : 0),
    4: (nearEnd ? 0x0c : 0) | (paperOut ? 0x60 : 0),
  };
  return 0x12 | bits[n];
}

/** GS r: 1 paper, 2 drawer, which is always shut. */
export function transmittedStatus(of: 1 | 2, { nearEnd, paperOut }: Condition): number {
  return of === 1 ? (nearEnd ? 0x03 : 0) | (paperOut ? 0x0c : 0) : 0;
}
