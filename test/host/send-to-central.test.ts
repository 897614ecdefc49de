/** Order, patience and stopping, with a centre that answers as it is told and a clock that is turned by hand. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../firmware-host/central/http-sender.ts';
import { centreBackoff } from '../../firmware-host/followers/send-to-central.ts';
import { ScriptedSender, failed, ids, openDelivery, taken } from '../support/scripted-centre.ts';
import { FollowedJournal } from '../support/followed-journal.ts';
import { seedOf, seeded } from '../support/seeded.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets everything happen that needs no time. */
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('delivery', () => {
  it('sends what there was and what comes, in order, one at a time', async () => {
    const { journal, sender, delivery, said } = await openDelivery();
    journal.commit(1200);
    await settle();
    expect(sender.sent).toEqual([]);
    delivery.start();
    await vi.waitFor(() => expect(sender.sent).toHaveLength(1200));
    for (let count = 0; count < 5; count += 1) journal.commit(3);
    await settle();
    expect(sender.sent).toEqual(ids(1, 1215));
    expect(sender.underWayMax).toBe(1);
    expect(delivery.view()).toEqual({
      url: 'https://centre.example.org/events',
      state: 'delivering',
      delivered: 1215,
      backlog: 0,
      fault: null,
      retryAt: null,
      parked: [],
    });
    expect(said).toEqual([]);
  });

  it('has the latest from memory, and reads the journal only for what is older', async () => {
    const { journal, sender, delivery } = await openDelivery();
    delivery.start();
    const held = Promise.withResolvers<Delivery>();
    sender.answer = () => held.promise;
    journal.commit(400);
    await settle();
    expect(journal.readings).toBe(0);
    journal.commit(5000);
    sender.answer = () => taken;
    held.resolve(taken);
    await vi.waitFor(() => expect(sender.sent).toHaveLength(5400));
    expect(sender.sent).toEqual(ids(1, 5400));
    expect(journal.readings).toBeLessThanOrEqual(12);
  });

  it('leaves no gap between what there was before it and what came before its start', async () => {
    const journal = new FollowedJournal();
    journal.commit(5);
    const { delivery, sender } = await openDelivery({ journal });
    journal.commit();
    delivery.start();
    await settle();
    expect(sender.sent).toEqual(ids(1, 6));
  });

  it('tells of progress, but not of each of thousands', async () => {
    const { journal, delivery } = await openDelivery();
    const seen: number[] = [];
    delivery.onChange(() => seen.push(delivery.view().delivered));
    journal.commit(1000);
    delivery.start();
    await vi.waitFor(() => expect(seen.at(-1)).toBe(1000));
    expect(seen.length).toBeLessThan(5);
  });
});

describe('a failure', () => {
  it('is tried again, and nothing goes before it', async () => {
    const { journal, sender, delivery, said } = await openDelivery();
    let failures = 3;
    sender.answer = (id) => (id === 'id-2' && failures-- > 0 ? failed() : taken);
    journal.commit(3);
    delivery.start();
    await settle();
    expect(sender.sent).toEqual(['id-1', 'id-2']);
    expect(delivery.view()).toMatchObject({
      state: 'waiting',
      delivered: 1,
      backlog: 2,
      fault: 'connect ECONNREFUSED',
      retryAt: '1970-01-01T00:00:00.250Z',
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sender.sent).toEqual(['id-1', 'id-2', 'id-2', 'id-2', 'id-2', 'id-3']);
    expect(delivery.view()).toMatchObject({ state: 'delivering', fault: null, retryAt: null, backlog: 0 });
    expect(said).toEqual([
      'centre: events wait: connect ECONNREFUSED',
      'centre: events are taken again; 1 have waited',
    ]);
  });

  it('pauses longer each time, from half a second to a minute, with a random half, and has no last try', async () => {
    const random = seeded(seedOf('centre backoff'));
    const { journal, sender, delivery, said } = await openDelivery({ random });
    sender.answer = () => failed();
    journal.commit();
    delivery.start();
    await settle();
    const pauses: number[] = [];
    for (let tries = 1; tries < 2000; tries += 1) {
      const fullMs = Math.min(centreBackoff.maxMs, centreBackoff.firstMs * 2 ** (tries - 1));
      const at = Date.parse(delivery.view().retryAt ?? '');
      pauses.push(at);
      expect(at).toBeGreaterThanOrEqual(fullMs / 2);
      expect(at).toBeLessThanOrEqual(fullMs);
      await vi.advanceTimersByTimeAsync(at - 1);
      expect(sender.sent).toHaveLength(tries);
      await vi.advanceTimersByTimeAsync(1);
      expect(sender.sent).toHaveLength(tries + 1);
    }
    const long = pauses.slice(10);
    expect(Math.max(...long) - Math.min(...long)).toBeGreaterThan(25_000);
    expect(said).toHaveLength(1);
  });

  it('is neither hurried nor doubled by new events', async () => {
    const { journal, sender, delivery } = await openDelivery();
    sender.answer = () => failed();
    journal.commit();
    delivery.start();
    await settle();
    for (let count = 0; count < 100; count += 1) {
      journal.commit();
      await vi.advanceTimersByTimeAsync(2);
    }
    expect(sender.sent).toEqual(['id-1']);
    await vi.advanceTimersByTimeAsync(50);
    expect(sender.sent).toEqual(['id-1', 'id-1']);
    sender.answer = () => taken;
    await vi.advanceTimersByTimeAsync(500);
    expect(sender.sent).toEqual(['id-1', 'id-1', ...ids(1, 101)]);
  });

  it('waits for as long as the centre asks, and tries at once when a person says so', async () => {
    const { journal, sender, delivery } = await openDelivery();
    sender.answer = () => failed(90_000);
    journal.commit();
    delivery.start();
    await vi.advanceTimersByTimeAsync(89_999);
    expect(sender.sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sender.sent).toHaveLength(2);
    await delivery.resume();
    await settle();
    expect(sender.sent).toHaveLength(3);
  });

  it('of the journal waits in the same way', async () => {
    const { journal, sender, delivery, said } = await openDelivery();
    journal.commit(600);
    journal.failing = 2;
    delivery.start();
    await settle();
    expect(delivery.view()).toMatchObject({ state: 'waiting', fault: 'disk gone' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sender.sent).toEqual(ids(1, 600));
    expect(said).toHaveLength(2);
  });
});

describe('a stop', () => {
  it('lets the answer on its way come, and sends nothing more', async () => {
    const { journal, delivery, sender, store } = await openDelivery();
    const answer = Promise.withResolvers<Delivery>();
    sender.answer = () => answer.promise;
    journal.commit(2);
    delivery.start();
    await settle();
    const stopped = delivery.stop();
    await vi.advanceTimersByTimeAsync(400);
    expect(sender.isClosed).toBe(false);
    answer.resolve(taken);
    await stopped;
    expect([sender.sent.length, store.checkpoint.position]).toEqual([1, 1]);
  });

  it('cuts what does not answer, within a second, and says nothing of it', async () => {
    const sender = new ScriptedSender();
    const answer = Promise.withResolvers<Delivery>();
    sender.answer = () => answer.promise;
    sender.close = () => {
      answer.resolve(failed());
      return Promise.resolve();
    };
    const { journal, delivery, store, said } = await openDelivery({ sender });
    journal.commit(2);
    delivery.start();
    await settle();
    let isStopped = false;
    void delivery.stop().then(() => (isStopped = true));
    await vi.advanceTimersByTimeAsync(1000);
    expect([isStopped, store.checkpoint.position, said]).toEqual([true, 0, []]);
  });

  it('ends a pause', async () => {
    const { journal, delivery, sender } = await openDelivery();
    sender.answer = () => failed(300_000);
    journal.commit();
    delivery.start();
    await settle();
    await delivery.stop();
    expect(sender.sent).toHaveLength(1);
  });
});
