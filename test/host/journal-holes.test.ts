/** Delivery out of a journal that has lost a closed day, or deleted it by age. */
import { describe, expect, it, vi } from 'vitest';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { FollowedJournal } from '../support/followed-journal.ts';
import { ScriptedSender, failed, ids, openDelivery, taken } from '../support/scripted-centre.ts';

class HoledJournal extends FollowedJournal {
  readonly #isLost: (seq: number) => boolean;

  constructor(isLost: (seq: number) => boolean) {
    super();
    this.#isLost = isLost;
  }

  /** As the store does: it goes on behind what is lost. */
  override async *read(from: number, { limit = Infinity } = {}): AsyncIterable<readonly Recorded[]> {
    let left = limit;
    for await (const events of super.read(from)) {
      const there = events.filter(({ seq }) => !this.#isLost(seq)).slice(0, left);
      left -= there.length;
      if (there.length > 0) yield there;
    }
  }
}

const lost = (first: number, last: number) =>
  `centre: the journal has no events at positions ${first} to ${last} any more; events go on behind them`;

describe('events that are not there any more', () => {
  it('are said once and passed by, wherever they are missing; all others come once and in order', async () => {
    const journal = new HoledJournal((seq) => seq <= 3 || (seq > 100 && seq <= 140) || seq === 1000);
    journal.commit(2000);
    const { delivery, sender, said } = await openDelivery({ journal });
    delivery.start();
    await vi.waitFor(() => expect(delivery.view().backlog).toBe(0));
    expect(sender.sent).toEqual([...ids(4, 100), ...ids(141, 999), ...ids(1001, 2000)]);
    expect(said).toEqual([lost(1, 3), lost(101, 140), lost(1000, 1000)]);
    journal.commit(2);
    await vi.waitFor(() => expect(sender.sent.at(-1)).toBe('id-2002'));
    expect(said).toHaveLength(3);
  });

  it('are said once though the event behind them has to be sent again', async () => {
    const journal = new HoledJournal((seq) => seq === 2);
    journal.commit(3);
    const sender = new ScriptedSender();
    let tries = 0;
    sender.answer = (id) => (id === 'id-3' && (tries += 1) === 1 ? failed() : taken);
    const { delivery, said } = await openDelivery({ journal, sender });
    delivery.start();
    await vi.waitFor(() => expect(delivery.view().delivered).toBe(3));
    expect(sender.sent).toEqual(['id-1', 'id-3', 'id-3']);
    expect(said.filter((line) => line === lost(2, 2))).toHaveLength(1);
  });
});
