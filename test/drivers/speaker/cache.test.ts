/** Phrases that are kept as files. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PhraseCache } from '../../../drivers/speaker/cache/phrase-cache.ts';
import type { Samples } from '../../../drivers/speaker/sound/pcm.ts';
import { tempDir } from '../../support/temp.ts';
import { tone } from './stand-in.ts';

const keyed = (n: number) => n.toString(16).padStart(40, '0');
/** 4,454 bytes as a file. */
const short = tone(100);

/** A cache, and what it has made so far. */
function cacheIn(dir: string | null, bytesMax = 1_000_000) {
  const made: number[] = [];
  const remarks: string[] = [];
  const cache = new PhraseCache({ dir, bytesMax, remark: (text) => remarks.push(text) });
  const get = (n: number, sound: Samples = short) =>
    cache.get(keyed(n), async () => {
      made.push(n);
      return sound;
    });
  return { get, made, remarks };
}

const filesIn = (dir: string) => readdirSync(dir).toSorted();
const bytesIn = (dir: string) => filesIn(dir).reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);

describe('a phrase', () => {
  test('is made once, also by the next start', async () => {
    const dir = join(tempDir(), 'made', 'on', 'demand');
    const first = cacheIn(dir);
    expect(await first.get(1)).toEqual(short);
    expect(await first.get(1)).toEqual(short);
    const second = cacheIn(dir);
    expect(await second.get(1)).toEqual(short);
    expect([first.made, second.made]).toEqual([[1], []]);
  });

  test('that two ask for at a time is made once', async () => {
    const cache = cacheIn(tempDir());
    await Promise.all([cache.get(1), cache.get(1), cache.get(2), cache.get(1)]);
    expect(cache.made).toEqual([1, 2]);
  });

  test('that could not be made is made the next time, and nothing is kept of it', async () => {
    const dir = tempDir();
    const cache = new PhraseCache({ dir, bytesMax: 1_000_000, remark: () => undefined });
    await expect(cache.get(keyed(1), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await cache.get(keyed(1), async () => short)).toEqual(short);
    expect(filesIn(dir)).toHaveLength(1);
  });

  test.each([
    ['half of it', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 1000))],
    ['nothing', (file: string) => writeFileSync(file, '')],
    ['zeros, as after a power cut', (file: string) => writeFileSync(file, Buffer.alloc(statSync(file).size))],
    ['something else', (file: string) => writeFileSync(file, 'x'.repeat(5000))],
  ])('of which %s is left is made anew', async (_, spoil) => {
    const dir = tempDir();
    await cacheIn(dir).get(1);
    spoil(join(dir, `${keyed(1)}.wav`));
    const cache = cacheIn(dir);
    expect(await cache.get(1)).toEqual(short);
    expect(cache.made).toEqual([1]);
    expect(await cacheIn(dir).get(1)).toEqual(short);
  });

  test('whose file was taken away meanwhile is made anew', async () => {
    const dir = tempDir();
    const cache = cacheIn(dir);
    await cache.get(1);
    for (const name of filesIn(dir)) writeFileSync(join(dir, name), '');
    await cache.get(1);
    expect(cache.made).toEqual([1, 1]);
  });
});

describe('the folder', () => {
  test('never has more than it may; what was used longest ago goes first', async () => {
    const dir = tempDir();
    const cache = cacheIn(dir, 3 * 4500);
    for (const n of [1, 2, 3]) await cache.get(n);
    await cache.get(1);
    await cache.get(4);
    expect(filesIn(dir)).toEqual([1, 3, 4].map((n) => `${keyed(n)}.wav`));
    for (let n = 10; n < 30; n++) {
      await cache.get(n);
      expect(bytesIn(dir)).toBeLessThanOrEqual(3 * 4500);
    }
  });

  test('that has too much from before is cleared of the oldest', async () => {
    const dir = tempDir();
    const large = cacheIn(dir);
    for (const n of [1, 2, 3, 4]) {
      await large.get(n);
      utimesSync(join(dir, `${keyed(n)}.wav`), 1000 - n, 1000 - n);
    }
    await cacheIn(dir, 2 * 4500).get(1);
    expect(filesIn(dir)).toEqual([1, 2].map((n) => `${keyed(n)}.wav`));
  });

  test('keeps nothing that is larger than all it may have', async () => {
    const dir = tempDir();
    const cache = cacheIn(dir, 1000);
    expect(await cache.get(1)).toEqual(short);
    expect(filesIn(dir)).toEqual([]);
  });

  test('is rid of what a crash left half written, and leaves alone what is not its own', async () => {
    const dir = tempDir();
    writeFileSync(join(dir, '123-1.part'), 'half');
    writeFileSync(join(dir, 'mine.wav'), 'mine');
    mkdirSync(join(dir, `${keyed(9)}.wav`));
    await cacheIn(dir).get(1);
    expect(filesIn(dir)).toEqual([`${keyed(1)}.wav`, `${keyed(9)}.wav`, 'mine.wav'].toSorted());
  });

  test('that cannot be used is told of, and phrases are made all the same', async () => {
    const file = join(tempDir(), 'file');
    writeFileSync(file, '');
    const cache = cacheIn(join(file, 'folder'));
    expect(await cache.get(1)).toEqual(short);
    await cache.get(2);
    await cache.get(3);
    expect(cache.remarks[0]).toContain('phrases cannot be kept in');
    // However many phrases there are: who tells each remark once tells one.
    expect(new Set(cache.remarks).size).toBe(1);
    expect(existsSync(join(file, 'folder'))).toBe(false);
  });

  test('need not be there at all', async () => {
    const cache = cacheIn(null);
    await cache.get(1);
    await cache.get(1);
    expect(cache.made).toEqual([1, 1]);
    expect(cache.remarks).toEqual([]);
  });
});
