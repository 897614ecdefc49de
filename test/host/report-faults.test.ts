/** What a technician reads in the log of devices that come and go. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { reportFaults } from '../../firmware-host/report-faults.ts';
import type { DeviceView } from '../../firmware-host/messages/views.ts';
import { deviceOf } from '../support/device-view.ts';

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
