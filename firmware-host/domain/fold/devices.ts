import type { DeviceEvents } from '../device-events.ts';
import { isSameState } from '../device.ts';
import { afterLoading, afterSensors, ROLL_TICKETS, unknownRoll, type Roll } from '../paper-roll.ts';
import type { State } from '../state.ts';
import type { Folds } from './apply.ts';

export const deviceFolds: Folds<DeviceEvents> = {
  'device.changed'(state, { device, ...condition }, { time }) {
    const before = state.devices.get(device);
    const since = before !== undefined && isSameState(before, condition) ? before.since : time.at;
    state.devices.set(device, { ...condition, since });
    if (condition.kind === 'printer') state.rolls.set(device, afterSensors(rollOf(state, device), condition));
  },

  'paper.loaded'(state, { printer }, { time }) {
    state.rolls.set(printer, afterLoading(rollOf(state, printer), time.at, rollTicketsOf(state, printer)));
  },
};

/** The paper in a printer; one of which nothing is known is as good as any. */
export const rollOf = ({ rolls }: Pick<State, 'rolls'>, printer: string): Roll =>
  rolls.get(printer) ?? unknownRoll;

/** What a whole roll of it gives, as the configuration says. */
export const rollTicketsOf = ({ lobby }: Pick<State, 'lobby'>, printer: string): number =>
  lobby?.printers?.find(({ id }) => id === printer)?.rollTickets ?? ROLL_TICKETS;
