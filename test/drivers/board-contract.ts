/** What every LED board keeps to, whatever the wire; run on simulators, and on a real board where there is one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BoardStatus, LedBoard } from '../../drivers/board/board.ts';
import { Bx5kBoard } from '../../drivers/board/bx5k-board.ts';
import { boardModels } from '../../drivers/board/models.ts';
import { BoardSimulator } from '../../drivers/board/simulator.ts';
import type { BoardTiming } from '../../drivers/board/timing.ts';
import type { Transport } from '../../drivers/transport/transport.ts';
import { seeded, seedOf } from '../support/seeded.ts';
import { anyContent, boardStatusOf, cellsLit, content, textsOn } from './board-contents.ts';
import type { Rig, RigMaker } from './rigs.ts';

const seed = seedOf('board-contract');

/** What a simulator answers comes at once, but on a busy machine late: only what a test waits for in vain is short. */
const timing: BoardTiming = {
  answerMs: 3000,
  tries: 3,
  restMs: 20,
  lateMs: 9000,
  hearOutMs: 20,
  askMs: 100,
  retryMs: 50,
  repaintMs: 400,
  msPerByte: 1,
};
const impatient: BoardTiming = { ...timing, answerMs: 150, lateMs: 450 };

const model = boardModels['bx-5k'];
const size = { widthDots: 128, heightDots: 64 };

const isConfirmed = ({ confirmed }: BoardStatus) => confirmed;

class Bench {
  readonly simulator: BoardSimulator;
  readonly rig: Rig;
  readonly board: LedBoard;

  private constructor(simulator: BoardSimulator, rig: Rig, waits: BoardTiming) {
    this.simulator = simulator;
    this.rig = rig;
    this.board = new Bx5kBoard(model, size, rig.transport, { timing: waits });
  }

  static async on(makeRig: RigMaker, waits = timing): Promise<Bench> {
    const simulator = new BoardSimulator(model, size, { pace: 0.2 });
    const rig = await makeRig(simulator);
    return new Bench(simulator, rig, waits);
  }

  /** Resolves when the simulated board shows this text in its first row. */
  shows(text: string): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (textsOn(this.simulator)[0] !== text) return;
        stop();
        resolve();
      };
      const stop = this.simulator.onChange(look);
      look();
    });
  }

  async close(): Promise<void> {
    await this.board.close();
    await this.rig.close();
  }
}

/** The contract on a simulator that a rig wires up. */
export function boardContract(name: string, makeRig: RigMaker): void {
  describe(`LED board, ${name}`, () => {
    let bench: Bench;
    beforeEach(async () => {
      bench = await Bench.on(makeRig);
    });
    afterEach(() => bench.close());
    showsContents(() => bench);
    survivesTheWire(() => bench);
  });
  describe(`LED board in trouble, ${name}`, () => {
    let bench: Bench;
    beforeEach(async () => {
      bench = await Bench.on(makeRig, impatient);
    });
    afterEach(() => bench.close());
    survivesItsOwnTroubles(() => bench);
  });
}

function showsContents(bench: () => Bench): void {
  it('shows what it is given, and confirms it', async () => {
    const { board, simulator } = bench();
    board.show(content('请A012到', '3号窗口'));
    const status = await boardStatusOf(board, isConfirmed);
    expect(status).toMatchObject({ connected: true, problem: null, confirmedMs: expect.any(Number) });
    expect(textsOn(simulator)).toEqual(['请A012到', '3号窗口', '', '']);
  });

  it(`shows any content, seed ${seed}`, async () => {
    const { board, simulator } = bench();
    const random = seeded(seed);
    for (let round = 0; round < 20; round++) {
      const any = anyContent(random, board.rows);
      board.show(any);
      await boardStatusOf(board, isConfirmed);
      for (let row = 0; row < board.rows; row++) {
        const wanted = cellsLit(any.rows[row]?.runs ?? []);
        const lit = cellsLit(simulator.areas[row]?.runs ?? []);
        expect(lit.join('').trimEnd()).toBe(wanted.slice(0, lit.length).join('').trimEnd());
      }
    }
    expect(simulator.unknownCommands).toEqual([]);
  });

  it('shows the last of many contents', async () => {
    const { board, simulator } = bench();
    for (let number = 0; number < 200; number++) board.show(content(`A${number}`, String(number % 7)));
    await boardStatusOf(board, isConfirmed);
    expect(textsOn(simulator)).toEqual(['A199', '3', '', '']);
  });

  it('closes within a second, and leaves the board as it is', async () => {
    const { board, simulator } = bench();
    board.show(content('A001'));
    await boardStatusOf(board, isConfirmed);
    const startMs = performance.now();
    await board.close();
    expect(performance.now() - startMs).toBeLessThan(1000);
    expect([board.status.problem, textsOn(simulator)[0]]).toEqual(['disconnected', 'A001']);
  });
}

function survivesTheWire(bench: () => Bench): void {
  it('stays lit when the cable is cut, and shows the newest when it is mended', async () => {
    const { board, simulator, rig } = bench();
    board.show(content('A001', 'B'));
    await boardStatusOf(board, isConfirmed);
    const lost = boardStatusOf(board, ({ problem }) => problem === 'disconnected');
    await rig.cut();
    expect(await lost).toMatchObject({ connected: false, confirmed: false, portFault: expect.any(String) });
    board.show(content('A002', 'B'));
    board.show(content('A003', 'B'));
    expect(textsOn(simulator)).toEqual(['A001', 'B', '', '']);
    await rig.mend();
    await boardStatusOf(board, isConfirmed);
    expect(textsOn(simulator)).toEqual(['A003', 'B', '', '']);
  });

  it('shows everything again when the board was without power behind a cut cable', async () => {
    const { board, simulator, rig } = bench();
    board.show(content('A001', 'B'));
    await boardStatusOf(board, isConfirmed);
    const lost = boardStatusOf(board, ({ problem }) => problem === 'disconnected');
    await rig.cut();
    await lost;
    simulator.powerCycle();
    await rig.mend();
    await boardStatusOf(board, isConfirmed);
    expect(textsOn(simulator)).toEqual(['A001', 'B', '', '']);
  });
}

function survivesItsOwnTroubles(bench: () => Bench): void {
  it('does not answer while it hangs, and shows the newest when it is switched off and on', async () => {
    const { board, simulator } = bench();
    board.show(content('A001', 'B'));
    await bench().shows('A001');
    simulator.setFaults({ hung: true });
    await boardStatusOf(board, ({ problem }) => problem === 'not-answering');
    board.show(content('A002', 'B'));
    expect(board.status.confirmed).toBe(false);
    simulator.setFaults({ hung: false });
    await boardStatusOf(board, isConfirmed);
    expect([textsOn(simulator), board.status.problem]).toEqual([['A002', 'B', '', ''], null]);
  });

  it('shows every change over a cable with one wire', async () => {
    const { board, simulator } = bench();
    simulator.setFaults({ mute: true });
    for (const text of ['A001', 'A002', 'A003']) {
      board.show(content(text));
      await bench().shows(text);
    }
    await boardStatusOf(board, ({ problem }) => problem === 'not-answering');
    board.show(content('A004'));
    await bench().shows('A004');
    expect(board.status.confirmed).toBe(false);
  });
}

/** What can be tried on a real board without a hand on it. It is dark afterwards. */
export function realBoardContract(name: string, makeTransport: () => Transport): void {
  describe(`LED board, ${name}`, () => {
    it('shows, and confirms it', async () => {
      const board = new Bx5kBoard(model, size, makeTransport());
      for (const texts of [['请A012到', '3号窗口'], ['A013'], []]) {
        board.show(content(...texts));
        expect(await boardStatusOf(board, isConfirmed)).toMatchObject({ connected: true, problem: null });
      }
      await board.close();
      expect(board.status.problem).toBe('disconnected');
    });
  });
}
