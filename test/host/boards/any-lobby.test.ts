/** Whatever happens in the lobby, whatever the board is like: every row fits, and every number on it is a whole one. */
import { expect, it } from 'vitest';
import { boardFields, type BoardAreaConfig, type BoardField } from '../../../config/board-layout.ts';
import type { BoardContent } from '../../../drivers/board/board.ts';
import type { BoardFace } from '../../../drivers/board/face.ts';
import type { Command } from '../../../firmware-host/domain/commands.ts';
import { area, chinese, contentOf, digits, latin, post, shows, textOf } from '../../support/board-looks.ts';
import { lobby, LobbyUnderTest } from '../../support/lobby.ts';
import { seeded, seedOf } from '../../support/seeded.ts';

class Chance {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  /** From a list that is not empty. */
  of<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  }

  some<T>(list: readonly T[]): T[] {
    return list.filter(() => this.below(3) === 0);
  }
}

const steps: readonly Command[] = [
  ...(['call-next', 'recall', 'start', 'finish', 'no-show', 'hold', 'ready'] as const).flatMap((type) =>
    ['1', '2'].map((counter) => ({ type, counter })),
  ),
  { type: 'pause', counter: '1', reason: 'meal' },
  { type: 'sign-in', counter: '2', agent: 'chen' },
  { type: 'sign-out', counter: '2' },
  { type: 'shut-counter', counter: '2', reason: 'repair' },
  { type: 'reopen-counter', counter: '2' },
  { type: 'withdraw-notice', notice: 'tea' },
  { type: 'evacuate', reason: 'alarm' },
];

/** Nothing in it looks like the number of a ticket. */
const words = { 'zh-CN': '茶水间在二楼，开水请小心', en: 'Tea on the second floor, mind the hot water' };

function live(test: LobbyUnderTest, chance: Chance): void {
  test.ask({ type: 'resume-lobby' });
  for (let n = chance.below(12); n > 0; n -= 1) {
    test.later(chance.below(200_000));
    const what = chance.below(8);
    if (what < 3) test.askNumber(chance.of(['A', 'B']));
    else if (what === 3) post(test, 'tea', { kind: 'ordinary', texts: words });
    else test.ask(chance.of(steps));
  }
}

const anyFace = (chance: Chance): BoardFace => {
  const columns = 4 + chance.below(37);
  return chance.of([
    chinese(columns, 1 + chance.below(6)),
    latin(columns, 1 + chance.below(6)),
    digits(columns),
  ]);
};

/** One area, or two side by side. */
function anyAreas(chance: Chance, { columns }: BoardFace): BoardAreaConfig[] {
  const show = (): BoardField[] => [
    chance.of(['calls', 'call', ...boardFields]),
    ...chance.some(boardFields),
  ];
  const align = chance.of(['left', 'centre', 'right'] as const);
  if (chance.below(2) === 0) return [area(show(), { align })];
  const left = 1 + chance.below(columns - 1);
  return [area(show(), { align, columns: left }), area(show(), { align, column: left + 1 })];
}

/** What could be read as a ticket's number, or as a part of one. */
const NUMBERS = /(?<![A-Za-z0-9])[AB]\d+/g;

/** Numbers that the lobby has given, as they may be written. */
function known({ state }: LobbyUnderTest): Set<string> {
  const all = [...state.tickets.values()].map(({ number }) => number);
  return new Set(all.flatMap((number) => [number, number.replace(/([AB])0+/, '$1')]));
}

/** All numbers on a board. Of a row that moves on, one that cannot move it shows the beginning. */
const numbersOn = (face: BoardFace, { rows }: BoardContent): string[] =>
  rows.flatMap((row) => face.cut(textOf(row), face.columns).match(NUMBERS) ?? []);

/** What is wrong with it. */
function faultsOf(test: LobbyUnderTest, face: BoardFace, content: BoardContent): string[] {
  const { rows, takesOver } = content;
  const numbers = known(test);
  const wide = rows.filter((row) => row.scroll !== true && face.cellsOf(textOf(row)) > face.columns);
  return [
    ...(rows.length === face.rows ? [] : [`${rows.length} rows of ${face.rows}`]),
    ...wide.map((row) => `"${textOf(row)}" on ${face.columns} cells`),
    ...numbersOn(face, content)
      .filter((number) => takesOver === true || !numbers.has(number))
      .map((number) => `${number} on "${rows.map(textOf).join('|')}"`),
  ];
}

it('every row fits, and every number is whole', () => {
  const chance = new Chance(seeded(seedOf('boards')));
  let numbers = 0;
  for (let day = 0; day < 40; day += 1) {
    const from = chance.of([1, 7, 95, 995]);
    const services = lobby.services.map((one) => ({ ...one, numbers: { ...one.numbers, from } }));
    const test = LobbyUnderTest.open({ services });
    for (let hour = 0; hour < 12; hour += 1) {
      live(test, chance);
      const face = anyFace(chance);
      const what = shows(anyAreas(chance, face), {
        counter: chance.of(['1', '2', null]),
        languages: chance.of([['zh-CN'], ['en'], ['zh-TW', 'en']]),
        callEffect: chance.of(['blink', 'scroll', 'none']),
      });
      for (let second = 0; second < 4; second += 1) {
        test.later(1000 * chance.below(20));
        const content = contentOf(test, { face, shows: what });
        expect(faultsOf(test, face, content)).toEqual([]);
        numbers += numbersOn(face, content).length;
      }
    }
  }
  // Otherwise this would say nothing.
  expect(numbers).toBeGreaterThan(100);
});
