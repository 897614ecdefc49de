/** The technician's page, the lab and the start. */
import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import type { Language } from '../../../config/texts/texts.ts';
import type { LabView } from '../../../firmware-host/messages/lab.ts';
import type { MaintenanceView } from '../../../firmware-host/messages/maintenance.ts';
import { boardView, everyBoard } from '../../kiosk/support/board-view.ts';
import type { Host } from '../../kiosk/support/host.ts';
import { centreView, labView, padView, parkedEvent, printerView } from '../../kiosk/support/lab-view.ts';
import { centre, device, maintenanceView, storageView } from '../../kiosk/support/maintenance-view.ts';
import { counterName, displayView, now } from '../../kiosk/support/views.ts';
import { deviceOf, lost, speakerPlace } from '../../support/device-view.ts';
import type { State } from '../support/state.ts';
import { longLobby, longServices } from './rich.ts';

const maintenance = (name: string, change: Partial<MaintenanceView>, rest: Partial<State> = {}): State => ({
  page: 'maintenance',
  name,
  path: '/maintenance',
  ready: 'main',
  show: (host: Host) => host.show('maintenance', maintenanceView(change)),
  ...rest,
});

const problems = ['paper-out', 'cover-open', 'cutter-jam', 'not-answering', 'disconnected'] as const;
type Problem = (typeof problems)[number] | 'no-voice';

const everythingBroken: Partial<MaintenanceView> = {
  devices: [
    ...problems.map((problem, place) => lostReport(device('printer', `printer-${place}`), problem)),
    lostReport(device('board', 'main-board-with-a-long-name-in-the-hall'), 'disconnected'),
    ...['1', '2', '3', '4'].map((id) => lostReport(device('pad', `pad-${id}`), 'disconnected')),
  ],
  centre: centre({
    state: 'stopped',
    backlog: 4100,
    fault: 'connect ECONNREFUSED 127.0.0.1:8090',
    retryAt: now,
    parked: [parkedEvent],
  }),
  storage: storageView({ fault: 'disk-full' }),
};

function lostReport<Report extends ReturnType<typeof device>>(report: Report, problem: Problem): Report {
  return { ...report, ...lost(report, problem) };
}

export const maintenanceStates: readonly State[] = [
  maintenance('all well', {}),
  maintenance('everything broken', everythingBroken),
  maintenance('nothing there', { devices: [], centre: null }),
  maintenance('storage', {}, { path: '/maintenance#storage' }),
  maintenance('speakers', {
    devices: [
      device('speaker', 'hall', {
        speaker: speakerPlace({
          volume: [
            { from: '00:00', percent: 80 },
            { from: '18:00', percent: 40 },
          ],
          lastAt: now,
        }),
      }),
      lostReport(device('speaker', 'loudspeaker-of-the-second-hall'), 'disconnected'),
      lostReport(device('speaker', 'no-voice-is-there'), 'no-voice'),
    ],
  }),
  maintenance('ticket face', {}, { path: '/maintenance#ticket' }),
];

/** A board is drawn once the face of its lamps is there. */
const isLit = (page: Page): Promise<boolean> =>
  page.locator('foyer-board canvas').evaluate((board) => {
    const { data } = board.getContext('2d').getImageData(0, 0, board.width, board.height);
    return data.some((level: number, at: number) => at % 4 === 0 && level > 128);
  });

const lab = (name: string, change: Partial<LabView>, rest: Partial<State> = {}): State => ({
  page: 'lab',
  name,
  path: '/lab',
  ready: 'foyer-traffic h2',
  show: (host: Host) => {
    host.show('lab', labView(change));
    host.show('display', displayView());
  },
  ...rest,
});

export const labStates: readonly State[] = [
  lab(
    'ordinary',
    {},
    { reach: async (page) => void (await vi.waitUntil(() => isLit(page), { timeout: 20_000 })) },
  ),
  lab('every board', { boards: [...everyBoard] }),
  lab('broken', {
    printers: [
      printerView({
        device: { ...printerView().device, state: 'degraded', problem: 'paper-out' },
        faults: { ...printerView().faults, paperOut: true, cableCut: true },
      }),
    ],
    boards: [boardView({ device: lost(boardView().device, 'not-answering') })],
    pads: labView().pads.map((pad) => padView('2', { ...pad, device: lost(pad.device) })),
    centre: centreView(
      { faults: { offline: true, slow: true, refusing: true }, missing: 3, unsigned: 12, repeated: 120 },
      { state: 'stopped', backlog: 4100, fault: 'connect ECONNREFUSED', retryAt: now, parked: [parkedEvent] },
    ),
  }),
  lab('speakers', {
    speakers: [
      {
        device: deviceOf('hall', 'speaker'),
        isPlaying: true,
        faults: { cableCut: false, hung: false },
        played: [
          { place: 2, texts: ['请 A1023 号到 12 号窗口', 'Number A1023, counter 12'], times: 2, ms: 9000 },
          { place: 1, texts: [], times: 1, ms: 900 },
        ],
      },
      {
        device: lost(deviceOf('upstairs', 'speaker'), 'not-answering'),
        isPlaying: false,
        faults: { cableCut: false, hung: true },
        played: [],
      },
    ],
  }),
  lab('nothing configured', { printers: [], boards: [], pads: [], counters: [], centre: null }),
  lab('many services', { services: longServices.map(({ letter, name }) => ({ letter, name })) }),
];

const start = (name: string, counters: number): State => ({
  page: 'start',
  name,
  path: '/',
  ready: 'foyer-start main',
  show: (host: Host, _language: Language) =>
    host.show(
      'counters',
      Array.from({ length: counters }, (_, place) => ({
        counter: place === 1 ? { id: 'long', name: longLobby } : counterName(`${place + 1}`),
        state: 'idle',
        agent: null,
      })),
    ),
});

export const startStates: readonly State[] = [
  start('four counters', 4),
  start('thirty counters', 30),
  start('none', 0),
];
