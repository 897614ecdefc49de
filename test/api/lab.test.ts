/** The lab from outside: what its switches do to the lobby, and that there are none for real devices. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { LabView } from '../../firmware-host/messages/lab.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { sharedFoyer, startFoyer } from '../support/foyer.ts';
import { LiveStream } from '../support/live.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { PATIENTLY } from '../support/patience.ts';
import { tempDir } from '../support/temp.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir, { whole: true })]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});

const readiness = async () => (await api.readiness()).status;
const look = async () => bodyOf(await api.get('/api/v1/lab')) as LabView;
const ask = async (path: string, body: object) =>
  bodyOf(await api.post(`/api/v1/lab/${path}`, body)) as LabView;
const rows = ({ boards: [board] }: LabView) =>
  board?.picture.kind === 'dots'
    ? board.picture.areas.map(({ runs }) =>
        runs
          .map(({ text }) => text)
          .join('')
          .replaceAll(/ +/g, ' ')
          .trim(),
      )
    : [];

const words = async () => rows(await look())?.join('');

/** A finger as fast as it comes: down and up. */
async function press(score: number): Promise<void> {
  await ask('pads/pad/finger', { button: 5 - score, down: true });
  await ask('pads/pad/finger', { button: 5 - score, down: false });
}

it('brings no made-up visitors where a real centre would believe them', async () => {
  const dir = tempDir();
  writeFileSync(join(dir, 'centre.secret'), `whsec_${Buffer.alloc(32, 1).toString('base64')}`, {
    mode: 0o600,
  });
  const centre = { url: 'http://127.0.0.1:9/events', secretFile: 'centre.secret' };
  const { url } = await startFoyer(dir, ['--config', lobbyFile(dir, { more: { centre } })]);
  const answer = await new Api(url).post('/api/v1/lab/traffic', { perHour: 60 });
  expect((bodyOf(answer) as LabView).traffic).toEqual({ available: false, perHour: 0, pace: 1 });
});

describe('the lab', () => {
  it('has its devices ready by itself', async () => {
    await expect.poll(readiness, PATIENTLY).toBe('ready');
  });

  it('plays a whole visit: paper, board, pad, inbox', async () => {
    const { ticket } = await api.take();
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    expect((await look()).counters[0]).toMatchObject({ state: 'idle', next: 'call-next', number: null });
    await api.act('1', 'call-next');
    await expect.poll(async () => rows(await look())?.[0], PATIENTLY).toBe(`${ticket.number} → 1号窗口`);
    await api.act('1', 'finish');
    expect((await look()).pads[0]).toMatchObject({ awaits: ticket.number, rated: null, scale: 5 });
    // A host that stands still for two seconds takes a pad for silent, and what is pressed then is lost.
    await expect.poll(async () => (await look()).pads[0]?.device.state, PATIENTLY).toBe('ready');
    await press(4);
    const rated = { awaits: null, rated: { number: ticket.number, score: 4 } };
    await expect.poll(async () => (await look()).pads[0], PATIENTLY).toMatchObject(rated);
    const newest = async () => (await look()).centre?.events[0];
    await expect
      .poll(newest, PATIENTLY)
      .toMatchObject({ type: 'rating.given', number: ticket.number, times: 1 });
    expect((await look()).centre).toMatchObject({ missing: 0, repeated: 0, unsigned: 0 });
    expect((await look()).printers[0]?.papers).toHaveLength(1);
  });

  it.each([
    ['boards/main/faults', { cableCut: true }, { cableCut: false }],
    ['pads/pad/faults', { cableCut: true }, { cableCut: false }],
    ['centre/faults', { offline: true }, { offline: false }],
  ])('breaks %s, which the lobby notices, and mends it', async (path, broken, mended) => {
    await ask(path, broken);
    await api.take();
    await expect.poll(readiness, PATIENTLY).toBe('degraded');
    await ask(path, mended);
    await expect.poll(readiness, PATIENTLY).toBe('ready');
  });

  it('switches a board off and on: dark for a moment, then painted again', async () => {
    await expect.poll(words, PATIENTLY).not.toBe('');
    const { boards } = await ask('boards/main/power-cycle', {});
    expect(boards[0]).toMatchObject({ acknowledges: true, picture: { kind: 'dots', areas: [] } });
    await expect.poll(words, PATIENTLY).not.toBe('');
  });

  it('parks what the centre refuses, stops at the third, and goes on when a person says so', async () => {
    await ask('centre/faults', { refusing: true });
    await api.take();
    await api.take();
    await api.take();
    await expect.poll(async () => (await api.readiness()).reasons, PATIENTLY).toContain('centre-stopped');
    await ask('centre/faults', { refusing: false });
    bodyOf(await api.post('/api/v1/centre/resume'));
    const delivery = async () => (await look()).centre?.delivery;
    await expect.poll(delivery, PATIENTLY).toMatchObject({ state: 'delivering', backlog: 0, parked: [] });
    expect((await look()).centre).toMatchObject({ missing: 0 });
  });

  it('brings visitors at a wish, and stops', async () => {
    const { waitingTotal } = await api.display();
    expect((await ask('traffic', { perHour: 90, pace: 60 })).traffic).toEqual({
      available: true,
      perHour: 90,
      pace: 60,
    });
    const isBusy = async () => {
      const { counters } = await look();
      return counters[1]?.state !== 'closed' || (await api.display()).waitingTotal > waitingTotal;
    };
    await expect.poll(isBusy, PATIENTLY).toBe(true);
    expect((await ask('traffic', { perHour: 0 })).traffic).toMatchObject({ perHour: 0, pace: 60 });
  });

  it('tells a stream of changes ten times a second at most, the first at once and the last for sure', async () => {
    const startMs = performance.now();
    const stream = await LiveStream.open(foyer().url, 'lab');
    onTestFinished(() => stream.close());
    await stream.view(() => true);
    for (let change = 0; change < 60; change += 1)
      await ask('pads/pad/finger', { button: 4, down: change % 2 === 0 });
    await ask('pads/pad/finger', { button: 3, down: true });
    await stream.view<LabView>(({ pads: [pad] }) => pad?.buttons[3]?.down === true);
    expect(stream.snapshots.length).toBeLessThanOrEqual((performance.now() - startMs) / 100 + 2);
    await ask('pads/pad/finger', { button: 3, down: false });
  });

  it.each([
    ['boards/paper/faults', { hung: true }, 404, 'device-unknown'],
    ['boards/paper/power-cycle', {}, 404, 'device-unknown'],
    ['pads/none/finger', { button: 0, down: true }, 404, 'device-unknown'],
    ['pads/pad/finger', { button: 5, down: true }, 400, 'bad-request'],
    ['pads/pad/finger', { button: 0 }, 400, 'bad-request'],
    ['boards/main/faults', { paperOut: true }, 400, 'bad-request'],
    ['traffic', { perHour: 91 }, 400, 'bad-request'],
    ['traffic', { pace: 2 }, 400, 'bad-request'],
  ])('refuses %s %j', async (path, body, status, code) => {
    expect(problemOf(await api.post(`/api/v1/lab/${path}`, body))).toMatchObject({ status, code });
  });
});
