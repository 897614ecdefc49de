/** However the journal comes, and whatever it has lost: the tables say what it says. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';
import { alwaysOpen, LobbyUnderTest } from '../support/lobby.ts';
import { seedOf, seeded } from '../support/seeded.ts';
import { tempDir } from '../support/temp.ts';
import { dump, foldedAtOnce, foldInBatches, journalOf, RandomDays, type Dump } from './days.ts';

const ROUNDS = 20;
const EPOCHS = 4;
const STEPS_MAX = 500;
const FIRST = { epoch: 1, after: 0 };

/** How many rows were looked at, so that a test which sees nothing is seen. */
const countRows = (seen: Map<string, number>, tables: Dump): void => {
  for (const [name, rows] of Object.entries(tables)) seen.set(name, (seen.get(name) ?? 0) + rows.length);
};

it('gives the same tables in whatever batches', { timeout: 120_000 }, () => {
  const random = seeded(seedOf('batches of reports'));
  const seen = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const dir = tempDir();
    const { journal } = new RandomDays().live(Math.floor(random() * STEPS_MAX), random);
    let reports = ReportTables.open(join(dir, 'reports.db'), FIRST);
    foldInBatches(reports, journal.slice(0, journal.length / 2), random);
    reports.close();
    reports = ReportTables.open(join(dir, 'reports.db'), FIRST);
    foldInBatches(reports, journal, random);
    reports.close();
    const expected = foldedAtOnce(join(dir, 'at-once.db'), journal);
    expect(dump(join(dir, 'reports.db'))).toEqual(expected);
    countRows(seen, expected);
  }
  const unseen = [...seen].filter(([, rows]) => rows === 0);
  expect(unseen).toEqual([]);
});

/** A lobby's life in pieces, each from a seed of its own; so a part of it can be lived again. */
type Life = readonly { readonly seed: number; readonly steps: number }[];

const liveAgain = (life: Life) =>
  life.reduce((days, { seed, steps }) => days.live(steps, seeded(seed)), new RandomDays());

/** What is left of a life after a loss. */
function cutOff(life: Life, steps: number): Life {
  let left = steps;
  return life.map((piece) => {
    const kept = Math.min(left, piece.steps);
    left -= kept;
    return { ...piece, steps: kept };
  });
}

/** Revisions of a restored journal are others: what was reckoned before it is worth nothing. */
const rowsOf = ({ revisions: _later, ...rows }: Dump): Dump => rows;

it('after restorations is as if the lost facts had never been', { timeout: 120_000 }, () => {
  const random = seeded(seedOf('restored reports'));
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const newPiece = () => ({ seed: upTo(2 ** 32), steps: upTo(STEPS_MAX) });
  let takenBack = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const dir = tempDir();
    const path = join(dir, 'reports.db');
    let life: Life = [newPiece()];
    let journal: readonly Recorded[] = [];
    let after = 0;
    let before = 0;
    for (let epoch = 1; epoch <= EPOCHS; epoch += 1) {
      journal = liveAgain(life).journal;
      const reports = ReportTables.open(path, { epoch, after });
      takenBack += Number(reports.position < Math.min(before, after));
      foldInBatches(
        reports,
        journal.slice(0, epoch === EPOCHS ? journal.length : upTo(journal.length)),
        random,
      );
      before = reports.position;
      reports.close();
      const kept = cutOff(life, upTo(life.reduce((total, { steps }) => total + steps, 0)));
      after = liveAgain(kept).journal.length;
      life = [...kept, newPiece()];
    }
    expect(rowsOf(dump(path))).toEqual(rowsOf(foldedAtOnce(join(dir, 'at-once.db'), journal)));
  }
  expect(takenBack).toBeGreaterThan(ROUNDS / 4);
});

it('goes back to the day before where the opening itself is lost', () => {
  const path = join(tempDir(), 'reports.db');
  const test = LobbyUnderTest.open();
  const kept = journalOf(test);
  test.must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
  const night = test.log.findIndex(({ type, data }) => type === 'day.opened' && data.date === '2026-11-22');
  const reports = ReportTables.open(path, FIRST);
  reports.fold(journalOf(test));
  reports.close();
  expect(night).toBeGreaterThan(kept.length);
  const restored = ReportTables.open(path, { epoch: 2, after: night });
  expect(restored.position).toBe(1);
  restored.close();
});

it('does not follow a journal of which it cannot know how far it agrees', () => {
  const path = join(tempDir(), 'reports.db');
  const reports = ReportTables.open(path, FIRST);
  reports.fold(new RandomDays().journal);
  reports.close();
  expect(() => ReportTables.open(path, { epoch: 3, after: 5 })).toThrow(/follow epoch 1.*is in 3/);
  ReportTables.open(path, { epoch: 2, after: 5 }).close();
  expect(() => ReportTables.open(path, FIRST)).toThrow(/follow epoch 2.*is in 1/);
});
