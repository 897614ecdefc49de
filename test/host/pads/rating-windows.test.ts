/** When the time to rate a visit is over, with nothing else to tell it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Context } from '../../../firmware-host/http/context.ts';
import { ratingRoutes } from '../../../firmware-host/http/rating.ts';
import type { Server } from '../../../firmware-host/http/typed-server.ts';
import { lobby } from '../../support/lobby.ts';
import { openPads } from './open-pads.ts';

const { windowMs } = lobby.ratings;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const ignore = () => undefined;

async function watched() {
  const opened = await openPads([]);
  const ended: (readonly string[])[] = [];
  const unfollow = opened.windows.onEnd((counters) => ended.push(counters));
  const pass = (ms: number) => {
    opened.later(ms);
    vi.advanceTimersByTime(ms);
  };
  return { ...opened, ended, unfollow, pass };
}

it('tells of the counter once, a millisecond after the last press that would count', async () => {
  const { ended, pass, take } = await watched();
  pass(windowMs);
  // Whatever else happens in that last moment.
  await take('t2');
  expect(ended).toEqual([]);
  pass(1);
  expect(ended).toEqual([['1']]);
  pass(windowMs);
  expect(ended).toEqual([['1']]);
});

it('goes by the visit that has ended last, rated or not', async () => {
  const { ended, pass, ask, take } = await watched();
  pass(60_000);
  await take('t2');
  await ask({ type: 'call-next', counter: '1' });
  await ask({ type: 'finish', counter: '1' });
  const at = { at: 61_000, monoMs: 61_000, boot: 'boot', trusted: true };
  await ask({ type: 'rate', counter: '1', score: 1, by: 'screen', at });
  pass(windowMs);
  expect(ended).toEqual([]);
  pass(1);
  expect(ended).toEqual([['1']]);
});

it('tells nobody who does not listen any more, and nothing once it is closed', async () => {
  const { ended, unfollow, pass, windows } = await watched();
  unfollow();
  pass(windowMs + 1);
  expect(ended).toEqual([]);
  windows.close();
  expect(vi.getTimerCount()).toBe(0);
});

it('tells the screen of that counter', () => {
  const touched: string[] = [];
  const ends: ((counters: readonly string[]) => void)[] = [];
  const app = { get: ignore, route: ignore } as unknown as Server;
  const live = { add: ignore, touch: (name: string) => touched.push(name) };
  const windows = { onEnd: (listener: (typeof ends)[0]) => ends.push(listener) };
  ratingRoutes(app, { live, windows } as unknown as Context);
  for (const end of ends) end(['1', '3']);
  expect(touched).toEqual(['counters/1/rate', 'counters/3/rate']);
});
