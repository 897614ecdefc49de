/** The box as its technician would see it on an ordinary Thursday afternoon. */
import type { CentreView } from '../../../firmware-host/messages/centre.ts';
import type { MaintenanceView } from '../../../firmware-host/messages/maintenance.ts';
import type { BackupView, StorageView } from '../../../firmware-host/messages/storage.ts';
import type { DeviceReport, PaperView } from '../../../firmware-host/messages/devices.ts';
import { deviceOf } from '../../support/device-view.ts';
import { lobby, now } from './views.ts';

const MB = 1024 * 1024;
const GB = 1024 * MB;

/** Of `minutes` past six in the morning, which is past two in the afternoon in Shanghai. */
export const backup = (position: number, minutes: number, change: Partial<BackupView> = {}): BackupView => ({
  place: 'local',
  name: `20261119T06${String(minutes).padStart(2, '0')}00Z_e1_${position}.db`,
  at: `2026-11-19T06:${String(minutes).padStart(2, '0')}:00.000Z`,
  epoch: 1,
  position,
  bytes: Math.round(1.4 * MB),
  ...change,
});

export const files: readonly BackupView[] = [
  backup(18_204, 15),
  backup(18_204, 15, { place: 'second' }),
  backup(17_950, 0),
  backup(17_950, 0, { place: 'second' }),
  backup(12_400, 0, { name: '20261118T100000Z_e1_12400.db', at: '2026-11-18T10:00:00.000Z' }),
];

export const storageView = (change: Partial<StorageView> = {}): StorageView => ({
  position: 18_231,
  epoch: 1,
  day: '2026-11-19',
  fault: null,
  clock: { trusted: true, at: now, source: 'timesyncd' },
  warnings: [],
  restored: null,
  disk: { bytes: 29 * GB, freeBytes: Math.round(21.6 * GB), ballastBytes: 16 * MB },
  journal: { bytes: Math.round(4.6 * MB), walBytes: Math.round(0.6 * MB) },
  history: { days: 211, bytes: 412 * MB, oldest: '2026-04-22' },
  reports: { bytes: 38 * MB, position: 18_231 },
  backup: {
    everyMinutes: 15,
    lastAt: '2026-11-19T06:15:00.000Z',
    running: false,
    fault: null,
    secondDir: '/media/usb/foyer',
    bytes: 431 * MB,
    files: [...files],
  },
  retention: { eventDays: 400, reportDays: 1100, textDays: 90 },
  ...change,
});

/** A roll that was put in at half past eight in the morning. */
export const roll = (change: Partial<PaperView> = {}): PaperView => ({
  left: 188,
  printed: 62,
  whole: 250,
  isLearned: false,
  loadedAt: '2026-11-19T00:30:00.000Z',
  ...change,
});

export const device = (
  kind: DeviceReport['kind'],
  id: string,
  change: Partial<DeviceReport> = {},
): DeviceReport => ({
  ...deviceOf(id, kind),
  port: {
    printer: 'usb:/dev/usb/lp0',
    board: 'tcp://192.168.1.21:5005',
    speaker: 'alsa:default',
    pad: 'serial:/dev/ttyACM0',
  }[kind],
  since: '2026-11-19T00:02:00.000Z',
  paper: kind === 'printer' ? roll() : null,
  lastPrintedAt: kind === 'printer' ? '2026-11-19T06:25:40.000Z' : null,
  standIn: null,
  ...change,
});

export const centre = (change: Partial<CentreView> = {}): CentreView => ({
  url: 'https://centre.example.org/events',
  state: 'delivering',
  delivered: 18_231,
  backlog: 0,
  fault: null,
  retryAt: null,
  parked: [],
  ...change,
});

export const maintenanceView = (change: Partial<MaintenanceView> = {}): MaintenanceView => ({
  lobby,
  now,
  timeZone: 'Asia/Shanghai',
  demo: true,
  version: '0.1.0',
  upSince: '2026-11-07T02:00:00.000Z',
  queue: { waiting: 22, open: 3, counters: 4 },
  devices: [
    device('printer', 'door-printer'),
    device('board', 'main-board'),
    ...['1', '2', '3', '4'].map((id) => device('pad', `pad-${id}`, { port: `serial:/dev/ttyACM${id}` })),
  ],
  centre: centre(),
  storage: storageView(),
  ...change,
});
