/** Journals that are restored again and again, also to what an earlier restoration had given up: the centre gets all that remains. */
import { expect, it } from 'vitest';
import { beginning } from '../../firmware-host/central/checkpoint.ts';
import { inThisEpoch } from '../../firmware-host/central/epochs.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { recorded } from '../support/recorded.ts';
import { seedOf, seeded } from '../support/seeded.ts';

const name = '/data/centre.json';

/** A journal with backups of all its lives, of which the oldest events may be gone. */
class ManyLives {
  events: readonly Recorded[] = [];
  epoch = 1;
  readings = 0;
  readonly #backups: (readonly Recorded[])[] = [];
  #kept = 1;
  #written = 0;

  write(count: number): void {
    const added = Array.from({ length: count }, (_, index): Recorded => {
      this.#written += 1;
      const event = { ...recorded(this.last + index + 1), id: `e${this.#written}` };
      return this.epoch === 1 ? event : { ...event, epoch: this.epoch };
    });
    this.events = [...this.events, ...added];
  }

  backUp(): void {
    this.#backups.push(this.events);
  }

  restore(which: number): void {
    this.events = this.#backups[which % Math.max(1, this.#backups.length)] ?? [];
    this.epoch += 1;
  }

  /** As far as the centre has them, the oldest are deleted. */
  prune(before: number): void {
    this.#kept = Math.max(this.#kept, before);
  }

  get last(): number {
    return this.events.length;
  }

  /** What would have to be sent now. */
  get present(): readonly Recorded[] {
    return this.events.slice(this.#kept - 1);
  }

  async *read(from: number, { limit = Infinity } = {}): AsyncIterable<readonly Recorded[]> {
    this.readings += 1;
    await Promise.resolve();
    const start = Math.max(from, this.#kept) - 1;
    yield this.events.slice(start, start + limit);
  }
}

const now = (journal: ManyLives) => ({ journal, epoch: journal.epoch, last: journal.last });

it('the centre has every event of the journal in the end, whatever was restored meanwhile', async () => {
  const random = seeded(seedOf('many lives'));
  const upTo = (count: number) => Math.floor(random() * count);
  let again = 0;
  for (let run = 0; run < 2000; run += 1) {
    const journal = new ManyLives();
    const centre = new Set<string>();
    let checkpoint = beginning;
    for (let step = 0; step < 12; step += 1) {
      const what = upTo(5);
      if (what < 2) journal.write(1 + upTo(6));
      if (what === 2) journal.backUp();
      // The fact of the restoration is the first of its epoch, unless the host goes down before it.
      if (what === 3) journal.restore(upTo(9));
      if (what === 3 && upTo(3) > 0) journal.write(1);
      if (what !== 4) continue;
      ({ checkpoint } = await inThisEpoch(checkpoint, now(journal), name));
      const to = checkpoint.position + upTo(journal.last - checkpoint.position + 1);
      for (const { id } of journal.events.slice(checkpoint.position, to)) {
        again += Number(centre.has(id));
        centre.add(id);
      }
      checkpoint = { ...checkpoint, position: to };
    }
    ({ checkpoint } = await inThisEpoch(checkpoint, now(journal), name));
    for (const { id } of journal.events.slice(checkpoint.position)) centre.add(id);
    expect(journal.events.filter(({ id }) => !centre.has(id))).toEqual([]);
  }
  // At least once: what was given up and brought back may come a second time, and little else does.
  expect(again).toBeLessThan(2000);
});

it('a journal that was never restored is not even looked at', async () => {
  const journal = new ManyLives();
  journal.write(50);
  const checkpoint = { ...beginning, position: 40 };
  expect(await inThisEpoch(checkpoint, now(journal), name)).toEqual({ checkpoint, lines: [] });
  expect(journal.readings).toBe(0);
});

it('a million events are searched in a few readings', async () => {
  const journal = new ManyLives();
  journal.events = Array.from({ length: 1_000_000 }, (_, index) => ({
    ...recorded(1),
    seq: index + 1,
    ...(index < 876_543 ? {} : { epoch: 2 }),
  }));
  journal.epoch = 2;
  const { checkpoint } = await inThisEpoch({ ...beginning, position: 900_000 }, now(journal), name);
  expect(checkpoint.position).toBe(876_543);
  expect(journal.readings).toBeLessThan(100);
});

it('what was deleted of the oldest days is not missed', async () => {
  const journal = new ManyLives();
  journal.write(30);
  journal.backUp();
  journal.write(10);
  journal.prune(21);
  journal.restore(0);
  journal.write(5);
  const { checkpoint } = await inThisEpoch({ ...beginning, position: 40 }, now(journal), name);
  expect(checkpoint.position).toBe(30);
});

it('a journal that begins anew is sent from its beginning', async () => {
  const journal = new ManyLives();
  journal.write(10);
  journal.restore(0);
  journal.write(3);
  const { checkpoint, lines } = await inThisEpoch({ ...beginning, position: 10 }, now(journal), name);
  expect(checkpoint).toEqual({ ...beginning, epochs: [{ epoch: 2, from: 1 }] });
  expect(lines).toEqual([
    'centre: the journal was restored and is of epoch 2; events go on behind position 0',
  ]);
});
