/** What a technician reads in the log of devices that come and go. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tellChanges } from '../../firmware-host/devices/watch.ts';
import { reportFaults } from '../../firmware-host/report-faults.ts';
import type { DeviceView } from '../../firmware-host/messages/devices.ts';
import { deviceOf, padPlace } from '../support/device-view.ts';

type Devices = Parameters<typeof reportFaults>[2];
type Handler = Parameters<typeof reportFaults>[1];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const board = deviceOf('main', 'board');

it('each trouble once, however often it comes and goes, until the device was well', () => {
  const listening: ((view: DeviceView) => void)[] = [];
  const devices = { onState: (listener) => void listening.push(listener) } as Devices;
  const tell = (view: DeviceView) => listening.forEach((listener) => listener(view));
  const handler = { onFault: () => undefined } as unknown as Handler;
  const lines: string[] = [];
  const report = reportFaults((line) => lines.push(line), handler, devices);
  vi.advanceTimersByTime(5000);
  for (let time = 0; time < 50; time++) {
    tell({ ...board, state: 'lost', problem: 'disconnected', portFault: 'closed by the device' });
    tell({ ...board, state: 'lost', problem: 'not-answering' });
  }
  const lost = ['board main: lost (disconnected: closed by the device)', 'board main: lost (not-answering)'];
  expect(lines.splice(0)).toEqual(lost);
  tell(board);
  tell({ ...board, state: 'lost', problem: 'not-answering' });
  expect(lines).toEqual(['board main: ready', 'board main: lost (not-answering)']);
  report.end();
});

it('which button of a pad is stuck, and how much noise there is on its wire, tenfold by tenfold', () => {
  const pad = deviceOf('pad', 'pad');
  let seen = pad;
  const lines: string[] = [];
  const changes: (() => void)[] = [];
  const devices = {
    onState: (listener) => void changes.push(tellChanges(() => seen, listener)),
  } as Devices;
  const handler = { onFault: () => undefined } as unknown as Handler;
  const report = reportFaults((line) => lines.push(line), handler, devices);
  vi.advanceTimersByTime(5000);
  const see = (view: DeviceView) => {
    seen = view;
    for (const change of changes) change();
  };
  see({ ...pad, state: 'degraded', problem: 'stuck', pad: padPlace({ stuck: [3] }) });
  see({ ...pad, state: 'degraded', problem: 'stuck', pad: padPlace({ stuck: [3, 5] }) });
  see(pad);
  for (const noiseBytes of [0, 1, 9, 37, 99, 100]) see({ ...pad, pad: padPlace({ noiseBytes }) });
  expect(lines).toEqual([
    'pad pad: degraded (stuck: button 3)',
    'pad pad: degraded (stuck: button 3, 5)',
    'pad pad: ready',
    'pad pad: ready (1+ bytes of noise on its wire)',
    'pad pad: ready (10+ bytes of noise on its wire)',
    'pad pad: ready (100+ bytes of noise on its wire)',
  ]);
  report.end();
});
