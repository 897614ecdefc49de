/** Boards as a lobby opens them, on a fake clock: one simulated line, with a line's echo and faults, and all that was told. */
import { onTestFinished, vi } from 'vitest';
import type { LedBoard } from '../../../drivers/board/board.ts';
import type { BoardDevice } from '../../../drivers/board/device.ts';
import { openBoards } from '../../../drivers/board/open.ts';
import type { SimulatedBoard } from '../../../drivers/board/simulator.ts';
import type { BoardTiming } from '../../../drivers/board/timing.ts';
import { pass } from './bench-board.ts';
import { textOn, type KnownDevice } from './devices.ts';

export interface BenchedBoard {
  readonly board: LedBoard;
  readonly simulator: SimulatedBoard;
  /** What stands on it now. */
  readonly text: () => string;
}

/** Boards on one simulated line, or one alone; ports are open when it resolves. @param port of all of them */
export async function openBenched(
  devices: readonly KnownDevice[],
  { port = 'simulated:?line=test', timing }: { port?: string; timing?: Partial<BoardTiming> } = {},
): Promise<BenchedBoard[]> {
  vi.useFakeTimers();
  const opened = openBoards(
    devices.map((device): BoardDevice => ({ ...device, port })),
    { random: () => 0.5, ...(timing === undefined ? {} : { timing }) },
  );
  onTestFinished(async () => {
    for (const { board } of opened) await board.close();
    // What the simulated boards think about.
    await pass(2000);
    const left = vi.getTimerCount();
    vi.useRealTimers();
    if (left > 0) throw new Error(`${left} timers are left after closing`);
  });
  const benched = opened.map(({ board, simulator }): BenchedBoard => {
    if (simulator === null) throw new Error('a simulated port has a simulator');
    return { board, simulator, text: () => textOn(simulator.picture) };
  });
  await pass(50);
  return benched;
}
