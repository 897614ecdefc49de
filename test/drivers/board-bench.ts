/** A driver on a fake clock, and at the other end of its cable a simulated board. */
import { afterEach, beforeEach, vi } from 'vitest';
import type { BoardStatus } from '../../drivers/board/board.ts';
import { Bx5kBoard } from '../../drivers/board/bx5k-board.ts';
import { boardModels, type BoardSize } from '../../drivers/board/models.ts';
import { BoardSimulator } from '../../drivers/board/simulator.ts';
import { BoardCable } from './board-cable.ts';

const model = boardModels['bx-5k'];

export class BoardBench {
  readonly simulator: BoardSimulator;
  readonly cable: BoardCable;
  readonly board: Bx5kBoard;
  /** All that were told. */
  readonly statuses: BoardStatus[] = [];

  constructor(size: BoardSize) {
    this.simulator = new BoardSimulator(model, size, { pace: 0 });
    this.cable = new BoardCable(this.simulator);
    this.board = new Bx5kBoard(model, size, this.cable);
    this.board.onStatus((status) => this.statuses.push(status));
  }

  /** From now on the board is connected, answers, and shows nothing. */
  async open(): Promise<void> {
    this.cable.set('open');
    await pass(0);
    const sent = this.cable.take().join();
    if (sent !== 'sweep,0: 1: 2: 3:') throw new Error(`opened with ${sent}`);
  }
}

/** Lets so many ms of the fake clock pass, with all that happens in them. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** A new bench for every test, which fails if a timer is left after closing. */
export function useBench(): () => BoardBench {
  let bench: BoardBench;
  beforeEach(() => {
    vi.useFakeTimers();
    bench = new BoardBench({ widthDots: 128, heightDots: 64 });
  });
  afterEach(async () => {
    await bench.board.close();
    const timersLeft = vi.getTimerCount();
    vi.useRealTimers();
    if (timersLeft > 0) throw new Error(`${timersLeft} timers are left after closing`);
  });
  return () => bench;
}
