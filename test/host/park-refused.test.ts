/** What the centre refuses for what it is: parked for people, or, three in a row, a reason to stop. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginning } from '../../firmware-host/central/checkpoint.ts';
import { failed, ids, openDelivery, refused, taken } from '../support/scripted-centre.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets everything happen that needs no time. */
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('a refused event', () => {
  it.each([400, 413, 422])('(%i) is parked, durably, and the next ones go', async (status) => {
    const { journal, sender, delivery, store, said } = await openDelivery();
    sender.answer = (id) => (id === 'id-2' ? refused(status) : taken);
    journal.commit(4);
    delivery.start();
    await settle();
    const parked = {
      id: 'id-2',
      sequence: 2,
      type: 'counter.signed-in',
      at: '1970-01-01T00:00:00.002Z',
      status,
      reason: 'no such service',
    };
    expect(sender.sent).toEqual(ids(1, 4));
    expect(delivery.view()).toMatchObject({
      state: 'delivering',
      delivered: 4,
      backlog: 0,
      parked: [parked],
    });
    expect(store.checkpoint.parked).toEqual([parked]);
    expect(said).toEqual([
      `centre: event id-2 (counter.signed-in, sequence 2) was refused with ${status}: no such service; it is parked`,
    ]);
  });

  it('is not passed before its parking is on disk', async () => {
    const { journal, sender, delivery, store } = await openDelivery();
    sender.answer = (id) => (id === 'id-1' ? refused() : taken);
    store.failing = 2;
    journal.commit(2);
    delivery.start();
    await settle();
    expect(delivery.view()).toMatchObject({ state: 'waiting', fault: 'disk full', parked: [], delivered: 0 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(sender.sent).toEqual(['id-1', 'id-1', 'id-1', 'id-2']);
    expect(delivery.view().parked).toHaveLength(1);
  });

  it('can be sent again, or given up', async () => {
    const { journal, sender, delivery, store } = await openDelivery();
    sender.answer = (id) => (id === 'id-1' || id === 'id-3' ? refused() : taken);
    journal.commit(5);
    delivery.start();
    await settle();
    expect(await delivery.retryParked('id-9')).toBeNull();
    expect(await delivery.retryParked('id-1')).toEqual(refused());
    expect(delivery.view().parked.map(({ id }) => id)).toEqual(['id-1', 'id-3']);
    sender.answer = () => taken;
    expect(await delivery.retryParked('id-1')).toEqual(taken);
    expect(sender.sent).toEqual([...ids(1, 5), 'id-1', 'id-1']);
    expect(sender.bodies[5]).toBe(sender.bodies[0]);
    expect(await delivery.discardParked('id-9')).toBe(false);
    expect(await delivery.discardParked('id-3')).toBe(true);
    expect(delivery.view()).toMatchObject({ parked: [], delivered: 5 });
    expect(store.checkpoint.parked).toEqual([]);
  });

  it('is given up while others go: nothing of what they moved is taken back', async () => {
    const { journal, sender, delivery, store } = await openDelivery();
    sender.answer = (id) => (id === 'id-1' ? refused() : taken);
    journal.commit(2);
    delivery.start();
    await settle();
    const gate = Promise.withResolvers<void>();
    store.gate = gate.promise;
    const discarding = delivery.discardParked('id-1');
    journal.commit(100);
    await settle();
    expect(delivery.view()).toMatchObject({ delivered: 102, parked: [{ id: 'id-1' }] });
    gate.resolve();
    expect(await discarding).toBe(true);
    expect(delivery.view()).toMatchObject({ delivered: 102, parked: [] });
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.checkpoint).toEqual({ ...beginning, position: 102 });
  });
});

/** A lobby whose events 1 to 3 were taken and 4 to 6 refused. */
async function stopAtFourth() {
  const rig = await openDelivery();
  const { journal, sender, delivery } = rig;
  sender.answer = (id) => (ids(1, 3).includes(id) ? taken : refused(413));
  journal.commit(8);
  delivery.start();
  await settle();
  return rig;
}

describe('three refused in a row', () => {
  it('stop delivery before the first of them, and none of them is parked', async () => {
    const { sender, delivery, store, said, journal } = await stopAtFourth();
    expect(sender.sent).toEqual(ids(1, 6));
    expect(delivery.view()).toMatchObject({
      state: 'stopped',
      delivered: 3,
      backlog: 5,
      parked: [],
      fault: expect.stringMatching(/^the centre refused 3 events in a row \(4: 413 no such/) as string,
    });
    expect(store.checkpoint).toMatchObject({ position: 3, parked: [] });
    expect(store.checkpoint.stopped?.refused.map(({ id }) => id)).toEqual(ids(4, 6));
    expect(said.at(-1)).toMatch(/^centre: DELIVERY HAS STOPPED, 3 events in a row.*id-6.*413/);
    journal.commit(10);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(sender.sent).toHaveLength(6);
    expect(delivery.view().backlog).toBe(15);
  });

  it('stay so over a restart, until a person says so', async () => {
    const { journal, store, delivery } = await stopAtFourth();
    await delivery.stop();
    const again = await openDelivery({ journal, store });
    again.delivery.start();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(again.sender.sent).toEqual([]);
    expect(again.delivery.view()).toMatchObject({ state: 'stopped', delivered: 3 });
    expect(again.said).toEqual([expect.stringMatching(/^centre: delivery is stopped: the centre refused 3/)]);
    await again.delivery.resume();
    await settle();
    expect(again.sender.sent).toEqual(ids(4, 8));
    expect(again.delivery.view()).toMatchObject({ state: 'delivering', fault: null, delivered: 8 });
    await again.delivery.stop();
    expect(store.checkpoint).toEqual({ ...beginning, position: 8 });
  });

  it('are parked when a person would rather go on behind them', async () => {
    const { sender, delivery, store } = await stopAtFourth();
    sender.answer = () => taken;
    await delivery.resume({ parking: true });
    await settle();
    expect(sender.sent.slice(6)).toEqual(ids(7, 8));
    expect(delivery.view().parked.map(({ id }) => id)).toEqual(ids(4, 6));
    expect(store.checkpoint.parked).toHaveLength(3);
  });

  it('stop again when they are still refused', async () => {
    const { sender, delivery } = await stopAtFourth();
    await delivery.resume();
    await settle();
    expect(sender.sent.slice(6)).toEqual(ids(4, 6));
    expect(delivery.view()).toMatchObject({ state: 'stopped', delivered: 3, parked: [] });
  });

  it('are not three when one in between was taken, however often the others failed', async () => {
    const { journal, sender, delivery } = await openDelivery();
    let failures = 0;
    sender.answer = (id) => {
      failures += 1;
      if (failures % 2 === 1) return failed();
      return id === 'id-3' ? taken : refused();
    };
    journal.commit(5);
    delivery.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(delivery.view().parked.map(({ id }) => id)).toEqual(['id-1', 'id-2', 'id-4', 'id-5']);
  });
});
