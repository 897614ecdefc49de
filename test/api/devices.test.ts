/** Devices over HTTP: how they do, their paper, and what somebody who stands before one asks of it. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { LabView } from '../../firmware-host/messages/lab.ts';
import type { MaintenanceView } from '../../firmware-host/messages/maintenance.ts';
import type { DeviceReport, DeviceReports, TestPrint } from '../../firmware-host/messages/devices.ts';
import { Api, bodyOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { PATIENTLY } from '../support/patience.ts';

const where = { 'zh-CN': '服务台', 'zh-TW': '服務檯', en: 'the desk' };
const simulated = { model: 'escpos-58', port: 'simulated:?pace=0' };
const kiosks = [
  { id: 'door', printer: 'paper' },
  { id: 'side', printer: 'side', spare: { printer: 'desk', where } },
];
const devices = {
  printers: [
    { ...simulated, id: 'paper', rollTickets: 40 },
    { ...simulated, id: 'side' },
    { ...simulated, id: 'desk' },
  ],
  pads: [{ id: 'pad', counter: '1', model: 'firmata', port: 'simulated:?pace=0' }],
};

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir, { more: { kiosks, devices } })]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});

async function reportOf(asked: Api, id: string): Promise<DeviceReport> {
  const { devices: reports } = bodyOf(await asked.get('/api/v1/devices')) as DeviceReports;
  const found = reports.find((report) => report.id === id);
  if (found === undefined) throw new Error(`no device ${id}`);
  return found;
}

async function print(asked: Api, count: number): Promise<void> {
  const printed = async () => (await reportOf(asked, 'paper')).paper?.printed ?? 0;
  const before = await printed();
  for (let papers = 0; papers < count; papers += 1) await asked.take('A');
  await expect.poll(printed, PATIENTLY).toBe(before + count);
}

/** The device is in a state, and the journal knows it. */
async function isTold(asked: Api, id: string, state: DeviceReport['state']): Promise<DeviceReport> {
  const told = async () => {
    const { state: now, since } = await reportOf(asked, id);
    return now === state && since !== null;
  };
  await expect.poll(told, PATIENTLY).toBe(true);
  return reportOf(asked, id);
}

describe('the list', () => {
  it('says of each device how it does, and of a printer how its paper does', async () => {
    await print(api, 3);
    const printer = await isTold(api, 'paper', 'ready');
    expect(printer).toMatchObject({
      kind: 'printer',
      model: 'escpos-58',
      problem: null,
      paper: { left: 37, printed: 3, whole: 40, isLearned: false, loadedAt: null },
    });
    expect(Date.parse(printer.lastPrintedAt ?? '')).toBeGreaterThan(Date.parse('2020-01-01'));
    expect(await reportOf(api, 'pad')).toMatchObject({ kind: 'pad', paper: null, lastPrintedAt: null });
  });

  it('is what the page for maintenance shows', async () => {
    await isTold(api, 'pad', 'ready');
    const view = bodyOf(await api.get('/api/v1/maintenance')) as MaintenanceView;
    const { devices: listed } = bodyOf(await api.get('/api/v1/devices')) as DeviceReports;
    expect(view.devices).toEqual(listed);
  });

  it('tells that there is no paper at once', async () => {
    bodyOf(await api.post('/api/v1/lab/printers/paper/faults', { paperOut: true }));
    await expect.poll(async () => (await reportOf(api, 'paper')).paper?.left, PATIENTLY).toBe(0);
    expect(await reportOf(api, 'paper')).toMatchObject({ state: 'degraded', problem: 'paper-out' });
    bodyOf(await api.post('/api/v1/lab/printers/paper/faults', { paperOut: false }));
    await expect.poll(async () => (await reportOf(api, 'paper')).paper?.left, PATIENTLY).toBe(37);
  });
});

describe('a new roll', () => {
  it('begins the count anew', async () => {
    await print(api, 1);
    const { paper } = await api.must<DeviceReport>('devices/paper/new-roll');
    expect(paper).toMatchObject({ left: 40, printed: 0, whole: 40, isLearned: false });
    expect(paper?.loadedAt).not.toBeNull();
    await print(api, 1);
    expect((await reportOf(api, 'paper')).paper).toEqual({ ...paper, left: 39, printed: 1 });
  });

  it('is one roll however often one and the same wish is said', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const ask = async () =>
      bodyOf(await api.post('/api/v1/devices/paper/new-roll', undefined, key)) as DeviceReport;
    await print(api, 1);
    expect((await ask()).paper?.printed).toBe(0);
    await print(api, 2);
    expect((await ask()).paper?.printed).toBe(2);
  });
});

const testPrint = () => api.must<TestPrint>('devices/paper/test-print');

describe('a test print', () => {
  it('prints every script, and the printer’s name, on a paper that counts as no ticket', async () => {
    const { position } = await api.health();
    expect(await testPrint()).toMatchObject({ state: 'printed', proof: 'confirmed', problem: null });
    expect((await api.health()).position).toBe(position);
    const { printers } = bodyOf(await api.get('/api/v1/lab')) as LabView;
    const paper = printers[0]?.papers[0];
    const text = JSON.stringify(paper?.items);
    for (const words of ['Test print', '打印测试', 'paper', 'escpos-58', '"qr"'])
      expect(text).toContain(words);
  });

  it('says what is wrong', async () => {
    bodyOf(await api.post('/api/v1/lab/printers/paper/faults', { coverOpen: true }));
    await expect.poll(async () => (await reportOf(api, 'paper')).problem, PATIENTLY).toBe('cover-open');
    expect(await testPrint()).toEqual({ state: 'failed', proof: null, problem: 'cover-open', bytes: null });
    bodyOf(await api.post('/api/v1/lab/printers/paper/faults', { coverOpen: false }));
    await expect.poll(async () => (await reportOf(api, 'paper')).problem, PATIENTLY).toBeNull();
    expect((await testPrint()).state).toBe('printed');
  });
});

it('tries again when somebody says so', async () => {
  expect(await api.must<DeviceReport>('devices/paper/retry')).toMatchObject({ id: 'paper' });
});

it.each(['new-roll', 'test-print', 'retry'])('says why not: %s', async (deed) => {
  expect(await api.refusal(`devices/roof/${deed}`)).toBe('404 device-unknown');
  expect(await api.refusal(`devices/pad/${deed}`)).toBe('409 not-a-printer');
  expect(await api.faults(`devices/paper/${deed}`, { hard: true })).toEqual(['/hard']);
});

it('says where the papers of a printer come out while it is out of order', async () => {
  const standIn = async () => (await reportOf(api, 'side')).standIn;
  await expect.poll(async () => (await reportOf(api, 'desk')).state, PATIENTLY).toBe('ready');
  expect(await standIn()).toBeNull();
  bodyOf(await api.post('/api/v1/lab/printers/side/faults', { coverOpen: true }));
  await expect.poll(standIn, PATIENTLY).toEqual(where);
  expect((await reportOf(api, 'desk')).standIn).toBeNull();
  const view = bodyOf(await api.get('/api/v1/maintenance')) as MaintenanceView;
  expect(view.devices.find(({ id }) => id === 'side')?.standIn).toEqual(where);
  bodyOf(await api.post('/api/v1/lab/printers/desk/faults', { paperOut: true }));
  await expect.poll(standIn, PATIENTLY).toBeNull();
});

it('knows rolls and devices after a restart', async () => {
  await api.must('devices/paper/new-roll');
  await print(api, 2);
  const known = await isTold(api, 'paper', 'ready');

  const after = new Api((await foyer().restart()).url);
  onTestFinished(() => after.close());
  expect(await isTold(after, 'paper', 'ready')).toEqual(known);
});
