/** How far the centre has got, as delivery writes it down and reads it again. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ids, openDelivery } from '../support/scripted-centre.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets everything happen that needs no time. */
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('the checkpoint', () => {
  it('is written within a second, not for each event, and not at all when nothing happens', async () => {
    const { journal, delivery, store } = await openDelivery();
    delivery.start();
    journal.commit(50);
    await settle();
    expect([delivery.view().delivered, store.writes]).toEqual([50, 0]);
    await vi.advanceTimersByTimeAsync(1000);
    expect([store.checkpoint.position, store.writes]).toEqual([50, 1]);
    for (let second = 0; second < 10; second += 1) {
      for (let count = 0; count < 10; count += 1) {
        journal.commit();
        await vi.advanceTimersByTimeAsync(100);
      }
    }
    expect(store.writes).toBeLessThanOrEqual(11);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.checkpoint.position).toBe(150);
    expect(store.writes).toBeLessThanOrEqual(12);
  });

  it('goes on where it was; after a crash the last second comes again, in order', async () => {
    const { journal, delivery, store, sender } = await openDelivery();
    delivery.start();
    journal.commit(10);
    await vi.advanceTimersByTimeAsync(1000);
    journal.commit(5);
    await settle();
    expect(sender.sent).toEqual(ids(1, 15));
    // Without a stop, as a power cut leaves it.
    const after = await openDelivery({
      journal,
      store: Object.assign(store, { write: () => Promise.resolve() }),
    });
    after.delivery.start();
    await settle();
    expect(after.sender.sent).toEqual(ids(11, 15));
  });

  it('is written by a stop', async () => {
    const { journal, delivery, store, sender } = await openDelivery();
    delivery.start();
    journal.commit(10);
    await settle();
    await delivery.stop();
    expect([store.checkpoint.position, sender.isClosed]).toEqual([10, true]);
    journal.commit();
    await settle();
    expect(sender.sent).toHaveLength(10);
  });

  it('that cannot be written holds nothing up, is told once, and is written when it can be', async () => {
    const { journal, delivery, store, sender, said } = await openDelivery();
    delivery.start();
    store.failing = 3;
    journal.commit(10);
    await vi.advanceTimersByTimeAsync(2000);
    journal.commit(10);
    await settle();
    expect(sender.sent).toEqual(ids(1, 20));
    expect(said).toEqual([
      expect.stringMatching(/^centre: \/data\/centre\.json cannot be written: disk full/),
    ]);
    await vi.advanceTimersByTimeAsync(2000);
    expect([store.checkpoint.position, said.length]).toEqual([20, 1]);
  });

  it('that is damaged sends nothing, says why, and is read again when a person has seen to it', async () => {
    const store = { damaged: '/data/centre.json is damaged; put back a copy of it' };
    const rig = await openDelivery();
    Object.assign(rig.store, store);
    const { delivery, sender, said, journal } = await openDelivery({
      journal: rig.journal,
      store: rig.store,
    });
    journal.commit(3);
    delivery.start();
    await settle();
    expect(sender.sent).toEqual([]);
    expect(delivery.view()).toMatchObject({ state: 'stopped', fault: store.damaged, backlog: 3 });
    expect(said).toEqual([`centre: delivery is stopped: ${store.damaged}`]);
    await expect(delivery.resume()).rejects.toThrow(/is damaged/);
    rig.store.damaged = null;
    await delivery.resume();
    await settle();
    expect(sender.sent).toEqual(ids(1, 3));
    expect(delivery.view()).toMatchObject({ state: 'delivering', fault: null });
  });

  it('of another journal sends nothing, instead of skipping what it has not had', async () => {
    const { journal, store } = await openDelivery();
    store.checkpoint = { position: 500, parked: [], stopped: null };
    journal.commit(20);
    const { delivery, sender } = await openDelivery({ journal, store });
    delivery.start();
    await settle();
    expect(sender.sent).toEqual([]);
    expect(delivery.view().fault).toMatch(/is at position 500, but the journal ends at 20.*delete it/);
  });
});
