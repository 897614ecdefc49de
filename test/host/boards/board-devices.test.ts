/** Boards as health sees them: what they lack signs for, what nobody can ask, and one that fails among others. */
import { afterEach, expect, it, vi } from 'vitest';
import type { BoardContent } from '../../../drivers/board/board.ts';
import { Boards, type BoardConfig } from '../../../firmware-host/devices/boards.ts';
import type { DeviceView } from '../../../firmware-host/messages/devices.ts';
import { configOf, lobby } from '../../config/lobby.ts';
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

it('each says where it is: what it answers to, over which counter, by which template, and whether it calls', () => {
  const config = configOf(
    lobby(
      {},
      'devices:',
      '  boards:',
      "    - { id: main, model: bx-5k, port: 'simulated:' }",
      "    - { id: window, model: template, template: 3a-sum-0a, counter: '1', port: 'simulated:', address: 9 }",
      "    - { id: status, model: alpha, port: 'simulated:', layout: status }",
    ),
  );
  boards = new Boards(config.devices.boards);
  expect(boards.views().map(({ board }) => board)).toEqual([
    { address: 1, counter: null, template: null, calls: true },
    { address: 9, counter: '1', template: '3a-sum-0a', calls: true },
    { address: 0, counter: null, template: null, calls: false },
  ]);
});

it('one that was off is never lit with what it showed before, nor one that goes off with what is new', async () => {
  vi.useFakeTimers();
  boards = new Boards([device('window', 'dm56a04')]);
  const simulator = boards.simulator('window');
  const seen = new Set<string>();
  simulator?.onChange(() => {
    const { picture } = simulator;
    if (picture.kind === 'digits' && picture.isLit) seen.add(picture.text.trim());
  });
  const look = async (text: string, brightness: number): Promise<string[]> => {
    seen.clear();
    boards.show(() => ({ content: saying(text), brightness }), noFault);
    await vi.advanceTimersByTimeAsync(3000);
    return [...seen].filter((shown) => shown !== '');
  };
  expect(await look('A001', 100)).toEqual(['A001']);
  expect(await look('A002', 0)).toEqual([]);
  expect(await look('A003', 50)).toEqual(['A003']);
  await boards.close();
  vi.useRealTimers();
});
