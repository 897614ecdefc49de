/** A journal as a host has left it, for tests to damage; and what a restoration of it promises. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { MarkFile } from '../../firmware-host/journal/sqlite/medium/mark.ts';
import { dayOf, killed, makeHouseIn, openHouseIn, opened, seqs, upTo } from './open-house.ts';
import { recorded } from './recorded.ts';
import { makeTempDir } from './temp.ts';

export const BACKUP = '20261122T040000000Z_e1_000000000100.db';
export const PERIODS = [
  '2026-11-20_000000000001-000000000040.db',
  '2026-11-21_000000000041-000000000080.db',
] as const;
export const PAGE_BYTES = 1024;

/**
 * Makes it once for a file of tests; each gets a directory of its own.
 * `ended`: two closed days, and an open one of which there is a backup up to 100; the host ended at 120. `cut`: it went on to 140 and
 * was killed: the last twenty are in the log only.
 */
export function formerJournals(): { ended: () => string; cut: () => string } {
  const former = makeTempDir();
  const cutOff = makeTempDir();
  beforeAll(async () => {
    const house = await makeHouseIn(former.dir);
    house.append([
      ...dayOf('2026-11-20', 1, 40),
      ...dayOf('2026-11-21', 41, 40),
      ...dayOf('2026-11-22', 81, 20),
    ]);
    await house.do({ name: 'seal' });
    await house.backUp();
    house.append(upTo(120, 101).map((seq) => recorded(seq)));
    await house.close();
    const running = makeTempDir();
    cpSync(former.dir, running.dir, { recursive: true });
    const later = await makeHouseIn(running.dir);
    for (const seq of upTo(140, 121)) later.append([recorded(seq)]);
    cpSync(running.dir, cutOff.dir, { recursive: true });
    await later.close();
    running.remove();
  });
  afterAll(() => {
    former.remove();
    cutOff.remove();
  });

  return { ended: () => killed(former.dir), cut: () => killed(cutOff.dir) };
}

export const original = (seq: number) => {
  const date = { 1: '2026-11-20', 41: '2026-11-21', 81: '2026-11-22' }[seq];
  return date === undefined ? recorded(seq) : opened(seq, date);
};

export const journalOf = (dir: string) => join(dir, 'journal.db');
export const walOf = (dir: string) => join(dir, 'journal.db-wal');
export const asideOf = (dir: string) => {
  const [only, ...others] = existsSync(join(dir, 'aside')) ? readdirSync(join(dir, 'aside')) : [];
  expect(others).toEqual([]);
  return only === undefined ? null : join(dir, 'aside', only);
};

export function flipAt(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

/** Where the body of a position stands in the file. */
export function placeOf(path: string, seq: number): number {
  const at = readFileSync(path).indexOf(`"id":"id-${seq}"`);
  expect(at).toBeGreaterThan(0);
  return at + 6;
}

export function zeroPageOf(path: string, seq: number): void {
  const bytes = readFileSync(path);
  const page = Math.floor(placeOf(path, seq) / PAGE_BYTES);
  bytes.fill(0, page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
  writeFileSync(path, bytes);
}

export function dropCopies(dir: string): void {
  rmSync(join(dir, 'backups', 'history'), { recursive: true });
}

export function writeMark(dir: string, last: number, epoch: number): void {
  const mark = MarkFile.open(join(dir, 'mark'));
  mark.write({ last, epoch, isClean: true });
  mark.close();
}

export interface Expected {
  readonly after: number;
  readonly cause?: 'damage' | 'missing';
  /** 120 or 140 less `after`, unless nobody knows. */
  readonly lost: number | null;
  readonly backup: string | null;
  /** 1 less a hole in the closed days. */
  readonly positions?: readonly number[];
  readonly epoch?: number;
}

/** Opens it, and looks at everything that a restoration promises; then again, as the next start would. */
export async function seeRestored(dir: string, expected: Expected): Promise<void> {
  const { after, cause = 'damage', lost, backup, positions = upTo(after), epoch = 2 } = expected;
  const house = await openHouseIn(dir);
  expect(house.opening).toMatchObject({ epoch, restored: { epoch, cause, after, lost, backup } });
  const { restored } = house.opening;
  expect(restored?.reason).toMatch(/^[^\n]{15,}$/);
  const events = house.read();
  expect(seqs(events)).toEqual(positions);
  expect(events).toEqual(positions.map(original));
  const aside = asideOf(dir);
  expect(aside).toBe(restored?.aside === null ? null : join(dir, restored?.aside ?? ''));
  expect(house.append([recorded(after + 1)])).toEqual({ kind: 'appended' });
  await house.close();

  const again = await openHouseIn(dir);
  expect(again.opening).toEqual({ epoch, restored, wasClean: true });
  expect(seqs(again.read())).toEqual([...positions, after + 1]);
  expect(asideOf(dir)).toBe(aside);
  await again.close();
}
