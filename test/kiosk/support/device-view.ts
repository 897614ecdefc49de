/** A simulated device that does well, and one that does not. */
import type { DeviceView } from '../../../firmware-host/messages/views.ts';

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
  ...change,
});

export const lost = (one: DeviceView, problem: DeviceView['problem'] = 'disconnected'): DeviceView => ({
  ...one,
  state: 'lost',
  problem,
});
