/** What is said of a printer from what it says itself, what the journal knows, and how the others do. */
import { describe, expect, it } from 'vitest';
import { deviceReports } from '../../firmware-host/displays/device-report.ts';
import type { DeviceView } from '../../firmware-host/messages/devices.ts';
import type { Site } from '../../firmware-host/site.ts';
import { deviceOf } from '../support/device-view.ts';
import { LobbyUnderTest } from '../support/lobby.ts';

const place = (en: string) => ({ 'zh-CN': en, 'zh-TW': en, en });
const printer = (id: string, change: Partial<DeviceView> = {}): DeviceView =>
  deviceOf(id, 'printer', { port: 'usb:/dev/usb/lp0', ...change });
const broken = { state: 'degraded', problem: 'cutter-jam' } as const;
const cut = { state: 'lost', problem: 'disconnected' } as const;

const kiosks: Site['kiosks'] = [
  { id: 'wall', printer: null, spare: null },
  { id: 'door', printer: 'own', spare: { printer: 'west', where: place('west') } },
  { id: 'porch', printer: 'own', spare: { printer: 'east', where: place('east') } },
];

/** @returns where the papers of each device come out */
function standIns(views: readonly DeviceView[]): (string | null)[] {
  const { state } = LobbyUnderTest.open();
  return deviceReports(state, { kiosks }, views).map(({ standIn }) => standIn?.en ?? null);
}

describe('a spare printer stands in', () => {
  it.each([
    ['jammed', broken],
    ['out of paper', { state: 'degraded', problem: 'paper-out', paperLow: true }],
    ['cut off', { ...cut, portFault: 'ENODEV' }],
    ['silent', { state: 'lost', problem: 'not-answering' }],
  ] as const)('for one that is %s', (_name, change) => {
    expect(standIns([printer('own', change), printer('west')])).toEqual(['west', null]);
  });

  it.each([
    ['well', {}],
    ['near the end of its roll', { state: 'degraded', paperLow: true }],
    ['only slow: it goes on', { state: 'degraded', problem: 'slow' }],
    ['not opened yet: its papers wait', cut],
  ] as const)('for none that is %s', (_name, change) => {
    expect(standIns([printer('own', change), printer('west')])).toEqual([null, null]);
  });

  it.each([
    ['near the end of its roll', { state: 'degraded', paperLow: true }],
    ['slow', { state: 'degraded', problem: 'slow' }],
  ] as const)('though it is %s', (_name, change) => {
    expect(standIns([printer('own', broken), printer('west', change)])).toEqual(['west', null]);
  });

  it.each([
    ['in trouble itself', [printer('west', broken)]],
    ['lost', [printer('west', cut)]],
    ['lost, and nobody knows why', [printer('west', { state: 'lost' })]],
    ['no longer there', []],
    ['no printer', [printer('west', { kind: 'pad' })]],
  ] as const)('never when it is %s; another kiosk may have one that is well', (_name, west) => {
    const views = [printer('own', broken), ...west];
    expect(standIns(views)[0]).toBeNull();
    expect(standIns([...views, printer('east')])[0]).toBe('east');
  });

  it('for no printer that is itself nothing but a spare', () => {
    expect(standIns([printer('west', broken), printer('own')])).toEqual([null, null]);
  });
});

it('believes the near-end sensor before the journal has heard of it', () => {
  const { state } = LobbyUnderTest.open({ printers: [{ id: 'own', rollTickets: 250 }] });
  const leftOf = (change: Partial<DeviceView>) =>
    deviceReports(state, { kiosks }, [printer('own', change)]).map(({ paper }) => paper?.left);
  expect([leftOf({}), leftOf({ state: 'degraded', paperLow: true })]).toEqual([[250], [25]]);
});
