/** What is told of devices, and the paper in printers. */
import type { DeviceCommand } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, nothingNew, refuse } from '../decision.ts';
import { isSameCondition } from '../device.ts';
import type { DomainEvent } from '../events.ts';
import { rollOf, rollTicketsOf } from '../fold/devices.ts';
import { isNewRoll } from '../paper-roll.ts';
import type { Ask } from './ask.ts';

/** A device does better or worse than was told last. A printer that has paper again may so tell of a new roll. */
export function changeDevice(
  { state }: Ask,
  { type: _type, ...condition }: Extract<DeviceCommand, { type: 'device-change' }>,
): Decision {
  const { device, kind } = condition;
  const before = state.devices.get(device);
  if (before !== undefined && isSameCondition(before, condition)) return nothingNew;
  const isLoaded =
    kind === 'printer' && isNewRoll(rollOf(state, device), condition, rollTicketsOf(state, device));
  const loaded: DomainEvent[] = isLoaded
    ? [{ type: 'paper.loaded', data: { printer: device, by: 'sensor' } }]
    : [];
  // The roll that is done teaches before the sensors speak of the new one.
  return accept(...loaded, { type: 'device.changed', data: condition });
}

/** Staff say so. Said twice, it is the same roll. */
export function loadPaper(
  { state, lobby }: Ask,
  { printer }: Extract<DeviceCommand, { type: 'load-paper' }>,
): Decision {
  const isKnown =
    lobby.kiosks.some((kiosk) => kiosk.printer === printer || kiosk.spare === printer) ||
    (lobby.printers?.some(({ id }) => id === printer) ?? false);
  if (!isKnown) return refuse('printer-unknown');
  const { loadedAt, printed, lowAt, outAt } = rollOf(state, printer);
  if (loadedAt !== null && printed === 0 && lowAt === null && outAt === null) return nothingNew;
  return accept({ type: 'paper.loaded', data: { printer, by: 'staff' } });
}
