/** What every LED board keeps to, whatever it speaks and whatever its wire; run on simulators, and on a real board where there is one. */
import { describe, expect, it } from 'vitest';
import type { BoardContent, BoardStatus, LedBoard } from '../../../drivers/board/board.ts';
import { fitText } from '../../../drivers/board/fit.ts';
import { boardOn, simulate } from '../../../drivers/board/open.ts';
import type { SimulatedBoard } from '../../../drivers/board/simulator.ts';
import type { BoardTiming } from '../../../drivers/board/timing.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import type { Rig, RigMaker } from '../rigs.ts';
import { anyContent, boardStatusOf } from './contents.ts';
import { digitContent, digitsOf, textOn, type KnownDevice } from './devices.ts';

const seed = seedOf('board-contract');

/** What a simulator answers comes at once, but on a busy machine late: only what a test waits for in vain is short. */
const timing: Partial<BoardTiming> = {
  answerMs: 3000,
  restMs: 20,
  lateMs: 9000,
  hearOutMs: 20,
  retryMs: 50,
  repaintMs: 400,
  msPerByte: 0.05,
};
const impatient: Partial<BoardTiming> = { ...timing, answerMs: 150, lateMs: 450 };

const isConfirmed = ({ confirmed }: BoardStatus) => confirmed;

class Bench {
  readonly simulator: SimulatedBoard;
  readonly rig: Rig;
  readonly board: LedBoard;

  private constructor(device: KnownDevice, simulator: SimulatedBoard, rig: Rig, waits: Partial<BoardTiming>) {
    this.simulator = simulator;
    this.rig = rig;
    this.board = boardOn(rig.transport, { ...device, port: 'simulated:' }, { timing: waits });
  }

  static async on(device: KnownDevice, makeRig: RigMaker, waits: Partial<BoardTiming>): Promise<Bench> {
    const simulator = simulate({ ...device, port: 'simulated:' }, { pace: 0.05 });
    return new Bench(device, simulator, await makeRig(simulator), waits);
  }

  get text(): string {
    return textOn(this.simulator.picture);
  }

  /** Resolves when the simulated board shows this text, and the driver knows it where it can. */
  async shows(text: string): Promise<void> {
    await this.lights(text);
    if (this.board.acknowledges) await boardStatusOf(this.board, isConfirmed);
  }

  /** Resolves when the simulated board shows this text. */
  lights(text: string): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.text !== text) return;
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

/** What a content looks like on a board. */
function lit({ rows }: BoardContent, { face }: LedBoard): string {
  return rows
    .slice(0, face.rows)
    .map((row) => fitText(row, face).trim())
    .filter((text) => text !== '')
    .join('\n');
}

type Clause = (bench: Bench) => Promise<void>;

const clauses: Readonly<Record<string, Clause>> = {
  'shows what it is given, and confirms it where it can': async (bench) => {
    const { board } = bench;
    board.show(digitContent(1));
    await bench.shows(digitsOf(1));
    expect(board.status).toMatchObject({
      connected: true,
      problem: null,
      confirmed: board.acknowledges,
      isSlow: false,
    });
    board.clear();
    await bench.shows('');
  },

  [`shows any content, seed ${seed}`]: async (bench) => {
    const { board, simulator } = bench;
    const random = seeded(seed);
    for (let round = 0; round < 8; round++) {
      const any = anyContent(random, board.face.rows);
      board.show(any);
      await bench.shows(lit(any, board));
    }
    expect(simulator.unknownCommands).toEqual([]);
  },

  'shows the last of many contents': async (bench) => {
    for (let number = 0; number < 200; number++) bench.board.show(digitContent(number));
    await bench.shows(digitsOf(199));
  },

  'can be off and on again, and shows what it was given meanwhile': async (bench) => {
    const { board } = bench;
    board.show(digitContent(1));
    await bench.shows(digitsOf(1));
    board.setBrightness(0);
    await bench.shows('');
    board.show(digitContent(2));
    board.setBrightness(100);
    await bench.shows(digitsOf(2));
  },

  'closes within a second, and leaves the board as it is': async (bench) => {
    const { board } = bench;
    board.show(digitContent(1));
    await bench.shows(digitsOf(1));
    const startMs = performance.now();
    await board.close();
    expect(performance.now() - startMs).toBeLessThan(1000);
    expect([board.status.problem, bench.text]).toEqual(['disconnected', digitsOf(1)]);
  },

  'stays lit when the cable is cut, and shows the newest when it is mended': async (bench) => {
    const { board, rig } = bench;
    board.show(digitContent(1));
    await bench.shows(digitsOf(1));
    const lost = boardStatusOf(board, ({ problem }) => problem === 'disconnected');
    await rig.cut();
    expect(await lost).toMatchObject({ connected: false, confirmed: false, portFault: expect.any(String) });
    board.show(digitContent(2));
    board.show(digitContent(3));
    expect(bench.text).toBe(digitsOf(1));
    await rig.mend();
    await bench.shows(digitsOf(3));
  },

  'shows everything again when the board was without power behind a cut cable': async (bench) => {
    const { board, simulator, rig } = bench;
    board.show(digitContent(1));
    await bench.shows(digitsOf(1));
    const lost = boardStatusOf(board, ({ problem }) => problem === 'disconnected');
    await rig.cut();
    await lost;
    simulator.powerCycle();
    await rig.mend();
    await bench.shows(digitsOf(1));
  },
};

const troubles: Readonly<Record<string, Clause>> = {
  'does not answer while it hangs, and shows the newest when it is switched off and on': async (bench) => {
    const { board, simulator } = bench;
    board.show(digitContent(1));
    await bench.lights(digitsOf(1));
    simulator.setFaults({ hung: true });
    if (board.acknowledges) await boardStatusOf(board, ({ problem }) => problem === 'not-answering');
    board.show(digitContent(2));
    expect(board.status.confirmed).toBe(false);
    simulator.setFaults({ hung: false });
    await bench.shows(digitsOf(2));
    expect(board.status.problem).toBeNull();
  },

  'shows every change over a cable with one wire': async (bench) => {
    const { board, simulator } = bench;
    simulator.setFaults({ mute: true });
    for (const number of [1, 2, 3]) {
      board.show(digitContent(number));
      await bench.lights(digitsOf(number));
    }
    if (board.acknowledges) await boardStatusOf(board, ({ problem }) => problem === 'not-answering');
    board.show(digitContent(4));
    await bench.lights(digitsOf(4));
    expect(board.status.confirmed).toBe(false);
  },
};

/** The contract on a simulator that a rig wires up. */
export function boardContract(name: string, device: KnownDevice, makeRig: RigMaker): void {
  describe.concurrent(`${device.id}, ${name}`, () => {
    for (const [all, waits] of [
      [clauses, timing],
      [troubles, impatient],
    ] as const)
      it.each(Object.keys(all))('%s', async (clause) => {
        const bench = await Bench.on(device, makeRig, waits);
        try {
          await expect(all[clause]?.(bench)).resolves.toBeUndefined();
        } finally {
          await bench.close();
        }
      });
  });
}

/** What can be tried on a real board without a hand on it. It is dark afterwards. */
export function realBoardContract(name: string, open: () => LedBoard): void {
  describe(`LED board, ${name}`, () => {
    it('shows, and confirms it where it can', async () => {
      const board = open();
      for (const number of [12, 345]) {
        board.show(digitContent(number));
        const isDone = (status: BoardStatus) => status.connected && (status.confirmed || !board.acknowledges);
        expect(await boardStatusOf(board, isDone)).toMatchObject({ connected: true, problem: null });
      }
      board.clear();
      await boardStatusOf(board, ({ confirmed }) => confirmed || !board.acknowledges);
      await board.close();
      expect(board.status.problem).toBe('disconnected');
    });
  });
}
