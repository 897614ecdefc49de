/** How far the centre has got, as delivery writes it down and reads it again. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginning } from '../../firmware-host/central/checkpoint.ts';
import { ids, openDelivery, refused, type Rig } from '../support/scripted-centre.ts';

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
    store.checkpoint = { ...beginning, position: 500 };
    journal.commit(20);
    const { delivery, sender } = await openDelivery({ journal, store });
    delivery.start();
    await settle();
    expect(sender.sent).toEqual([]);
    expect(delivery.view().fault).toMatch(/is at position 500, but the journal ends at 20.*delete it/);
  });
});

const openAgain = (rig: Rig, epoch: number) =>
  openDelivery({ journal: rig.journal, store: rig.store, epoch });

/** The centre has had ten events, and of these three are lost. */
async function restored(): Promise<Rig> {
  const rig = await openDelivery();
  rig.delivery.start();
  rig.journal.commit(10);
  await settle();
  await rig.delivery.stop();
  rig.journal.lose(7);
  return rig;
}

describe('a journal that was restored', () => {
  it('is sent from where it was restored on, and that is written down first', async () => {
    const before = await restored();
    before.journal.commit(5);
    const { delivery, sender, store, said } = await openAgain(before, 2);
    expect(store.checkpoint).toMatchObject({
      position: 7,
      epochs: [
        { epoch: 1, from: 1 },
        { epoch: 2, from: 8 },
      ],
    });
    expect(said).toEqual([
      'centre: the journal was restored and is of epoch 2; events go on behind position 7',
    ]);
    delivery.start();
    await settle();
    expect(sender.sent).toEqual([8, 9, 10, 11, 12].map((seq) => `id-${seq}-2`));
    expect(sender.bodies.map((body) => (JSON.parse(body) as { epoch: string }).epoch)).toEqual(
      Array.from({ length: 5 }, () => '2'),
    );
  });

  it('is sent on from its end when nothing new is in it yet', async () => {
    const before = await restored();
    const { delivery, sender } = await openAgain(before, 2);
    before.journal.commit(2);
    delivery.start();
    await settle();
    expect(sender.sent).toEqual(['id-8-2', 'id-9-2']);
  });

  it('twice before the centre was told is sent from the earlier of both', async () => {
    const before = await restored();
    before.journal.commit(5);
    before.journal.lose(9);
    before.journal.commit(2);
    const { delivery, sender } = await openAgain(before, 3);
    delivery.start();
    await settle();
    expect(sender.sent).toEqual(['id-8-2', 'id-9-2', 'id-10-3', 'id-11-3']);
  });

  it('in the part that the centre has not had yet changes nothing for it', async () => {
    const rig = await openDelivery();
    rig.delivery.start();
    rig.journal.commit(4);
    await settle();
    await rig.delivery.stop();
    rig.journal.commit(6);
    rig.journal.lose(7);
    rig.journal.commit(1);
    const { delivery, sender } = await openAgain(rig, 2);
    delivery.start();
    await settle();
    expect(sender.sent).toEqual(['id-5', 'id-6', 'id-7', 'id-8-2']);
  });

  it('lets what waited for people go with what is lost, and says so', async () => {
    const rig = await openDelivery();
    rig.sender.answer = (id) => (id === 'id-3' || id === 'id-9' ? refused() : { kind: 'taken' });
    rig.delivery.start();
    rig.journal.commit(10);
    await settle();
    await rig.delivery.stop();
    rig.journal.lose(7);
    const { delivery, said } = await openAgain(rig, 2);
    expect(delivery.view().parked.map(({ id }) => id)).toEqual(['id-3']);
    expect(said.at(-1)).toBe(
      'centre: event id-9 (counter.signed-in, sequence 9) waited for people and is lost with the journal',
    );
  });

  it('stays stopped where it was, without the events that are lost', async () => {
    const rig = await openDelivery();
    rig.sender.answer = (id) => (Number(id.slice(3)) > 5 ? refused() : { kind: 'taken' });
    rig.delivery.start();
    rig.journal.commit(10);
    await settle();
    await rig.delivery.stop();
    rig.journal.lose(6);
    rig.journal.commit(2);
    const { delivery, sender } = await openAgain(rig, 2);
    delivery.start();
    await settle();
    expect([delivery.view().state, sender.sent]).toEqual(['stopped', []]);
    await delivery.resume({ parking: true });
    await settle();
    expect(sender.sent).toEqual(['id-7-2', 'id-8-2']);
    expect(delivery.view().parked.map(({ id }) => id)).toEqual(['id-6']);
  });

  it('of an earlier epoch than the checkpoint is another journal', async () => {
    const before = await restored();
    await openAgain(before, 2);
    const { delivery, sender } = await openAgain(before, 1);
    before.journal.commit(9);
    delivery.start();
    await settle();
    expect(sender.sent).toEqual([]);
    expect(delivery.view().state).toBe('stopped');
    expect(delivery.view().fault).toMatch(/is of epoch 2, but the journal is of epoch 1: .*delete it/);
  });

  it('holds nothing up when the checkpoint cannot be written at first', async () => {
    const before = await restored();
    before.journal.commit(1);
    before.store.failing = 1;
    const { delivery, sender, store } = await openAgain(before, 2);
    expect(store.checkpoint.position).toBe(10);
    delivery.start();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sender.sent).toEqual(['id-8-2']);
    expect(store.checkpoint).toMatchObject({ position: 8, epochs: [{ epoch: 1 }, { epoch: 2 }] });
  });
});
