/** Boards as health sees them: what they lack signs for, what nobody can ask, and one that fails among others. */
import { afterEach, expect, it } from 'vitest';
import type { BoardContent } from '../../../drivers/board/board.ts';
import { Boards, type BoardConfig } from '../../../firmware-host/devices/boards.ts';
import type { DeviceView } from '../../../firmware-host/messages/views.ts';
import { mainAreas, shows } from '../../support/board-looks.ts';

let boards = new Boards([]);
afterEach(() => boards.close());

const device = (id: string, model: BoardConfig['model']): BoardConfig => ({
  id,
  model,
  port: 'simulated:?pace=0',
  shows: shows(mainAreas(4)),
});

const saying = (text: string): BoardContent => ({ rows: [{ runs: [{ text, colour: 'red' }] }] });
const noFault = (_board: BoardConfig, error: unknown) => {
  throw error;
};

/** Shows a text on all of them. */
const show = (text: string) => boards.show(() => ({ content: saying(text), brightness: 100 }), noFault);

/** Resolves once a board is told of that is as it is wanted. */
const told = (isWanted: (view: DeviceView) => boolean): Promise<DeviceView> =>
  new Promise((resolve) => {
    boards.onState((view) => (isWanted(view) ? resolve(view) : undefined));
  });

it('signs that a board lacks are told of once, and stay known when the page has turned', async () => {
  boards = new Boards([device('main', 'bx-5k')]);
  const lackings: string[] = [];
  boards.onState(({ lacking }) => lackings.push(lacking));
  const first = told(({ lacking, state }) => lacking !== '' && state === 'ready');
  show('龘A龘');
  expect((await first).lacking).toBe('龘');
  const second = told(({ lacking }) => lacking.length > 1);
  show('B');
  show('ก');
  expect((await second).lacking).toBe('龘ก');
  show('C');
  expect(boards.views().map(({ lacking }) => lacking)).toEqual(['龘ก']);
  expect(lackings.slice(-2)).toEqual(['龘', '龘ก']);
});

it('of a board that lacks hundreds, some are told', async () => {
  boards = new Boards([device('main', 'bx-5k')]);
  const counts: number[] = [];
  for (const first of [0xac00, 0xac10, 0xac20]) {
    const learned = told(({ lacking }) => lacking.includes(String.fromCodePoint(first)));
    show(String.fromCodePoint(...Array.from({ length: 16 }, (_, index) => first + index)));
    counts.push(Array.from((await learned).lacking).length);
  }
  expect(counts).toEqual([16, 32, 40]);
});

it('only boards that never say anything back are unheard', () => {
  boards = new Boards([device('main', 'bx-5k'), device('sign', 'alpha'), device('new-sign', 'alpha-2')]);
  expect(boards.views().map(({ unheard }) => unheard)).toEqual([false, true, false]);
});

it('one that cannot be given anything keeps nothing from the others, and one that stays as it is gets nothing', async () => {
  boards = new Boards([device('a', 'bx-5k'), device('b', 'bx-5k'), device('c', 'bx-5k')]);
  const faults: string[] = [];
  const seen = told(({ id, lacking }) => id === 'c' && lacking === '龘');
  boards.show(
    ({ id }) => {
      if (id === 'a') throw new Error('no look');
      return id === 'b' ? null : { content: saying('龘'), brightness: 100 };
    },
    ({ id }, error) => faults.push(`${id} ${String(error)}`),
  );
  await seen;
  expect(faults).toEqual(['a Error: no look']);
  expect(boards.views().map(({ lacking }) => lacking)).toEqual(['', '', '龘']);
});
