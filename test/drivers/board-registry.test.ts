import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { BoardDevice, boardDrivers, openBoard } from '../../drivers/registry.ts';
import { boardStatusOf, content, textsOn } from './board-contents.ts';

const device = {
  id: 'hall',
  model: 'bx-5k',
  port: 'simulated:?pace=0',
  widthDots: 128,
  heightDots: 64,
} as const satisfies BoardDevice;

describe('boards in the registry', () => {
  const schema = Compile(BoardDevice);

  it.each(Object.keys(boardDrivers))('has %s in the schema of the configuration', (model) => {
    expect(schema.Check({ ...device, model })).toBe(true);
  });

  it.each([
    ['an unknown model', { ...device, model: 'bx-5e' }],
    ['an unknown key', { ...device, address: 1 }],
    ['a width that is no multiple of 8', { ...device, widthDots: 100 }],
    ['a board too narrow', { ...device, widthDots: 24 }],
    ['a board too wide', { ...device, widthDots: 1032 }],
    ['half a row', { ...device, heightDots: 40 }],
    ['no height', { ...device, heightDots: 0 }],
    ['a board too high', { ...device, heightDots: 272 }],
  ])('refuses %s', (_, value) => {
    expect(schema.Check(value)).toBe(false);
  });

  it('opens a simulated board through the whole wire', async () => {
    const { board, simulator } = openBoard({ ...device, widthDots: 64, heightDots: 32 });
    if (!simulator) throw new Error('a simulated port has a simulator');
    board.show(content('请A012到窗口', 'B', 'C'));
    await boardStatusOf(board, ({ confirmed }) => confirmed);
    expect([board.columns, board.rows, textsOn(simulator)]).toEqual([8, 2, ['请A012到', 'B']]);
    await board.close();
  });

  it('says what is wrong with a port', () => {
    expect(() => openBoard({ ...device, port: 'com1' })).toThrow(/port "com1": begins with no kind of port/);
  });

  it('goes on trying where there is no board, and closes at once', async () => {
    const { board, simulator } = openBoard({ ...device, port: 'serial:/dev/none' });
    board.show(content('A001'));
    await boardStatusOf(board, ({ portFault }) => portFault !== null);
    expect([board.status.problem, simulator]).toEqual(['disconnected', null]);
    await board.close();
  });
});
