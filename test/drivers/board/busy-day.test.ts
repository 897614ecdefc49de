/** Two hundred calls a minute on a line of 9600 baud with five boards, for ten minutes of a fake clock. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { BoardContent } from '../../../drivers/board/board.ts';
import { SimulatedBus } from '../../../drivers/board/bus.ts';
import { BxCard } from '../../../drivers/board/bx/card.ts';
import { bxCodec } from '../../../drivers/board/bx/codec.ts';
import { KeptBoard } from '../../../drivers/board/kept-board.ts';
import { Line } from '../../../drivers/board/line/line.ts';
import { boardModels } from '../../../drivers/board/models.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { transportTo } from '../rigs.ts';
import { closeAll, pass } from './bench-board.ts';
import { textOn } from './devices.ts';

const seed = seedOf('busy-day');
const baudRate = 9600;
const model = boardModels['bx-5k'];
const main = { widthDots: 128, heightDots: 64 };
const small = { widthDots: 64, heightDots: 16 };
const counters = 4;
const lateMs = 2000;

interface Call {
  readonly ticket: string;
  readonly counter: number;
  readonly atMs: number;
  /** When it stood on the main board, and on its counter's. */
  mainMs: number | null;
  counterMs: number | null;
}

const line = (text: string, isCall = false): BoardContent['rows'][number] => ({
  runs: [{ text, colour: isCall ? 'red' : 'green' }],
  ...(isCall ? { urgent: true as const } : {}),
});

class Lobby {
  readonly calls: Call[] = [];
  readonly simulators: readonly BxCard[];
  readonly boards: readonly KeptBoard[];
  /** Statuses that called a board anything but well. */
  alarms = 0;
  /** Statuses that called it slow: what is not urgent may have to wait that long on such a line. */
  slow = 0;

  constructor() {
    vi.useFakeTimers();
    this.simulators = [main, ...Array.from({ length: counters }, () => small)].map(
      (size, index) => new BxCard(model, size, { baudRate, address: index + 1 }),
    );
    const wire = new Line(transportTo('simulated:', new SimulatedBus(this.simulators)), {
      gapMs: 5,
      echo: false,
    });
    const timing = { msPerByte: 10_000 / baudRate };
    this.boards = this.simulators.map(
      (_, index) => new KeptBoard(bxCodec(model, index === 0 ? main : small, index + 1), wire, { timing }),
    );
    for (const board of this.boards)
      board.onStatus(({ isSlow, problem }) => {
        if (problem !== null) this.alarms += 1;
        if (isSlow) this.slow += 1;
      });
    for (const [index, simulator] of this.simulators.entries()) simulator.onChange(() => this.#look(index));
    onTestFinished(() => closeAll(this.boards));
  }

  call(counter: number): void {
    const ticket = `A${String(this.calls.length + 1).padStart(4, '0')}`;
    this.calls.push({ ticket, counter, atMs: performance.now(), mainMs: null, counterMs: null });
    this.boards[0]?.show(this.mainContent);
    this.boards[counter]?.show({ rows: [line(ticket, true)] });
  }

  get mainContent(): BoardContent {
    const newest = this.calls.slice(-3).toReversed();
    return {
      rows: [
        ...newest.map(({ ticket, counter }, index) => line(`${ticket} ${counter}号窗口`, index === 0)),
        line(`等候${this.calls.length % 60}人`),
      ],
    };
  }

  text(index: number): string {
    const simulator = this.simulators[index];
    return simulator === undefined ? '' : textOn(simulator.picture);
  }

  #look(index: number): void {
    const text = this.text(index);
    for (const call of this.calls.slice(-40)) {
      if (!text.includes(call.ticket)) continue;
      if (index === 0) call.mainMs ??= performance.now() - call.atMs;
      else if (index === call.counter) call.counterMs ??= performance.now() - call.atMs;
    }
  }
}

const nth = (values: readonly number[], share: number): number =>
  Math.round(
    values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? Number.NaN,
  );

describe('two hundred calls a minute for ten minutes', () => {
  it(`are shown in two seconds or not at all, and the last state is right, seed ${seed}`, async () => {
    const lobby = new Lobby();
    const random = seeded(seed);
    await pass(3000);
    // Until its first answer, no board is well.
    lobby.alarms = 0;
    for (let n = 0; n < 2000; n++) {
      lobby.call(1 + Math.floor(random() * counters));
      // One every 300 ms, as they come: sometimes several at once.
      await pass(random() * 600);
    }
    await pass(3000);
    const last = lobby.mainContent.rows.map(({ runs }) => runs.map(({ text }) => text).join(''));
    expect(lobby.text(0)).toBe(last.join('\n'));
    for (let counter = 1; counter <= counters; counter++)
      expect(lobby.text(counter)).toBe(lobby.calls.findLast((call) => call.counter === counter)?.ticket);
    expect(lobby.boards.map(({ status }) => status.confirmed)).toEqual(lobby.boards.map(() => true));

    const { calls } = lobby;
    const mainMs = calls.flatMap((call) => call.mainMs ?? []);
    const counterMs = calls.flatMap((call) => call.counterMs ?? []);
    process.stdout.write(
      `main p50 ${nth(mainMs, 0.5)} p99 ${nth(mainMs, 0.99)} max ${nth(mainMs, 1)} ms, ${calls.length - mainMs.length} superseded; ` +
        `counters p50 ${nth(counterMs, 0.5)} p99 ${nth(counterMs, 0.99)} max ${nth(counterMs, 1)} ms, ` +
        `${calls.length - counterMs.length} superseded; ${lobby.alarms} alarms\n`,
    );
    expect(nth([...mainMs, ...counterMs], 1)).toBeLessThan(lateMs);
    // A call that never stood there was followed by another one at once, and that one was not late.
    const followedMs = calls.flatMap((call, index) => {
      const next = calls.slice(index + 1).find(({ counter }) => counter === call.counter);
      return call.counterMs === null ? [(next?.atMs ?? Infinity) - call.atMs] : [];
    });
    expect(Math.max(...followedMs)).toBeLessThan(lateMs);
    expect(counterMs.length).toBeLessThan(calls.length);
    expect(lobby.alarms).toBe(0);
    expect(lobby.slow).toBeLessThan(10);
  });
});
