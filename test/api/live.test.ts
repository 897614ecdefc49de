/** Live views: whole snapshots, in order, for pages that come, go, stall and return. */
import { readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { CounterView } from '../../firmware-host/messages/counter.ts';
import type { DisplayView, FollowView, KioskView } from '../../firmware-host/messages/views.ts';
import { Api, problemOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { LiveStream } from '../support/live.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { PATIENTLY } from '../support/patience.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir)]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});

async function open(view: string, headers: Record<string, string> = {}): Promise<LiveStream> {
  const stream = await LiveStream.open(foyer().url, view, headers);
  onTestFinished(() => stream.close());
  return stream;
}

const position = async () => (await api.health()).position;
const take = () => api.take('A', { kiosk: 'wall' });
/** A view without the time at which it was made. */
const timeless = (view: object) => ({ ...view, now: null });

describe('a live view', () => {
  it('begins with the whole view, at the committed position', async () => {
    await take();
    const stream = await open('display');
    expect(stream.status).toBe(200);
    expect(stream.headers['content-type']).toMatch(/^text\/event-stream/);
    const first = await stream.next(() => true);
    expect(first).toMatchObject({ event: 'snapshot', id: String(await position()) });
    const shown = await api.display();
    expect(timeless(JSON.parse(first.data) as DisplayView)).toEqual(timeless(shown));
    expect(stream.retryMs).toBeGreaterThan(0);
  });

  it('sends a whole view again after every change, under ids that only grow', async () => {
    const stream = await open('display');
    const { waitingTotal } = await stream.view<DisplayView>(() => true);
    for (const more of [1, 2, 3]) {
      await take();
      await stream.view<DisplayView>((view) => view.waitingTotal === waitingTotal + more);
    }
    const ids = stream.snapshots.map(({ id }) => Number(id));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.at(-1)).toBe(await position());
    for (const { data } of stream.snapshots)
      expect(Object.keys(JSON.parse(data) as DisplayView)).toEqual(Object.keys(shape));
  });

  it('is there for counters, kiosks and each visitor’s own ticket', async () => {
    const { ticket } = await take();
    const streams = { counter: await open('counters/1'), kiosk: await open('kiosks/first') };
    const visitor = await open(`tickets/${ticket.token}`);
    await streams.kiosk.view<KioskView>(({ kiosk }) => kiosk === 'door');
    await visitor.view<FollowView>(({ state }) => state === 'waiting');
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    await streams.counter.view<CounterView>(({ agent }) => agent?.id === 'agent-1');
    for (;;) {
      const called = await api.act('1', 'call-next');
      if (called.ticket?.number === ticket.number) break;
      await api.act('1', 'finish');
    }
    const called = await visitor.view<FollowView>(({ state }) => state === 'called');
    expect(called).toMatchObject({ counter: { id: '1' }, ahead: 0 });
  });

  it('tells a counter when another page looks at it as well, and when it no longer does', async () => {
    const one = await open('counters/1');
    expect(await one.view<CounterView>(() => true)).toMatchObject({ isShared: false });
    const other = await open('counters/1');
    await one.view<CounterView>(({ isShared }) => isShared);
    await other.view<CounterView>(({ isShared }) => isShared);
    const until = one.events.length;
    other.close();
    const alone = await one.next((event) => one.events.indexOf(event) >= until && event.event === 'snapshot');
    expect(JSON.parse(alone.data)).toMatchObject({ isShared: false });
  });

  it('beats when nothing happens, with the host’s time', async () => {
    const stream = await open('display');
    const beat = await stream.next(({ event }) => event === 'beat', 8000);
    const { now } = JSON.parse(beat.data) as { now: string };
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(10_000);
    // A beat is no position: a page that reconnects after one must not be told that it has missed nothing.
    expect(beat.id).toBeNull();
  });

  it('says nothing when nothing that it shows has changed', async () => {
    const kiosk = await open('counters/2');
    await kiosk.view(() => true);
    const display = await open('display');
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    const { waitingTotal } = await display.view<DisplayView>(() => true);
    await take();
    await display.view<DisplayView>((view) => view.waitingTotal === waitingTotal + 1);
    expect(display.snapshots).toHaveLength(2);
  });

  it.each([
    ['the last position it knew', -1],
    ['the first', -Infinity],
    ['one that never was', 1e9],
  ])('gives a page that returns with %s the whole view at once', async (_what, offset) => {
    const stream = await open('display');
    const known = Number((await stream.next(() => true)).id);
    stream.close();
    await stream.ended;
    await take();
    const lastId = Number.isFinite(offset) ? known + offset : 0;
    const again = await open('display', { 'last-event-id': String(lastId) });
    const first = await again.next(() => true);
    expect(first).toMatchObject({ event: 'snapshot', id: String(await position()) });
  });

  it.each([
    ['counters/9', 'counter-unknown'],
    ['kiosks/roof', 'kiosk-unknown'],
    ['tickets/AAAAAAAAAAAAAAAAAAAAAA', 'ticket-unknown'],
    ['nothing', 'not-found'],
    ['__proto__', 'not-found'],
    ['counters/__proto__', 'counter-unknown'],
  ])('is refused for an unknown subject: %s', async (view, code) => {
    expect(problemOf(await api.get(`/api/v1/live/${view}`))).toMatchObject({ status: 404, code });
  });

  it('answers HEAD instead of opening a stream that nobody reads', async () => {
    const head = await api.ask('HEAD', '/api/v1/live/display', { limitMs: 2000 });
    expect([200, 404, 405]).toContain(head.status);
  });
});

describe('many pages', () => {
  it('misses nothing while others come: joining must not swallow what the standing ones wait for', async () => {
    const standing = await open('display');
    const { waitingTotal } = await api.display();
    for (let more = 1; more <= 60; more += 1) {
      const [, joined] = await Promise.all([take(), open('display'), open('kiosks/first')]);
      await standing.view<DisplayView>((view) => view.waitingTotal === waitingTotal + more);
      joined.close();
    }
    expect((await api.display()).waitingTotal).toBe(waitingTotal + 60);
  });

  it('serves a hundred at once, and frees what they held when they go', async () => {
    const filesBefore = await openFiles();
    const streams = await Promise.all(Array.from({ length: 100 }, () => open('display')));
    const { waitingTotal } = await api.display();
    await take();
    await Promise.all(
      streams.map((stream) => stream.view<DisplayView>((view) => view.waitingTotal === waitingTotal + 1)),
    );
    for (const stream of streams) stream.close();
    await expect.poll(openFiles, PATIENTLY).toBeLessThanOrEqual(filesBefore + 5);
  });

  it('is not held up by a page that does not read', async () => {
    const stalled = await open('display');
    await stalled.view(() => true);
    stalled.stall();
    const reading = await open('display');
    const { waitingTotal } = await reading.view<DisplayView>(() => true);
    await Promise.all(Array.from({ length: 300 }, take));
    const { now } = await reading.view<DisplayView>((view) => view.waitingTotal === waitingTotal + 300);
    expect(Date.parse(now)).not.toBeNaN();
  });
});

async function openFiles(): Promise<number> {
  return (await readdir(`/proc/${foyer().pid}/fd`)).length;
}

const shape: Record<keyof DisplayView, true> = {
  lobby: true,
  now: true,
  timeZone: true,
  languages: true,
  demo: true,
  calls: true,
  waiting: true,
  waitingTotal: true,
  averageQueueMinutes: true,
  notices: true,
  evacuation: true,
  sound: true,
  screens: true,
  slides: true,
};
