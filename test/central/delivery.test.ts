/** From the handler's commit to a receiver on another port: the real journal, the real file, real HTTP. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openCentre, type Centre } from '../../firmware-host/central/open.ts';
import { systemClock } from '../../firmware-host/clock.ts';
import { Handler } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import { alwaysOpen, lobby } from '../support/lobby.ts';
import { PATIENTLY } from '../support/patience.ts';
import { receiver, type Post } from '../support/receiver.ts';
import { openJournal } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

const actor = { kind: 'host', id: 'test' } as const;
const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;

/** A lobby with its journal in `dir`, and its way to a centre. */
async function start(dir: string, url: string) {
  const secretFile = join(dir, 'secret');
  writeFileSync(secretFile, secret);
  chmodSync(secretFile, 0o600);
  const clock = systemClock('assume');
  const ids = randomIds();
  const journal = await openJournal(dir);
  const handler = await Handler.start(journal, clock, ids);
  const said: string[] = [];
  const centre = await openCentre({
    config: { centre: { url, secretFile: url === 'simulated:' ? null : secretFile } },
    dataDir: dir,
    handler,
    journal,
    clock,
    ids,
    say: (line) => said.push(line),
  });
  if (centre === null) throw new Error('this lobby has a centre');
  let isOpen = true;
  const close = async ({ isCrash = false } = {}) => {
    if (!isOpen) return;
    isOpen = false;
    if (!isCrash) await centre.close();
    await journal.close();
  };
  onTestFinished(() => close());
  await handler.handle({ command: { type: 'apply-config', lobby, timetable: null }, actor });
  await handler.handle({ command: { type: 'open-day', date: '2026-11-21', timetable: alwaysOpen }, actor });
  const take = (count: number) =>
    Promise.all(
      Array.from({ length: count }, () =>
        handler.handle({
          command: {
            type: 'take-ticket',
            service: 'A',
            kiosk: null,
            language: null,
            by: 'kiosk',
            ticket: ids.ulid(clock.now().at),
            token: ids.token(),
          },
          actor,
        }),
      ),
    );
  centre.start();
  return { centre, handler, take, said, close };
}

/** The events as their receiver reads them, each with a signature that the standard's library accepts. */
function read(posts: readonly Post[]): { id: string; sequence: number; source: string }[] {
  return posts.map(({ headers, body }) => {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    const event = HTTP.toEvent({ headers: { ...headers }, body });
    if (Array.isArray(event)) throw new Error('one event, not a batch');
    return { id: event.id, sequence: Number(event['sequence']), source: event.source };
  });
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

async function caughtUp(centre: Centre, position: number): Promise<void> {
  await expect.poll(() => centre.delivery.view().delivered, PATIENTLY).toBe(position);
}

describe('delivery over HTTP', () => {
  it('has each event once, in order, signed, and of one lobby', async () => {
    const { url, posts, connections } = await receiver((response) => response.writeHead(204).end());
    const { centre, take, said } = await start(tempDir(), url);
    await take(300);
    await caughtUp(centre, 302);
    const events = read(posts);
    expect(events.map(({ sequence }) => sequence)).toEqual(upTo(302));
    expect(new Set(events.map(({ id }) => id)).size).toBe(302);
    expect(new Set(events.map(({ source }) => source)).size).toBe(1);
    expect(connections()).toBe(1);
    expect(said).toEqual([]);
    expect(centre.delivery.view().url).toBe(url.replace('?lobby=1', ''));
  });

  it('waits for a receiver that is down, and then brings all of it, once', async () => {
    const first = await receiver((response) => response.writeHead(204).end());
    await first.close();
    const { centre, take, said } = await start(tempDir(), first.url);
    await take(50);
    await expect.poll(() => centre.delivery.view().state, PATIENTLY).toBe('waiting');
    expect(centre.delivery.view()).toMatchObject({ delivered: 0, backlog: 52 });
    const { posts } = await receiver((response) => response.writeHead(204).end(), first.port);
    await caughtUp(centre, 52);
    expect(read(posts).map(({ sequence }) => sequence)).toEqual(upTo(52));
    expect(said).toEqual([
      expect.stringMatching(/^centre: events wait: .*ECONNREFUSED/),
      expect.stringMatching(/^centre: events are taken again/),
    ]);
  });

  it('goes on after a restart where it was; after a crash some come again, under the same ids', async () => {
    const dir = tempDir();
    const { url, posts } = await receiver((response) => response.writeHead(204).end());
    const first = await start(dir, url);
    await first.take(20);
    await caughtUp(first.centre, 22);
    await first.close();
    const second = await start(dir, url);
    await second.take(20);
    await caughtUp(second.centre, 42);
    expect(read(posts).map(({ sequence }) => sequence)).toEqual(upTo(42));

    const kept = readFileSync(join(dir, 'centre.json'));
    await second.close();
    // As if the process had ended before its last write.
    writeFileSync(join(dir, 'centre.json'), kept);
    const third = await start(dir, url);
    await third.take(1);
    await caughtUp(third.centre, 43);
    const events = read(posts);
    const ids = new Map<number, Set<string>>();
    for (const { sequence, id } of events) ids.set(sequence, (ids.get(sequence) ?? new Set()).add(id));
    expect([...ids.keys()].toSorted((left, right) => left - right)).toEqual(upTo(43));
    expect([...ids.values()].filter(({ size }) => size > 1)).toEqual([]);
    expect(events.length).toBeGreaterThan(43);
    expect(new Set(events.map(({ source }) => source)).size).toBe(1);
  });

  it('keeps what was parked over a restart, until it is taken after all', async () => {
    const dir = tempDir();
    let isStrict = true;
    const { url, posts } = await receiver((response, { body }) => {
      const isBad = (JSON.parse(body) as { sequence: string }).sequence.endsWith('05');
      response.writeHead(isBad && isStrict ? 422 : 204).end('unknown service A');
    });
    const first = await start(dir, url);
    await first.take(10);
    await caughtUp(first.centre, 12);
    await first.close();
    const { centre, said } = await start(dir, url);
    const [parked] = centre.delivery.view().parked;
    expect(parked).toMatchObject({
      sequence: 5,
      type: 'ticket.taken',
      status: 422,
      reason: 'unknown service A',
    });
    isStrict = false;
    expect(await centre.delivery.retryParked(parked?.id ?? '')).toEqual({ kind: 'taken' });
    expect(centre.delivery.view().parked).toEqual([]);
    expect(read(posts.slice(-1))).toMatchObject([{ id: parked?.id, sequence: 5 }]);
    expect(said).toEqual([]);
  });

  it('stops within a second though the centre hangs', async () => {
    const asked = Promise.withResolvers<void>();
    const { url } = await receiver(() => asked.resolve());
    const { close } = await start(tempDir(), url);
    await asked.promise;
    const startedMs = performance.now();
    await close();
    expect(performance.now() - startedMs).toBeLessThan(2500);
  });
});

describe('the simulated centre of a demo', () => {
  it('takes what is signed, and shows it as a receiver knows it', async () => {
    const { centre, handler, take } = await start(tempDir(), 'simulated:');
    const changes = vi.fn<() => void>();
    centre.onSimulated(changes);
    await take(70);
    await handler.handle({ command: { type: 'sign-in', counter: '1', agent: 'lin' }, actor });
    await handler.handle({ command: { type: 'call-next', counter: '1' }, actor });
    await caughtUp(centre, 74);
    const view = centre.simulatedView();
    expect(view).toMatchObject({ received: 74, missing: 0, repeated: 0, unsigned: 0 });
    expect(view?.delivery).toMatchObject({ url: 'simulated:', state: 'delivering', delivered: 74 });
    expect(view?.events).toHaveLength(60);
    expect(view?.events[0]).toMatchObject({ sequence: 74, type: 'ticket.called', number: 'A001', times: 1 });
    expect(view?.events[1]).toMatchObject({ sequence: 73, type: 'counter.signed-in', number: null });
    expect(view?.events[0]?.body).toMatch(/^\{\n {2}"specversion": "1\.0",\n/);
    expect(changes).toHaveBeenCalled();
  });

  it('counts what nobody has signed, and does not take it', async () => {
    const { centre } = await start(tempDir(), 'simulated:');
    const url = centre.simulated?.url ?? '';
    const headers = { 'webhook-id': 'x', 'webhook-timestamp': '1700000000', 'webhook-signature': 'v1,AAAA' };
    const answers = [
      await fetch(url, { method: 'POST', body: '{}' }),
      await fetch(url, { method: 'POST', body: '{}', headers }),
      await fetch(url),
      await fetch(url, { method: 'POST', body: 'x'.repeat(300_000) }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 405, 413]);
    await caughtUp(centre, 2);
    expect(centre.simulatedView()).toMatchObject({ received: 2, unsigned: 2 });
  });

  it('is offline when it is told to be: events wait, and come when it is back', async () => {
    const { centre, take } = await start(tempDir(), 'simulated:');
    await caughtUp(centre, 2);
    centre.simulated?.setFaults({ offline: true });
    await take(10);
    await expect.poll(() => centre.delivery.view().state, PATIENTLY).toBe('waiting');
    expect(centre.simulatedView()).toMatchObject({ received: 2, faults: { offline: true, slow: false } });
    centre.simulated?.setFaults({ offline: false });
    await caughtUp(centre, 12);
    expect(centre.simulatedView()).toMatchObject({ received: 12, missing: 0, repeated: 0 });
  });

  it('refuses when it is told to: delivery stops, and goes on when a person says so', async () => {
    const { centre, take } = await start(tempDir(), 'simulated:');
    await caughtUp(centre, 2);
    centre.simulated?.setFaults({ refusing: true });
    await take(5);
    await expect.poll(() => centre.delivery.view().state, PATIENTLY).toBe('stopped');
    centre.simulated?.setFaults({ refusing: false });
    await centre.delivery.resume();
    await caughtUp(centre, 7);
    expect(centre.simulatedView()).toMatchObject({ received: 7, missing: 0, repeated: 0 });
  });

  it('is slow when it is told to be: three seconds each, and a stop does not wait for them', async () => {
    const { centre, take, close } = await start(tempDir(), 'simulated:');
    await caughtUp(centre, 2);
    centre.simulated?.setFaults({ slow: true });
    await take(1);
    await expect.poll(() => centre.delivery.view().backlog, PATIENTLY).toBe(1);
    const startedMs = performance.now();
    await close();
    expect(performance.now() - startedMs).toBeLessThan(2500);
  });
});

it('a lobby without a centre needs nothing of all this', async () => {
  const dir = tempDir();
  const unused = {} as never;
  const options = { dataDir: dir, handler: unused, journal: unused, clock: unused, ids: unused, say: unused };
  expect(await openCentre({ config: { centre: null }, ...options })).toBeNull();
});
