/** A simulated device that does well, and one that does not. */
import type { BoardPlace, DeviceView, PadPlace, SpeakerPlace } from '../../firmware-host/messages/devices.ts';

/** A board in the lobby, alone on its line. */
export const boardPlace = (change: Partial<BoardPlace> = {}): BoardPlace => ({
  address: 1,
  counter: null,
  template: null,
  calls: true,
  ...change,
});

/** A pad with a button for each score of five. */
export const padPlace = (change: Partial<PadPlace> = {}): PadPlace => ({
  counter: '1',
  buttons: 5,
  rates: true,
  stuck: [],
  noiseBytes: 0,
  ...change,
});

export const speakerPlace = (change: Partial<SpeakerPlace> = {}): SpeakerPlace => ({
  percent: 70,
  volume: [
    { from: '07:00', percent: 70 },
    { from: '18:00', percent: 40 },
  ],
  lastAt: null,
  ...change,
});

export const deviceOf = (
  id: string,
  kind: DeviceView['kind'],
  change: Partial<DeviceView> = {},
): DeviceView => ({
  id,
  kind,
  model: { printer: 'escpos-58', board: 'bx-5k', pad: 'firmata', speaker: 'espeak-ng' }[kind],
  port: 'simulated:',
  state: 'ready',
  problem: null,
  portFault: null,
  paperLow: false,
  lacking: '',
  unheard: false,
  board: kind === 'board' ? boardPlace() : null,
  pad: kind === 'pad' ? padPlace() : null,
  speaker: kind === 'speaker' ? speakerPlace() : null,
  ...change,
});

export const lost = (one: DeviceView, problem: DeviceView['problem'] = 'disconnected'): DeviceView => ({
  ...one,
  state: 'lost',
  problem,
});
