/** Every family of boards, and all that may happen to its wire and its power: 5 s after that is over, the board shows the truth. */
import { describe, expect, it } from 'vitest';
import type { BoardFaults, SimulatedBoard } from '../../../drivers/board/simulator.ts';
import { pass } from './bench-board.ts';
import { digitContent, digitsOf, knownDevices, type KnownDevice } from './devices.ts';
import { openBenched } from './open-bench.ts';

interface Trouble {
  readonly what: string;
  readonly begin: (simulator: SimulatedBoard) => void;
  readonly end: (simulator: SimulatedBoard) => void;
}

const fault = (name: keyof BoardFaults, what: string): Trouble => ({
  what,
  begin: (simulator) => simulator.setFaults({ [name]: true }),
  end: (simulator) => simulator.setFaults({ [name]: false }),
});

const troubles: readonly Trouble[] = [
  fault('cableCut', 'a cut cable'),
  fault('hung', 'a board that hangs'),
  fault('mute', 'a cable with one wire'),
  fault('refusing', 'a board that refuses'),
  fault('lossy', 'a cable that loses bytes'),
  fault('wrongBaud', 'another speed'),
  { what: 'no power', begin: (board) => board.switchOff(), end: (board) => board.switchOn() },
];

/** A short trouble may pass unnoticed, a long one is known; and one may begin at any moment between two repaints. */
const lengthsMs = [200, 900, 1700, 2600, 3500, 20_000] as const;
const truthWithinMs = 5000;

/** A sign that keeps its files without power and says nothing is repainted seldom: what it did not hear, it shows that late. */
const healMs = ({ model }: KnownDevice): number => (model === 'alpha' ? 65_000 : truthWithinMs);

describe.each(knownDevices)('$id shows the truth 5 s after', (device) => {
  describe.each(troubles)('$what', ({ begin, end }) => {
    it.each(lengthsMs)('that lasted %i ms, while nothing changed', async (ms) => {
      const { board, simulator, text } = await open(device);
      board.show(digitContent(1));
      await pass(3000 + ms / 7);
      expect(text()).toBe(digitsOf(1));
      begin(simulator);
      await pass(ms);
      end(simulator);
      await pass(healMs(device));
      expect([text(), board.status.problem, board.status.confirmed]).toEqual([
        digitsOf(1),
        null,
        board.acknowledges,
      ]);
    });

    it.each(lengthsMs)('that lasted %i ms, with calls all the time', async (ms) => {
      const { board, simulator, text } = await open(device);
      let number = 0;
      const wrongs: string[] = [];
      board.onStatus(({ confirmed }) => {
        if (confirmed && text() !== digitsOf(number)) wrongs.push(`${text()} for ${number}`);
      });
      board.show(digitContent(number));
      await pass(3000);
      begin(simulator);
      for (let passedMs = 0; passedMs < ms; passedMs += 300) {
        board.show(digitContent(++number));
        await pass(Math.min(300, ms - passedMs));
      }
      end(simulator);
      await pass(healMs(device));
      expect([text(), board.status.problem, board.status.confirmed]).toEqual([
        digitsOf(number),
        null,
        board.acknowledges,
      ]);
      expect(wrongs).toEqual([]);
    });
  });
});

async function open(device: KnownDevice) {
  const [only] = await openBenched([device], { port: 'simulated:' });
  if (only === undefined) throw new Error('one board was opened');
  return only;
}
