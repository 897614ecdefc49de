/** What stands at the end of a cable, as far as the journal knows of it: how it does, and nothing about its wire. */
import type { PrintProblem } from './ticket.ts';

export type DeviceKind = 'printer' | 'board' | 'pad' | 'speaker';

/** `degraded`: it is there, and something keeps it from its work or soon will; `lost`: it does not answer. */
export type DeviceState = 'ready' | 'degraded' | 'lost';

/** Of a printer, what keeps a paper from coming out; and what other devices have. */
export type DeviceProblem =
  | Exclude<PrintProblem, 'interrupted' | 'too-late'>
  | 'slow'
  | 'refused'
  | 'wrong-device'
  | 'stuck'
  | 'no-voice';

/** How a device does. `paperLow`: the near-end sensor of a printer's roll speaks. */
export interface DeviceCondition {
  readonly device: string;
  readonly kind: DeviceKind;
  readonly state: DeviceState;
  readonly problem: DeviceProblem | null;
  readonly paperLow: boolean;
}

/** The same, as it was told last. `since`: when it came into this state, in ms since 1970. */
export interface DeviceRecord extends Omit<DeviceCondition, 'device'> {
  readonly since: number;
}

/** Whether people would see no difference. */
export const isSameCondition = (
  one: Omit<DeviceCondition, 'device'>,
  other: Omit<DeviceCondition, 'device'>,
): boolean => isSameState(one, other) && one.paperLow === other.paperLow;

/** Whether it is still in the same trouble, or still well. */
export const isSameState = (
  one: Pick<DeviceCondition, 'kind' | 'state' | 'problem'>,
  other: Pick<DeviceCondition, 'kind' | 'state' | 'problem'>,
): boolean => one.kind === other.kind && one.state === other.state && one.problem === other.problem;
