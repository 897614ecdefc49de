import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MarkFile } from '../../firmware-host/journal/sqlite/medium/mark.ts';
import { tempDir } from '../support/temp.ts';

const written = (path: string) => {
  const mark = MarkFile.open(path);
  mark.write({ last: 123_456_789_012, epoch: 42, isClean: true });
  mark.write({ last: 7, epoch: 2, isClean: false });
  mark.close();
};

describe('the mark beside the journal', () => {
  it('gives back what was written last, in 64 bytes', () => {
    const path = join(tempDir(), 'mark');
    expect(MarkFile.read(path)).toBeNull();
    written(path);
    expect(statSync(path).size).toBe(64);
    expect(MarkFile.read(path)).toEqual({ last: 7, epoch: 2, isClean: false });
  });

  it('is unreadable after damage to a bit of any of its bytes', () => {
    const path = join(tempDir(), 'mark');
    written(path);
    const good = readFileSync(path);
    const believed = Array.from({ length: 64 }, (_, index) => index).filter((index) => {
      const bad = Buffer.from(good);
      bad[index] = (good[index] ?? 0) ^ (1 << (index & 7));
      writeFileSync(path, bad);
      return MarkFile.read(path) !== 'unreadable';
    });
    expect(believed).toEqual([]);
  });

  it.each([0, 1, 63])('is unreadable when it was cut to %i bytes', (bytes) => {
    const path = join(tempDir(), 'mark');
    written(path);
    writeFileSync(path, readFileSync(path).subarray(0, bytes));
    expect(MarkFile.read(path)).toBe('unreadable');
  });

  it('can be read again once it is written over damage that made it longer', () => {
    const path = join(tempDir(), 'mark');
    writeFileSync(path, 'x'.repeat(500));
    expect(MarkFile.read(path)).toBe('unreadable');
    written(path);
    expect(MarkFile.read(path)).toEqual({ last: 7, epoch: 2, isClean: false });
  });
});
