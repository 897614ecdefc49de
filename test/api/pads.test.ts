/** Pads of all sorts from outside: fingers, lights, deeds, the visitor's screen, and who may know what was pressed. */
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { DeviceReports } from '../../firmware-host/messages/devices.ts';
import type { LabView, SimulatedPadView } from '../../firmware-host/messages/lab.ts';
import type { RateView } from '../../firmware-host/messages/pad.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { LiveStream } from '../support/live.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { PATIENTLY } from '../support/patience.ts';

const firmata = { model: 'firmata', port: 'simulated:?pace=0' };
const devices = {
  printers: [],
  pads: [
    { ...firmata, id: 'pad', counter: '1', lights: { armed: 11, thanks: 12 }, buzzer: 10 },
    {
      ...firmata,
      id: 'keys',
      counter: '1',
      buzzer: 10,
      buttons: [
        { pin: 2, does: 'call-next' },
        { pin: 3, does: 'start' },
        { pin: 4, does: 'finish' },
        { pin: 5, does: 'call-staff', counter: '2' },
        { pin: 6, does: 'hold' },
      ],
    },
  ],
};
const keys = { callNext: 0, start: 1, finish: 2, callStaff: 3, hold: 4 };

const foyer = sharedFoyer((dir) => [
  '--config',
  lobbyFile(dir, { more: { kiosks: [{ id: 'door' }], devices } }),
]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});

const labPad = async (id: string): Promise<SimulatedPadView> => {
  const { pads } = bodyOf(await api.get('/api/v1/lab')) as LabView;
  const found = pads.find(({ device }) => device.id === id);
  if (found === undefined) throw new Error(`no pad ${id}`);
  return found;
};
const lights = async () => (await labPad('pad')).lights;
const rateView = async (counter = '1') =>
  bodyOf(await api.get(`/api/v1/counters/${counter}/rate`)) as RateView;

/** A finger as fast as it comes: down and up. */
async function press(pad: string, button: number): Promise<void> {
  for (const down of [true, false]) await api.must(`lab/pads/${pad}/finger`, { button, down });
}
/** Each time another one than just before: a button that was let go less than 40 ms ago still chatters, and a fast machine is back by then. */
const score = (value: number) => press('pad', 5 - value);

/** Somebody is served at counter 1 and is about to leave. */
async function serve(): Promise<string> {
  const { ticket } = await api.take();
  for (const action of ['call-next', 'start', 'finish']) await api.act('1', action);
  return ticket.number;
}

describe('a visit by the keys of a pad', () => {
  it('is called, begun and ended; a light asks, a press counts, a light thanks', async () => {
    await expect.poll(async () => (await api.readiness()).status, PATIENTLY).toBe('ready');
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    const { ticket } = await api.take();
    expect((await labPad('keys')).buttons).toMatchObject([
      { does: 'call-next', score: null, counter: { id: '1' }, down: false },
      { does: 'start', score: null, counter: { id: '1' } },
      { does: 'finish', score: null, counter: { id: '1' } },
      { does: 'call-staff', score: null, counter: { id: '2' } },
      { does: 'hold', score: null, counter: { id: '1' } },
    ]);
    const state = async () => (await api.counter('1')).state;
    await press('keys', keys.callNext);
    await expect.poll(state, PATIENTLY).toBe('called');
    await press('keys', keys.start);
    await expect.poll(state, PATIENTLY).toBe('serving');
    expect(await lights()).toEqual({ armed: false, thanks: false });
    await press('keys', keys.finish);
    await expect.poll(lights, PATIENTLY).toEqual({ armed: true, thanks: false });
    expect(await labPad('pad')).toMatchObject({ awaits: ticket.number, rated: null, sounds: false });
    expect(await labPad('keys')).toMatchObject({ awaits: null, rated: null });
    expect((await rateView()).visit).toMatchObject({ number: ticket.number, state: 'asked', score: null });
    await score(2);
    await expect.poll(lights, PATIENTLY).toEqual({ armed: false, thanks: true });
    expect((await rateView()).visit).toMatchObject({ state: 'rated', score: 2, isLow: true });
    expect(await labPad('pad')).toMatchObject({ awaits: null, rated: { number: ticket.number, score: 2 } });
    expect((await labPad('keys')).rated).toBeNull();
  });

  it('is refused with two sounds where there is nothing to do', async () => {
    const stream = await LiveStream.open(foyer().url, 'lab');
    onTestFinished(() => stream.close());
    const isHeard = async () => {
      await press('keys', keys.hold);
      return stream.snapshots.some(({ data }) => (JSON.parse(data) as LabView).pads[1]?.sounds);
    };
    await expect.poll(isHeard, PATIENTLY).toBe(true);
    expect((await api.counter('1')).state).toBe('idle');
  });

  it('reaches somebody from a counter where nobody sits', async () => {
    await press('keys', keys.callStaff);
    const assists = async () => (await api.lobby()).assists;
    await expect.poll(assists, PATIENTLY).toMatchObject([{ counter: { id: '2' }, level: 1, owner: null }]);
    await api.act('2', 'assist/settle');
  });
});

describe('what was pressed', () => {
  /** All that staff and passers-by can look at. A visitor’s own page tells the visitor. */
  const open = [
    'counters',
    'counters/1',
    'counters/2',
    'counters/2/rate',
    'lobby',
    'display',
    'kiosks/door',
    'maintenance',
    'devices',
  ];

  async function look(ticket: string): Promise<string[]> {
    const paths = [...open, `staff/tickets/${ticket}`];
    return Promise.all(
      paths.map(async (path) => {
        const view = bodyOf(await api.get(`/api/v1/${path}`));
        // The time, how far the journal has got, and how many have rated today, in all.
        const told = JSON.stringify(view, (key, value: unknown) =>
          ['now', 'storage', 'satisfaction'].includes(key) ? '' : value,
        );
        return `${path}: ${told}`;
      }),
    );
  }

  /** A visit and its press. @returns what all of them see before and after it */
  async function looks(value: number): Promise<{ before: string[]; after: string[] }> {
    const { ticket } = await api.take();
    for (const action of ['call-next', 'start', 'finish']) await api.act('1', action);
    const isAsked = async () => (await rateView()).visit?.number === ticket.number && (await lights()).armed;
    await expect.poll(isAsked, PATIENTLY).toBe(true);
    const before = await look(ticket.id);
    await score(value);
    await expect.poll(async () => (await rateView()).visit?.score, PATIENTLY).toBe(value);
    return { before, after: await look(ticket.id) };
  }

  it('is shown on the screen of its counter, and in no view of staff, of others, or of the lobby', async () => {
    let seen = await looks(1);
    // A minute that ends or a paper that comes out meanwhile is no leak: that would be there each time.
    for (let more = 2; more < 4 && !isDeepStrictEqual(seen.before, seen.after); more++)
      seen = await looks(more);
    // Nothing has changed anywhere, so nothing tells of it; and nothing is called so.
    expect(seen.after).toEqual(seen.before);
    for (const view of seen.after) expect(view).not.toMatch(/"(score|rating|rated|isLow|flag)\w*":/i);
  });
});

describe('the screen of a counter', () => {
  it('hears of the end of a visit and of the press at once', async () => {
    const stream = await LiveStream.open(foyer().url, 'counters/1/rate');
    onTestFinished(() => stream.close());
    const number = await serve();
    await stream.view<RateView>(({ visit }) => visit?.number === number && visit.state === 'asked');
    await score(5);
    const { visit } = await stream.view<RateView>(({ visit: seen }) => seen?.score === 5);
    expect(visit).toMatchObject({ number, state: 'rated' });
  });

  it('is none of a counter that is not there, though its page is served like any other', async () => {
    expect(problemOf(await api.get('/api/v1/counters/9/rate'))).toMatchObject({
      status: 404,
      code: 'counter-unknown',
    });
    expect((await LiveStream.open(foyer().url, 'counters/9/rate')).status).toBe(404);
  });
});

const report = async () => {
  const { devices: all } = bodyOf(await api.get('/api/v1/devices')) as DeviceReports;
  return all.find(({ id }) => id === 'pad');
};
const noise = async () => (await report())?.pad?.noiseBytes ?? 0;

describe('a pad in the lab', () => {
  it('takes the other buttons while one does not come up', async () => {
    const stuck = await api.must<LabView>('lab/pads/pad/faults', { stuck: 2 });
    expect(stuck.pads[0]).toMatchObject({ faults: { stuck: 2 } });
    expect(stuck.pads[0]?.buttons[2]?.down).toBe(true);
    await serve();
    await score(4);
    await expect.poll(async () => (await rateView()).visit?.score, PATIENTLY).toBe(4);
    const well = await api.must<LabView>('lab/pads/pad/faults', { stuck: null });
    expect(well.pads[0]?.buttons[2]?.down).toBe(false);
  });

  it('counts the noise on its wire, and goes on', async () => {
    await api.must('lab/pads/pad/faults', { garbage: true });
    for (let n = 0; n < 5; n += 1) await score(3);
    await expect.poll(noise, PATIENTLY).toBeGreaterThan(0);
    await api.must('lab/pads/pad/faults', { garbage: false });
    await expect.poll(async () => (await report())?.state, PATIENTLY).toBe('ready');
  });

  it('has a reset button, after which its lights are as they should be', async () => {
    await serve();
    await expect.poll(lights, PATIENTLY).toMatchObject({ armed: true });
    expect((await api.must<LabView>('lab/pads/pad/reset', {})).pads[0]?.lights).toEqual({
      armed: false,
      thanks: false,
    });
    await expect.poll(lights, PATIENTLY).toMatchObject({ armed: true });
  });

  it.each([
    ['pads/pad/faults', { stuck: 5 }, '/stuck'],
    ['pads/pad/faults', { stuck: -1 }, '/stuck'],
    ['pads/keys/finger', { button: 5, down: true }, '/button'],
  ])('refuses %s %j', async (path, body, place) => {
    expect(await api.faults(`lab/${path}`, body)).toEqual([place]);
  });

  it('is known by its id', async () => {
    expect(await api.refusal('lab/pads/none/reset', {})).toBe('404 device-unknown');
  });
});
