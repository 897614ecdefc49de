/** What an agent is told of moments: by the clock on the wall, of rules that go by the time of the lobby. */
import { describe, expect, it } from 'vitest';
import { instant } from '../../firmware-host/clock.ts';
import { counterView } from '../../firmware-host/displays/counter-view.ts';
import type { Lobby } from '../../firmware-host/domain/lobby.ts';
import { LobbyUnderTest, MINUTE_MS, lobby } from '../support/lobby.ts';
import { smallSite } from '../support/small-site.ts';

const site = smallSite;

const EVERY_MS = 15_000;
const calls = { ...lobby.calls, everyMs: EVERY_MS, max: 3, noShowCalls: 2 };

const open = (change: Partial<Lobby> = {}) => LobbyUnderTest.open({ calls, ...change }).later(MINUTE_MS);
const view = (test: LobbyUnderTest) => counterView(site, test.state, '1', test.now);
const inMs = (test: LobbyUnderTest, ms: number): string => instant(test.now.at + ms);

describe('another call', () => {
  it('is possible from the interval of the house on, and the view that was told before says so', () => {
    const test = open();
    test.take('A');
    test.call('1');
    expect(view(test).ticket?.recallAt).toBe(inMs(test, EVERY_MS));
    expect(view(test).actions).not.toContain('recall');
    const told = view(test).ticket?.recallAt;
    test.later(EVERY_MS - 1);
    expect(test.ask({ type: 'recall', counter: '1' })).toBe('recall-too-soon');
    test.later(1);
    expect([instant(test.now.at), view(test).ticket?.recallAt]).toEqual([told, told]);
    expect(view(test).actions).toContain('recall');
  });

  it('is none after the last one that the house allows', () => {
    const test = open();
    test.take('A');
    test.call('1');
    for (let again = 0; again < 2; again += 1) test.later(EVERY_MS).must({ type: 'recall', counter: '1' });
    expect(view(test).ticket?.recallAt).toBeNull();
    expect(view(test).ticket?.noShowAt).toBe(inMs(test, EVERY_MS));
  });

  it('is none of somebody who has come, nor while everybody is outside', () => {
    const test = open();
    test.take('A');
    test.call('1');
    test.must({ type: 'evacuate', reason: 'drill' });
    expect(view(test).ticket).toMatchObject({ recallAt: null, noShowAt: null });
    test.must({ type: 'resume-lobby' });
    expect(view(test).ticket?.recallAt).toBe(inMs(test, EVERY_MS));
    test.must({ type: 'start', counter: '1' });
    expect(view(test).ticket).toMatchObject({ state: 'serving', recallAt: null, noShowAt: null });
  });
});

describe('giving up', () => {
  it('comes after enough calls, and later for who needs longer', () => {
    const test = open();
    test.take('A', { care: { visibly: false, escort: true } });
    test.call('1');
    expect(view(test).ticket?.noShowAt).toBeNull();
    test.later(EVERY_MS).must({ type: 'recall', counter: '1' });
    expect(view(test).ticket?.noShowAt).toBe(inMs(test, 2 * EVERY_MS));
    test.later(2 * EVERY_MS - 1);
    expect(test.ask({ type: 'no-show', counter: '1' })).toBe('no-show-too-soon');
    test.later(1).must({ type: 'no-show', counter: '1' });
  });
});

it('says since when an agent is away or writes up', () => {
  const test = open({ wrapUp: { maxMs: null } });
  expect(view(test).since).toBeNull();
  test.must({ type: 'pause', counter: '1', reason: 'meal' });
  const since = instant(test.now.at);
  test.later(5 * MINUTE_MS);
  expect(view(test)).toMatchObject({ state: 'paused', pause: 'meal', since });
  test.must({ type: 'ready', counter: '1' });
  test.take('A');
  test.serve('1', 1);
  expect(view(test)).toMatchObject({ state: 'wrap-up', since: instant(test.now.at) });
  test.must({ type: 'sign-out', counter: '1' });
  expect(view(test)).toMatchObject({ state: 'closed', since: null });
});

it('says since when a visitor is held, also after a power cut', () => {
  const test = open();
  test.take('A');
  test.call('1');
  test.must({ type: 'hold', counter: '1' });
  test.later(3 * MINUTE_MS);
  expect(view(test).held[0]?.heldAt).toBe(inMs(test, -3 * MINUTE_MS));
  test.must({ type: 'set-care', ticket: 't1', care: { visibly: true, escort: false } });
  // Nobody could come back while there was no light.
  test.powerCut(60 * MINUTE_MS).take('B');
  expect(view(test).held[0]?.heldAt).toBe(inMs(test, -3 * MINUTE_MS));
});

it('sends a visitor on to every service, and to other counters at which somebody sits', () => {
  const test = open();
  const letters = ({ destinations }: ReturnType<typeof view>) => [
    destinations.services.map(({ letter }) => letter),
    destinations.counters.map(({ id }) => id),
  ];
  expect(letters(view(test))).toEqual([['A', 'B'], []]);
  test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
  expect(letters(view(test))).toEqual([['A', 'B'], ['2']]);
});
