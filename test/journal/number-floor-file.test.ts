/** The file of reserved numbers: what it keeps, how it is read when it is old, and what becomes of it when it is damaged or gone. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { NumberFloor } from '../../firmware-host/domain/restoration.ts';
import { ReservedNumbers } from '../../firmware-host/journal/number-floor.ts';
import { fileIn, FlooredHost, kept, restart, SlowJournal } from '../support/floored-host.ts';
import { tempDir } from '../support/temp.ts';

describe('the file', () => {
  it('that is not there is written anew from the journal, and that is said', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir);
    expect(host.said).toEqual([]);
    await host.takeMany(70);
    await host.reserved.settled();
    rmSync(fileIn(dir));
    const next = await FlooredHost.start(dir, host.journal);
    expect(next.reserved.forRestoration()).toMatchObject([{ numbers: { A: 128 } }]);
    expect(next.said).toEqual([expect.stringMatching(/floor\.json is not there; it is written anew/)]);
    expect(kept(dir)).toMatchObject({ date: '2026-11-21', numbers: { A: 128, B: 64 }, issued: 128 });
  });

  it('of an earlier state of the journal is never lowered', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir);
    await host.takeMany(200);
    await host.reserved.settled();
    const journal = new SlowJournal();
    journal.events.push(...host.journal.events.slice(0, 5));
    await FlooredHost.start(dir, journal);
    expect(kept(dir).numbers['A']).toBe(256);
  });

  it('of the days when it knew one day only still reads', async () => {
    const dir = tempDir();
    const content = '{"date":"2026-11-20","numbers":{"A":128,"B":64},"issued":192}';
    writeFileSync(fileIn(dir), `{"version":1,${content.slice(1, -1)},"sum":${crc32(content)}}\n`);
    const host = await FlooredHost.open(dir);
    expect(host.said).toEqual([]);
    expect(kept(dir)).toMatchObject({ date: '2026-11-21', others: [JSON.parse(content)] });
  });

  it('keeps the open day and the latest others, never more than ten', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir);
    for (let day = 1; day <= 20; day += 1) await host.open({}, `2026-12-${String(day).padStart(2, '0')}`);
    const days = host.reserved.forRestoration().map(({ date }) => date);
    expect(days).toEqual(Array.from({ length: 10 }, (_, back) => `2026-12-${20 - back}`));
    // Back to the first day of all, which has been forgotten: it is the open one, and has its place.
    const next = await restart(dir, host, host.journal.events.length - 2);
    await next.reserved.settled();
    expect(next.reserved.forRestoration().map(({ date }) => date)).toEqual([
      '2026-11-21',
      ...days.slice(0, 9),
    ]);
  });

  it('that is damaged anywhere counts as none or says what it said', async () => {
    const dir = tempDir();
    const host = await FlooredHost.open(dir);
    await host.open({}, '2026-11-22');
    const whole = readFileSync(fileIn(dir));
    const good = host.reserved.forRestoration();
    expect(good.map(({ date }) => date)).toEqual(['2026-11-22', '2026-11-21']);
    const said: string[] = [];
    const wrong: NumberFloor[] = [];
    const read = async (bytes: Buffer) => {
      writeFileSync(fileIn(dir), bytes);
      return (await ReservedNumbers.open(fileIn(dir), (line) => said.push(line))).forRestoration();
    };
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const bytes = Buffer.from(whole);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const floors = await read(bytes);
      if (floors.length > 0 && !isDeepStrictEqual(floors, good)) wrong.push(...floors);
    }
    for (let length = 0; length < whole.length - 1; length += 1)
      expect(await read(whole.subarray(0, length))).toEqual([]);
    expect(wrong).toEqual([]);
    expect(said.every((line) => line.includes('floor.json is damaged'))).toBe(true);
    expect(said.length).toBeGreaterThan(whole.length);
  });
});
