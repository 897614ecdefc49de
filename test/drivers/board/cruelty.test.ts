/** Boards of one family on one line that everything happens to at once, on a fake clock: in the end each shows and confirms the truth. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BoardRow } from '../../../drivers/board/board.ts';
import type { BoardFaults } from '../../../drivers/board/simulator.ts';
import { openBoards } from '../../../drivers/board/open.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { pass } from './bench-board.ts';
import { content } from './contents.ts';
import { textOn } from './devices.ts';

const seed = seedOf('board cruelty');

const faults: readonly (keyof BoardFaults)[] = ['hung', 'mute', 'cableCut', 'refusing', 'lossy', 'wrongBaud'];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A minute of calls and faults; @returns how long after the last fault each board was right and believed, in ms. */
async function cruelMinute(count: number, random: () => number): Promise<number[]> {
  const opened = openBoards(
    Array.from({ length: count }, (_, index) => ({
      id: `b${index}`,
      model: 'bx-5k' as const,
      port: 'simulated:?line=one',
      address: index + 1,
    })),
    { random },
  );
  const boards = opened.map(({ board, simulator }) => ({ board, simulator, wanted: '' }));
  const call = (of: (typeof boards)[number] | undefined): void => {
    if (of === undefined) return;
    of.wanted = `A${100 + Math.floor(random() * 900)}`;
    const blink = random() < 0.3 ? ({ blink: true } as const) : {};
    const row: BoardRow = { runs: [{ text: of.wanted, colour: 'red', ...blink }] };
    of.board.show({ rows: [random() < 0.6 ? { ...row, urgent: true } : row] });
  };
  for (const { board } of boards) board.setBrightness(60);
  boards.forEach(call);
  for (let step = 0; step < 120; step++) {
    const one = boards[Math.floor(random() * count)];
    const fault = faults[Math.floor(random() * faults.length)];
    if (random() < 0.4) call(one);
    else if (fault !== undefined) one?.simulator?.setFaults({ [fault]: random() < 0.4 });
    await pass(random() * 700);
  }
  for (const { simulator } of boards)
    simulator?.setFaults(Object.fromEntries(faults.map((fault) => [fault, false])));
  for (const one of boards) {
    one.wanted = 'Z';
    one.board.show(content('Z'));
  }
  const healedMs = boards.map(() => Infinity);
  for (let ms = 0; ms < 20_000 && healedMs.includes(Infinity); ms += 50) {
    await pass(50);
    for (const [index, { board, simulator, wanted }] of boards.entries()) {
      const isRight = simulator !== null && textOn(simulator.picture) === wanted;
      if (isRight && board.status.confirmed && board.status.problem === null)
        healedMs[index] = Math.min(healedMs[index] ?? Infinity, ms);
    }
  }
  await Promise.all(boards.map(({ board }) => board.close()));
  return healedMs;
}

it.each([1, 2, 3])(`heals %i boards on a line, seed ${seed}`, async (count) => {
  const random = seeded(seed + count);
  for (let round = 0; round < 25; round++) {
    const healedMs = await cruelMinute(count, random);
    // What is shown is right within five seconds; that everybody is certain of it may take the time of late answers more.
    expect(Math.max(...healedMs)).toBeLessThan(8000);
  }
});
