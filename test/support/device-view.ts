/** A simulated device that does well, and one that does not. */
import type { BoardPlace, DeviceView } from '../../firmware-host/messages/views.ts';

/** A board in the lobby, alone on its line. */
export const boardPlace = (change: Partial<BoardPlace> = {}): BoardPlace => ({
  address: 1,
  counter: null,
  template: null,
  calls: true,
  ...change,
});

export const deviceOf = (
  id: string,
  kind: DeviceView['kind'],
  change: Partial<DeviceView> = {},
): DeviceView => ({
  id,
  kind,
  model: { printer: 'escpos-58', board: 'bx-5k', pad: 'firmata' }[kind],
  port: 'simulated:',
  state: 'ready',
  problem: null,
  portFault: null,
  paperLow: false,
  lacking: '',
  unheard: false,
  board: kind === 'board' ? boardPlace() : null,
  ...change,
});

export const lost = (one: DeviceView, problem: DeviceView['problem'] = 'disconnected'): DeviceView => ({
  ...one,
  state: 'lost',
  problem,
});
