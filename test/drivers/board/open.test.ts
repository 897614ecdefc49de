import { Compile } from 'typebox/compile';
import { describe, expect, it, vi } from 'vitest';
import { BoardDevice } from '../../../drivers/board/device.ts';
import { boardModels } from '../../../drivers/board/models.ts';
import { lineKey, openBoards } from '../../../drivers/board/open.ts';
import { boardStatusOf, content } from './contents.ts';
import { digitContent, digitsOf, knownDevices, textOn } from './devices.ts';

const device = {
  id: 'hall',
  model: 'bx-5k',
  port: 'simulated:?pace=0',
  widthDots: 128,
  heightDots: 64,
} as const satisfies BoardDevice;

const keyAt = (port: string) => lineKey({ ...device, port });

function openOne(changes: Partial<BoardDevice>) {
  const [opened] = openBoards([{ ...device, ...changes }]);
  if (opened === undefined) throw new Error('one board was opened');
  return opened;
}

describe('boards in the configuration', () => {
  const schema = Compile(BoardDevice);

  it.each(Object.keys(boardModels))('can be of the model %s', (model) => {
    expect(schema.Check({ ...device, model })).toBe(true);
  });

  it.each([
    ['an unknown model', { ...device, model: 'bx-5e' }],
    ['an unknown key', { ...device, colour: 1 }],
    ['an address that no line has', { ...device, address: 256 }],
    ['a width that is no multiple of 8', { ...device, widthDots: 100 }],
    ['a board too narrow', { ...device, widthDots: 24 }],
    ['a board too wide', { ...device, widthDots: 1032 }],
    ['half a row', { ...device, heightDots: 40 }],
    ['no height', { ...device, heightDots: 0 }],
    ['a board too high', { ...device, heightDots: 272 }],
    ['no patience', { ...device, answerMs: 0 }],
    ['repainting all the time', { ...device, repaintSeconds: 1 }],
  ])('refuses %s', (_, value) => {
    expect(schema.Check(value)).toBe(false);
  });
});

describe('opening boards', () => {
  it('opens a simulated board through the whole wire', async () => {
    const { board, simulator } = openOne({ widthDots: 64, heightDots: 32 });
    if (!simulator) throw new Error('a simulated port has a simulator');
    board.show(content('请A012到窗口', 'B', 'C'));
    await boardStatusOf(board, ({ confirmed }) => confirmed);
    expect([board.face.columns, board.face.rows, textOn(simulator.picture)]).toEqual([8, 2, '请A012到\nB']);
    await board.close();
  });

  it('opens every kind in the order of the configuration, on a line of its own', async () => {
    const opened = openBoards(knownDevices.map((known) => ({ ...known, port: 'simulated:?pace=0' })));
    for (const [index, { board, simulator }] of opened.entries()) {
      board.show(digitContent(index));
      await vi.waitFor(() => expect(textOn(simulator?.picture ?? never())).toBe(digitsOf(index)));
    }
    await Promise.all(opened.map(({ board }) => board.close()));
  });

  it('says what is wrong with a port', () => {
    expect(() => openOne({ port: 'com1' })).toThrow(/port "com1": begins with no kind of port/);
  });

  it('goes on trying where there is no board, and closes at once', async () => {
    const { board, simulator } = openOne({ port: 'serial:/dev/none' });
    board.show(content('A001'));
    await boardStatusOf(board, ({ portFault }) => portFault !== null);
    expect([board.status.problem, simulator]).toEqual(['disconnected', null]);
    await board.close();
  });

  it('puts boards of the same port on one line, and simulated ones only where they name it', () => {
    expect(keyAt('serial:/dev/ttyUSB0')).toBe(keyAt('serial:/dev/ttyUSB0'));
    expect(keyAt('serial:/dev/ttyUSB0')).not.toBe(keyAt('serial:/dev/ttyUSB1'));
    expect(keyAt('simulated:?line=a')).toBe(keyAt('simulated:?line=a&pace=0'));
    expect(keyAt('simulated:?line=a')).not.toBe(keyAt('simulated:?line=b'));
    expect(keyAt('simulated:')).not.toBe(keyAt('simulated:'));
  });

  it('lets one board go without the others on its line', async () => {
    const opened = openBoards(
      [1, 2].map((address) => ({ ...device, id: `b${address}`, port: 'simulated:?pace=0&line=x', address })),
    );
    const [one, two] = opened;
    if (one === undefined || two === undefined) throw new Error('two boards were opened');
    one.board.show(content('A'));
    await boardStatusOf(one.board, ({ confirmed }) => confirmed);
    await one.board.close();
    expect([one.board.status.connected, two.board.status.connected]).toEqual([false, true]);
    two.board.show(content('B'));
    await boardStatusOf(two.board, ({ confirmed }) => confirmed);
    expect(opened.map(({ simulator }) => textOn(simulator?.picture ?? never()))).toEqual(['A', 'B']);
    await two.board.close();
  });
});

function never(): never {
  throw new Error('a simulated port has a simulator');
}
