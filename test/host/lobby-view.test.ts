/** What the supervisor is told of this moment: who waits longest, how the counters do, what is not well. */
import { Check } from 'typebox/value';
import { expect, it } from 'vitest';
import { lobbyView } from '../../firmware-host/displays/lobby-view.ts';
import type { DeviceView } from '../../firmware-host/messages/devices.ts';
import { LobbyView } from '../../firmware-host/messages/lobby.ts';
import type { Site } from '../../firmware-host/site.ts';
import { deviceOf } from '../support/device-view.ts';
import { LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';
import { smallSite } from '../support/small-site.ts';

const site: Site = { ...smallSite, agents: [{ id: 'lin', name: 'Lin' }] };

const start = Date.UTC(2026, 10, 21, 8);
const begun = (...args: Parameters<typeof LobbyUnderTest.open>) =>
  LobbyUnderTest.open(...args).setClock(start);

function viewOf(test: LobbyUnderTest, devices: readonly DeviceView[] = []): LobbyView {
  const view = lobbyView(site, test.state, test.now, devices);
  expect(Check(LobbyView, view)).toBe(true);
  return view;
}
const minutesAt = (test: LobbyUnderTest, since: string | null) =>
  since === null ? null : Math.round((test.now.at - Date.parse(since)) / MINUTE_MS);

it('names who has waited longest for each service, and the target of the wait', () => {
  const test = begun({
    services: [service('A'), service('B', { target: { share: 0.8, withinMs: 5 * MINUTE_MS } })],
  });
  test.take('A');
  test.later(4 * MINUTE_MS).take('A');
  test.later(3 * MINUTE_MS);
  const [a, b] = viewOf(test).services;
  expect(a).toMatchObject({ targetMinutes: 10, longest: { number: 'A001' } });
  expect(minutesAt(test, a?.longest?.since ?? null)).toBe(7);
  expect(b).toMatchObject({ targetMinutes: 5, longest: null });
});

it('does not take one whom staff have put first for the one who waits longest', () => {
  const test = begun();
  test.take('A');
  test.later(5 * MINUTE_MS);
  const late = test.take('A');
  test.must({ type: 'move', ticket: late.id, place: 'front', reason: 'was promised' });
  expect(viewOf(test).services[0]?.longest?.number).toBe('A001');
});

it('leaves the time of an evacuation out of a wait', () => {
  const test = begun();
  test.take('A');
  test.later(2 * MINUTE_MS).must({ type: 'evacuate', reason: 'drill' });
  test.later(30 * MINUTE_MS).must({ type: 'resume-lobby' });
  test.later(MINUTE_MS);
  expect(minutesAt(test, viewOf(test).services[0]?.longest?.since ?? null)).toBe(3);
});

it('tells of each counter since when it is as it is, what it calls, and the day of who sits there', () => {
  const test = begun();
  test.take('A');
  test.later(MINUTE_MS);
  expect(viewOf(test).counters[1]).toMatchObject({
    state: 'closed',
    since: null,
    services: ['B'],
    today: null,
  });
  test.must({ type: 'call-next', counter: '1' });
  test.later(2 * MINUTE_MS);
  const called = viewOf(test).counters[0];
  expect(called).toMatchObject({ state: 'called', calls: 1, number: 'A001', services: ['A', 'B'] });
  expect(minutesAt(test, called?.since ?? null)).toBe(2);
  test.must({ type: 'start', counter: '1' });
  test.later(6 * MINUTE_MS).must({ type: 'finish', counter: '1' });
  test.must({ type: 'pause', counter: '1', reason: 'meal' });
  test.later(MINUTE_MS);
  const paused = viewOf(test).counters[0];
  expect(paused).toMatchObject({
    state: 'paused',
    today: { meanServiceMs: 6 * MINUTE_MS, meanWalkMs: 2 * MINUTE_MS, sentOn: 0 },
  });
  expect(minutesAt(test, paused?.since ?? null)).toBe(1);
});

it('has the mean wait of the latest visitors, and no satisfaction of a few', () => {
  const test = begun();
  expect(viewOf(test)).toMatchObject({ averageQueueMs: null, satisfaction: { percent: null, ratings: 0 } });
  test.take('A');
  test.later(3 * MINUTE_MS).must({ type: 'call-next', counter: '1' });
  expect(viewOf(test).averageQueueMs).toBe(3 * MINUTE_MS);
});

it('tells of devices that are not well, the lost ones first, and of no others', () => {
  const devices = [
    deviceOf('board', 'board'),
    deviceOf('printer', 'printer', { state: 'degraded', paperLow: true }),
    deviceOf('pad', 'pad', { state: 'lost', problem: 'disconnected' }),
  ];
  const { unwell } = viewOf(begun(), devices);
  expect(unwell.map(({ id, counter, left }) => [id, counter, left === null])).toEqual([
    ['pad', '1', true],
    ['printer', null, false],
  ]);
});

it('has the case that is due first', () => {
  const test = begun({
    services: [
      service('A', { kind: 'case', dueMs: 60 * MINUTE_MS }),
      service('B', { kind: 'case', dueMs: MINUTE_MS }),
    ],
  });
  expect(viewOf(test).cases).toEqual({ open: 0, overdue: 0, first: null });
  for (const letter of ['A', 'B']) {
    test.take(letter);
    test.must({ type: 'call-next', counter: '1' });
    test.must({ type: 'start', counter: '1' });
    test.must({ type: 'finish', counter: '1' });
  }
  expect(viewOf(test).cases).toMatchObject({ open: 2, overdue: 0, first: { number: 'B001' } });
});
