/** Numbers are reserved in a file before they are given: a journal may be lost, what people hold in their hands is not. */
import { describe, expect, it } from 'vitest';
import { FlooredHost, kept, restart, SlowJournal } from '../support/floored-host.ts';
import { service } from '../support/lobby.ts';
import { seeded, seedOf } from '../support/seeded.ts';
import { tempDir } from '../support/temp.ts';

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `A${String(from + index).padStart(3, '0')}`);

describe('the numbers of a day', () => {
  it('are on the medium before any of them is given, 64 at a time', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir);
    const beyond: string[] = [];
    host.journal.onAppend = (events) => {
      for (const event of events) {
        if (event.type !== 'ticket.taken') continue;
        const { numbers, issued } = kept(dir);
        const [number, archive] = [event.data.number.slice(1), event.data.archiveNumber.slice(6)].map(Number);
        if ((number ?? 0) > (numbers['A'] ?? 0) || (archive ?? 0) > issued) beyond.push(event.data.number);
      }
    };
    expect(await host.takeMany(640)).toEqual(range(1, 640));
    expect(beyond).toEqual([]);
    await host.reserved.settled();
    expect(host.written.map(({ numbers }) => numbers['A'])).toEqual(
      Array.from({ length: 11 }, (_, block) => 64 * (block + 1)),
    );
  });

  it('are there when the day opens: the first visitor does not wait for them', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir);
    expect(kept(dir)).toMatchObject({ date: '2026-11-21', numbers: { A: 64, B: 64 }, issued: 64 });
    host.floorMedium.shut();
    expect(await host.takeMany(20)).toEqual(range(1, 20));
    host.floorMedium.open();
  });

  it('never make anybody wait who comes one by one: the next are reserved meanwhile', async () => {
    const host = await FlooredHost.open(tempDir());
    await host.takeMany(48);
    host.floorMedium.shut();
    expect(await host.takeMany(16)).toEqual(range(49, 64));
    let isGiven = false;
    const waiting = host.take().finally(() => (isGiven = true));
    await new Promise(setImmediate);
    expect(isGiven).toBe(false);
    host.floorMedium.open();
    expect(await waiting).toBe('A065');
  });

  it('leave the series of slips alone, and count their archive numbers', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir, {
      services: [service('A', { slips: { from: 901, to: 960 } }), service('B')],
    });
    const slip = { ticket: 's1', service: 'A', slip: 905, outcome: 'finished' } as const;
    for (let entered = 0; entered < 50; entered += 1)
      await host.ask({
        type: 'recover-ticket',
        ...slip,
        ticket: `s${entered}`,
        slip: 905 + entered,
        counter: null,
        agent: null,
      });
    await host.reserved.settled();
    expect(kept(dir)).toMatchObject({ numbers: { A: 64 }, issued: 128 });
  });

  it('are reserved in smaller parts where there are few: what is stepped over is lost to visitors', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir, {
      services: [service('A', { numbers: { from: 1, to: 40, digits: 2 } }), service('B')],
    });
    await host.takeMany(12);
    await host.reserved.settled();
    expect(kept(dir).numbers).toEqual({ A: 15, B: 64 });
    const next = await restart(dir, host, 4);
    expect(await next.takeMany(2)).toEqual(['A16', 'A17']);
  });
});

describe('a new day', () => {
  it('takes the place of the old one only once its opening is durable', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir);
    await host.takeMany(70);
    await host.reserved.settled();
    host.journal.medium.shut();
    const opening = host.open({}, '2026-11-22');
    const first = host.take();
    await new Promise(setImmediate);
    expect(kept(dir)).toMatchObject({ date: '2026-11-21', numbers: { A: 128 } });
    host.journal.medium.open();
    await opening;
    expect(kept(dir)).toMatchObject({ date: '2026-11-22', numbers: { A: 64 }, issued: 64 });
    expect(await first).toBe('A071');
    // The first seventy are still in the lobby, and their numbers with them.
    expect(await host.take()).toBe('A072');
  });

  it('that could not be opened changes nothing', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir);
    await host.takeMany(3);
    host.journal.medium.isFull = true;
    await host.open({}, '2026-11-22');
    expect(kept(dir).date).toBe('2026-11-21');
    host.journal.medium.isFull = false;
    expect(await host.take()).toBe('A004');
    expect(kept(dir).date).toBe('2026-11-21');
  });
});

describe('back to a backup of an earlier day', () => {
  it('that day goes on above what it had, and so does each day that is opened again', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir);
    const archived: string[] = [];
    const listen = ({ journal }: FlooredHost) => {
      journal.onAppend = (events) => {
        for (const { type, data } of events) if (type === 'ticket.taken') archived.push(data.archiveNumber);
      };
    };
    listen(host);
    const first = await host.takeMany(10);
    const backup = host.journal.events.length;
    first.push(...(await host.takeMany(10)));
    await host.open({ night: 'close' }, '2026-11-22');
    const second = await host.takeMany(70);
    await host.reserved.settled();
    expect(first).toEqual(range(1, 20));

    const next = await restart(dir, host, host.journal.events.length - backup);
    listen(next);
    first.push(...(await next.takeMany(10)));
    expect(first.slice(20)).toEqual(range(65, 74));
    // Nothing of the later day is forgotten, though the earlier one is open, and neither by a second damage.
    const third = await restart(dir, next, 5, 3);
    listen(third);
    first.push(...(await third.takeMany(3)));
    await third.open({ night: 'close' }, '2026-11-22');
    second.push(...(await third.takeMany(3)));
    expect(second.slice(70)).toEqual(range(129, 131));
    for (const given of [first, second, archived]) expect(new Set(given).size).toBe(given.length);
  });
});

describe('after the journal is lost', () => {
  it('numbering goes on above all that was reserved', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir);
    await host.takeMany(30);
    const next = await restart(dir, host, 25);
    expect(await next.takeMany(2)).toEqual(['A065', 'A066']);
    expect(next.journal.events.at(-1)).toMatchObject({ data: { archiveNumber: '261121066' } });
    expect(await next.take('B')).toBe('B065');
  });

  it('goes on above it also when not even the opening of the day is left', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir);
    await host.takeMany(30);
    const next = await restart(dir, host, host.journal.events.length);
    await next.open();
    expect(await next.take()).toBe('A065');
    expect(kept(dir).numbers['A']).toBeGreaterThanOrEqual(65);
  });

  it('a number that was reserved and not given is given when the journal is whole', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir);
    await host.takeMany(64);
    host.journal.medium.shut();
    // Reserved, decided, and the power goes before the journal has it.
    const unheard = host.take();
    await host.reserved.settled();
    const journal = new SlowJournal();
    journal.events.push(...host.journal.events);
    const next = await FlooredHost.start(dir, journal);
    expect(await next.take()).toBe('A065');
    host.journal.medium.open();
    await unheard;
  });

  it('no number and no archive number comes back, however much is lost and however often', async () => {
    const random = seeded(seedOf('lost journals'));
    const upTo = (count: number) => Math.floor(random() * count);
    for (let run = 0; run < 25; run += 1) {
      const dir = tempDir();
      let host = await FlooredHost.open(dir);
      const given: string[] = [];
      const archived: string[] = [];
      for (let epoch = 2; epoch < 6; epoch += 1) {
        host.journal.onAppend = (events) => {
          for (const { type, data } of events) if (type === 'ticket.taken') archived.push(data.archiveNumber);
        };
        const services = Array.from({ length: upTo(150) }, () => (upTo(3) === 0 ? 'B' : 'A'));
        given.push(...(await Promise.all(services.map((letter) => host.take(letter)))));
        await host.reserved.settled();
        host = await restart(dir, host, upTo(host.journal.events.length + 1), epoch);
        await host.open();
      }
      expect(new Set(given).size).toBe(given.length);
      expect(new Set(archived).size).toBe(archived.length);
    }
  });
});
