/** How bright a board is, and whether it is on, on a fake clock. */
import { describe, expect, it } from 'vitest';
import { pass, useBench } from './bench-board.ts';
import { content, textsOn } from './contents.ts';

const bench = useBench();

describe('brightness', () => {
  it('is left alone until somebody says something about it', async () => {
    const { board, simulator } = bench();
    await bench().open();
    board.show(content('A'));
    await pass(10_000);
    expect(simulator.picture).toMatchObject({ isLit: true, brightness: 100 });
  });

  it.each([
    [100, 100],
    [250, 100],
    [50, 53],
    [1, 7],
    [0.4, 0],
    [-5, 0],
  ])('of %d percent is one of %d', async (percent, shown) => {
    const { board, simulator } = bench();
    await bench().open();
    board.setBrightness(percent);
    expect(board.status.confirmed).toBe(false);
    await pass(100);
    const { isLit, brightness } = simulator.picture;
    expect([isLit ? brightness : 0, board.status.confirmed]).toEqual([shown, true]);
  });

  it('comes back within 5 s after the power, and so does the dark', async () => {
    const { board, simulator } = bench();
    await bench().open();
    board.show(content('A'));
    board.setBrightness(20);
    await pass(3000);
    simulator.powerCycle();
    await pass(5000);
    expect([simulator.picture.brightness, textsOn(simulator)]).toEqual([20, ['A', '', '', '']]);
    board.setBrightness(0);
    await pass(3000);
    simulator.powerCycle();
    expect(simulator.picture.isLit).toBe(true);
    await pass(5000);
    expect(simulator.picture.isLit).toBe(false);
    board.setBrightness(100);
    await pass(100);
    expect([simulator.picture.isLit, simulator.picture.brightness, textsOn(simulator)[0]]).toEqual([
      true,
      100,
      'A',
    ]);
  });
});

it('a board that does not know how to be dimmed is well all the same, and shows everything', async () => {
  const { board, cable, simulator } = bench();
  await bench().open();
  cable.refuses = (told) => (told === 'brightness' ? 2 : null);
  board.setBrightness(40);
  board.show(content('A001'));
  await pass(10_000);
  expect([board.status.problem, board.status.confirmed, textsOn(simulator)[0]]).toEqual([null, true, 'A001']);
  // Whether it is off it has to know.
  cable.refuses = (told) => (told === 'power' ? 2 : null);
  board.setBrightness(0);
  await pass(1000);
  expect(board.status.problem).toBe('refused');
});

it('a board that cannot be switched is well as long as it is on', async () => {
  const { board, cable, simulator } = bench();
  await bench().open();
  cable.refuses = (told) => (told === 'power' ? 2 : null);
  board.setBrightness(40);
  board.show(content('A001'));
  await pass(10_000);
  expect([board.status.problem, board.status.confirmed, textsOn(simulator)[0]]).toEqual([null, true, 'A001']);
});

describe('a call that blinks', () => {
  const blinking = { rows: [{ runs: [{ text: 'A001', colour: 'red' as const, blink: true as const }] }] };

  it('leaves the light alone: a board that cannot be dimmed stays well', async () => {
    const { board, cable } = bench();
    await bench().open();
    cable.refuses = (told) => (told === 'brightness' ? 2 : null);
    board.show(blinking);
    board.setBrightness(40);
    await pass(20_000);
    expect(board.status.problem).toBeNull();
  });

  it('goes on when the answer to a row that was only sent once more is lost', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    board.show(blinking);
    await pass(3000);
    let lost = 0;
    cable.loses = (told) => told === '2:' && lost++ === 0;
    const dark: number[] = [];
    let since = 0;
    for (let ms = 0; ms < 20_000; ms += 100) {
      await pass(100);
      since = textsOn(simulator)[0] === '' ? since + 100 : 0;
      dark.push(since);
    }
    expect(lost).toBeGreaterThan(0);
    expect(Math.max(...dark)).toBeLessThan(2500);
  });
});
