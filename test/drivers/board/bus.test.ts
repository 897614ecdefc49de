/** Many boards on one line, on a fake clock: nobody suffers from a neighbour's trouble for longer than its patience. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { encodeFrame, hostAddress } from '../../../drivers/board/bx/frame.ts';
import { encodeAnswer } from '../../../drivers/board/bx/requests.ts';
import { SimulatedBus } from '../../../drivers/board/bus.ts';
import type { BoardDevice } from '../../../drivers/board/device.ts';
import { KeptBoard } from '../../../drivers/board/kept-board.ts';
import { Line } from '../../../drivers/board/line/line.ts';
import { codecOf, simulate } from '../../../drivers/board/open.ts';
import type { BoardFaults } from '../../../drivers/board/simulator.ts';
import { listeners } from '../../../drivers/listeners.ts';
import type { SimulatedDevice } from '../../../drivers/transport/simulated.ts';
import { transportTo } from '../rigs.ts';
import { closeAll, pass } from './bench-board.ts';
import { digitContent, digitsOf, knownDevices, textOn } from './devices.ts';

const baudRate = 9600;
const port = 'simulated:';

const counterBoards = Array.from({ length: 8 }, (_, index): BoardDevice => ({
  id: `b${index + 1}`,
  model: 'bx-5k',
  port,
  address: index + 1,
  widthDots: 64,
  heightDots: 16,
}));
const [dead, talksElse, refuses] = [2, 4, 6];

/** What stands on one line together: eight bits, no parity, and an address in every answer. */
const allKinds: readonly BoardDevice[] = knownDevices
  .filter(({ model }) => !model.startsWith('alpha'))
  .map((device, index) => ({ ...device, port, address: index + 20 }));

class Bus {
  readonly simulators;
  readonly plug: SimulatedBus;
  readonly boards: readonly KeptBoard[];
  /** Whether any board was ever confirmed what it did not show. */
  wrongs = 0;
  readonly #wanted: number[];

  /** @param intruder something else on the same line */
  constructor(devices: readonly BoardDevice[], echo: boolean, intruder: readonly SimulatedDevice[] = []) {
    vi.useFakeTimers();
    this.simulators = devices.map((device) => simulate(device, { baudRate }));
    this.plug = new SimulatedBus([...this.simulators, ...intruder], echo);
    const line = new Line(transportTo('simulated:', this.plug), { gapMs: 5, echo });
    const timing = { msPerByte: 10_000 / baudRate };
    this.boards = devices.map((device) => new KeptBoard(codecOf(device), line, { timing }));
    this.#wanted = devices.map(() => 0);
    for (const [index, board] of this.boards.entries())
      board.onStatus(({ confirmed }) => {
        if (confirmed && this.text(index) !== digitsOf(this.#wanted[index] ?? 0)) this.wrongs += 1;
      });
    onTestFinished(() => closeAll(this.boards));
  }

  show(index: number, number: number): void {
    this.#wanted[index] = number;
    this.boards[index]?.show(digitContent(number));
  }

  text(index: number): string {
    const simulator = this.simulators[index];
    if (simulator === undefined) throw new Error(`no board ${index}`);
    return textOn(simulator.picture);
  }

  fault(index: number, faults: Partial<BoardFaults>): void {
    this.simulators[index]?.setFaults(faults);
  }

  /** Boards that do not show what they should. */
  get behind(): number[] {
    return [...this.boards.keys()].filter((index) => this.text(index) !== digitsOf(this.#wanted[index] ?? 0));
  }

  get problems(): (string | null)[] {
    return this.boards.map(({ status }) => status.problem);
  }
}

describe.each([
  ['with an echo', true],
  ['without an echo', false],
])('eight boards on a line %s', (_, echo) => {
  it('all show what they are given, and only that', async () => {
    const bus = new Bus(counterBoards, echo);
    await pass(3000);
    for (let round = 0; round < 20; round++) {
      for (const index of bus.boards.keys()) bus.show(index, round * 10 + index);
      // Each takes some 140 ms on the wire, and some are sent what they show once more.
      await pass(2000);
      expect(bus.behind).toEqual([]);
    }
    expect([bus.wrongs, bus.problems.filter((problem) => problem !== null)]).toEqual([0, []]);
    expect(bus.simulators.flatMap(({ unknownCommands }) => unknownCommands)).toEqual([]);
  });

  it('are right but for one that is dead, one that talks at another speed, and one that refuses', async () => {
    const bus = new Bus(counterBoards, echo);
    for (const index of bus.boards.keys()) bus.show(index, index);
    await pass(3000);
    bus.fault(dead, { hung: true });
    bus.fault(talksElse, { wrongBaud: true });
    bus.fault(refuses, { refusing: true });
    // Each of the silent ones may cost three answers' time until it is known for it.
    for (const index of bus.boards.keys()) bus.show(index, index + 10);
    await pass(9000);
    for (let round = 0; round < 20; round++) {
      for (const index of bus.boards.keys()) bus.show(index, round * 10 + index + 20);
      await pass(1500);
      expect(bus.behind).toEqual([dead, talksElse, refuses]);
    }
    expect(bus.problems.map((problem, index) => [index, problem]).filter(([, problem]) => problem)).toEqual([
      [dead, 'not-answering'],
      [talksElse, 'not-answering'],
      [refuses, 'refused'],
    ]);
    expect(bus.wrongs).toBe(0);
  });

  it.each([
    ['dead', { hung: true }],
    ['at another speed', { wrongBaud: true }],
    ['refusing', { refusing: true }],
    ['mute', { mute: true }],
    ['losing bytes', { lossy: true }],
    ['cut off', { cableCut: true }],
  ] as const)('show the truth 5 s after one has been %s', async (_name, faults) => {
    const bus = new Bus(counterBoards, echo);
    for (const index of bus.boards.keys()) bus.show(index, index);
    await pass(3000);
    for (const lengthMs of [700, 1900, 3300, 20_000]) {
      bus.fault(dead, faults);
      for (let passedMs = 0; passedMs < lengthMs; passedMs += 500) {
        for (const index of bus.boards.keys()) bus.show(index, lengthMs + passedMs / 100 + index);
        await pass(500);
      }
      bus.fault(dead, Object.fromEntries(Object.keys(faults).map((fault) => [fault, false])));
      await pass(5000);
      expect(bus.behind).toEqual([]);
    }
    expect([bus.wrongs, bus.problems.filter((problem) => problem !== null)]).toEqual([0, []]);
  });

  it('show the truth 5 s after one, or all, were without power', async () => {
    const bus = new Bus(counterBoards, echo);
    for (const index of bus.boards.keys()) bus.show(index, index);
    await pass(3000);
    for (const count of [1, 8])
      for (const lengthMs of [10, 700, 1900, 3300, 20_000]) {
        for (const simulator of bus.simulators.slice(0, count)) simulator.switchOff();
        await pass(lengthMs);
        for (const simulator of bus.simulators.slice(0, count)) simulator.switchOn();
        await pass(5000);
        expect(bus.behind).toEqual([]);
      }
  });

  it('show the truth 5 s after the line was cut', async () => {
    const bus = new Bus(counterBoards, echo);
    for (const index of bus.boards.keys()) bus.show(index, index);
    await pass(3000);
    bus.plug.setFaults({ cableCut: true });
    expect(bus.problems).toEqual(bus.boards.map(() => 'disconnected'));
    for (const index of bus.boards.keys()) bus.show(index, index + 100);
    await pass(60_000);
    bus.plug.setFaults({ cableCut: false });
    await pass(5000);
    expect([bus.behind, bus.wrongs]).toEqual([[], 0]);
  });
});

const acknowledged = (from: number) => encodeFrame({ to: hostAddress, from, data: encodeAnswer(null) });

it('an answer of another board, however late, confirms nothing', async () => {
  const says = listeners<[Uint8Array]>();
  const late: SimulatedDevice = {
    plugged: true,
    onPlugged: () => () => undefined,
    receive: () => undefined,
    onSend: (listener) => says.add(listener),
  };
  const bus = new Bus(counterBoards.slice(0, 2), false, [late]);
  const [first, second] = bus.boards;
  bus.show(0, 0);
  bus.show(1, 1);
  await pass(3000);
  bus.fault(1, { hung: true });
  bus.show(1, 2);
  for (let ms = 0; ms < 1000; ms += 50) {
    says.emit(acknowledged(1));
    await pass(50);
  }
  expect([first?.status.confirmed, second?.status.confirmed]).toEqual([true, false]);
});

it('a board that refuses is tried again, also if what was to be sent was taken back before its turn', async () => {
  const bus = new Bus(counterBoards.slice(0, 2), false);
  bus.show(0, 0);
  bus.show(1, 1);
  await pass(3000);
  bus.fault(0, { refusing: true });
  bus.show(0, 5);
  await pass(400);
  expect(bus.problems).toEqual(['refused', null]);
  bus.fault(1, { hung: true });
  bus.show(1, 7);
  await pass(10);
  bus.show(0, 6);
  bus.show(0, 5);
  bus.fault(0, { refusing: false });
  await pass(5000);
  expect([bus.text(0), bus.problems[0]]).toEqual([digitsOf(5), null]);
});

describe('a call', () => {
  it('to one board waits for a dead neighbour no longer than that is given for an answer', async () => {
    const bus = new Bus(counterBoards, false);
    for (const index of bus.boards.keys()) bus.show(index, index);
    await pass(3000);
    bus.fault(dead, { hung: true });
    // The dead one is asked, and somebody else called, at all moments of a second.
    for (let number = 0; number < 40; number++) {
      bus.show(dead, number);
      await pass(25);
      bus.boards[0]?.show({ rows: [{ runs: [{ text: digitsOf(number), colour: 'red' }], urgent: true }] });
      await pass(1300);
      expect(bus.text(0)).toBe(digitsOf(number));
    }
    expect(bus.problems[dead]).toBe('not-answering');
    // Now that it is known for it, nobody waits a second for it any more.
    for (let number = 100; number < 120; number++) {
      bus.show(dead, number);
      await pass(number % 7);
      bus.boards[0]?.show({ rows: [{ runs: [{ text: digitsOf(number), colour: 'red' }], urgent: true }] });
      await pass(400);
      expect(bus.text(0)).toBe(digitsOf(number));
    }
  });
});

it.each([true, false])('boards of all kinds stand each other on one line, with an echo: %s', async (echo) => {
  const bus = new Bus(allKinds, echo);
  await pass(3000);
  for (let round = 0; round < 20; round++) {
    for (const index of bus.boards.keys()) bus.show(index, round * 10 + index);
    await pass(2500);
    expect(bus.behind).toEqual([]);
  }
  expect([bus.wrongs, bus.problems.filter((problem) => problem !== null)]).toEqual([0, []]);
});
