import { describe, expect, it } from 'vitest';
import { kept } from '../../firmware-host/journal/sqlite/backup/backup-schedule.ts';
import type { BackupFile } from '../../firmware-host/journal/storage.ts';

const MINUTE_MS = 60_000;
const NOON = Date.UTC(2026, 10, 22, 12);

const file = (at: number, position: number, epoch = 1): BackupFile => ({
  place: 'local',
  name: `${at}-${epoch}-${position}`,
  at,
  epoch,
  position,
  bytes: 1,
});

/** One every quarter of an hour, as the host makes them, newest first. */
const quarters = (count: number, from = NOON): BackupFile[] =>
  Array.from({ length: count }, (_, index) => file(from - index * 15 * MINUTE_MS, 100_000 - index));

const ages = (files: readonly BackupFile[], from = NOON) => files.map(({ at }) => (from - at) / MINUTE_MS);

const days = (list: readonly BackupFile[]) =>
  new Set(list.map(({ at }) => Math.floor(at / (24 * 60 * MINUTE_MS))));

describe('which backups stay', () => {
  it('are all, while they are few', () => {
    expect(kept([])).toEqual([]);
    expect(kept(quarters(4))).toEqual(quarters(4));
  });

  it('are the newest four, then the last of each hour, then of each day', () => {
    const day = 24 * 60;
    expect(ages(kept(quarters(10 * 96)))).toEqual([
      0,
      15,
      30,
      45,
      75,
      135,
      195,
      255,
      ...[1, 2, 3, 4, 5, 6].map((ago) => ago * day - 11 * 60 - 45),
    ]);
  });

  it('come to the same one by one as all at once, and are never many', () => {
    let files: readonly BackupFile[] = [];
    for (const next of quarters(10 * 96).toReversed()) {
      files = kept([next, ...files]);
      expect(files.length).toBeLessThanOrEqual(20);
      expect(files[0]).toBe(next);
    }
    expect(ages(files).filter((minutes) => minutes > 24 * 60).length).toBeGreaterThanOrEqual(5);
  });

  it('are no others because the clock begins at 1970 after a power cut', () => {
    const old = kept(quarters(10 * 96));
    let files = old;
    for (const minutes of [1, 16, 31, 46, 61])
      files = kept([file(minutes * MINUTE_MS, 100_000 + minutes), ...files]);
    expect(days(files).size).toBe(7);
    expect([...days(old)].filter((day) => !days(files).has(day))).toHaveLength(1);
  });

  it('are no others because the clock was in the future for a day', () => {
    const wrong = file(Date.UTC(2036, 0, 1), 200_000);
    const after = quarters(5, NOON + 24 * 60 * MINUTE_MS).map((each) => ({
      ...each,
      position: each.position + 200_000,
    }));
    let files = kept([wrong, ...kept(quarters(10 * 96))]);
    for (const next of after.toReversed()) files = kept([next, ...files]);
    expect(files).toContain(wrong);
    expect(files.filter(({ at }) => at < NOON).length).toBeGreaterThanOrEqual(6);
  });

  it('are the last of each of three epochs, whatever came after', () => {
    const epochs = [
      ...quarters(8).map((each) => ({ ...each, epoch: 4 })),
      file(NOON, 900, 3),
      file(NOON, 800, 3),
    ];
    const files = [...epochs, file(NOON, 700, 2), file(NOON, 600, 1)];
    expect(kept(files).filter(({ epoch }) => epoch < 4)).toEqual([file(NOON, 900, 3), file(NOON, 700, 2)]);
  });
});
