/** A driver on a fake clock, and at the other end of its cable a simulated board. */
import { afterEach, beforeEach, vi } from 'vitest';
import type { BoardStatus, LedBoard } from '../../../drivers/board/board.ts';
import { BxCard } from '../../../drivers/board/bx/card.ts';
import { bxCodec } from '../../../drivers/board/bx/codec.ts';
import { KeptBoard } from '../../../drivers/board/kept-board.ts';
import { Line } from '../../../drivers/board/line/line.ts';
import { boardModels } from '../../../drivers/board/models.ts';
import type { BoardTiming } from '../../../drivers/board/timing.ts';
import { BoardCable } from './cable.ts';

const model = boardModels['bx-5k'];

export interface DotSize {
  readonly widthDots: number;
  readonly heightDots: number;
}

/** The driver of a BX-5K board alone on its line. */
export function boardOnCable(
  cable: BoardCable,
  size: DotSize = { widthDots: 128, heightDots: 64 },
  timing: Partial<BoardTiming> = {},
): KeptBoard {
  return new KeptBoard(bxCodec(model, size, 1), new Line(cable, { gapMs: 0, echo: false }), { timing });
}

export class BoardBench {
  readonly simulator: BxCard;
  readonly cable: BoardCable;
  readonly board: KeptBoard;
  /** All that were told. */
  readonly statuses: BoardStatus[] = [];

  constructor(size: DotSize, timing: Partial<BoardTiming> = {}) {
    this.simulator = new BxCard(model, size, { pace: 0 });
    this.cable = new BoardCable(this.simulator);
    this.board = boardOnCable(this.cable, size, timing);
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

/** Closes boards on the fake clock, goes back to the real one, and fails if a timer is left. */
export async function closeAll(boards: readonly LedBoard[]): Promise<void> {
  for (const board of boards) await board.close();
  await pass(2000);
  const left = vi.getTimerCount();
  vi.useRealTimers();
  if (left > 0) throw new Error(`${left} timers are left after closing`);
}
