/** What a board says of itself, what blinks and what runs along, on a fake clock. */
import { describe, expect, it } from 'vitest';
import type { BoardContent, BoardRun } from '../../../drivers/board/board.ts';
import { pass, useBench } from './bench-board.ts';
import { content, textsOn } from './contents.ts';

const bench = useBench();

const row = (text: string, look: Partial<BoardRun> = {}): BoardContent['rows'][number] => ({
  runs: [{ text, colour: 'red', ...look }],
});

const called = (text: string): BoardContent => ({
  rows: [{ ...row(text, { blink: true }), urgent: true }, row('B')],
});

describe('a change that is not acknowledged', () => {
  it('makes a board slow within 5 s, until it is', async () => {
    const { board, cable, statuses } = bench();
    await bench().open();
    // The board answers everything but this.
    cable.loses = (told) => told.includes('A001');
    board.show(content('A001'));
    await pass(4000);
    expect(board.status).toMatchObject({ isSlow: false, confirmed: false });
    await pass(1000);
    expect(board.status).toMatchObject({ isSlow: true, confirmed: false });
    cable.loses = () => false;
    await pass(5000);
    expect(board.status).toMatchObject({ isSlow: false, confirmed: true, problem: null });
    statuses.splice(0);
    await pass(20_000);
    expect(statuses).toEqual([]);
  });

  it('counts from when there was somebody to acknowledge it', async () => {
    const { board, cable } = bench();
    board.show(content('A001'));
    await pass(60_000);
    expect(board.status.isSlow).toBe(false);
    cable.loses = () => true;
    cable.set('open');
    await pass(4000);
    expect(board.status.isSlow).toBe(false);
    await pass(1000);
    expect(board.status.isSlow).toBe(true);
    cable.set('closed', 'unplugged');
    expect(board.status.isSlow).toBe(false);
  });

  it('counts from the first of many that nobody acknowledges', async () => {
    const { board, cable } = bench();
    await bench().open();
    cable.loses = () => true;
    for (let number = 0; number < 10; number++) {
      board.show(content(`A${number}`));
      await pass(500);
    }
    expect(board.status.isSlow).toBe(true);
  });

  it('is none as long as each change is followed by another one and they are acknowledged', async () => {
    const { board, cable, statuses } = bench();
    await bench().open();
    statuses.splice(0);
    cable.answerDelayMs = 900;
    for (let number = 0; number < 100; number++) {
      board.show(content(`A${number}`, `B${number}`));
      await pass(300);
    }
    expect(statuses.filter(({ isSlow }) => isSlow)).toEqual([]);
  });
});

describe('what a board lacks', () => {
  it('is told, each character once, and shown by the nearest or a mark', async () => {
    const { board, simulator } = bench();
    await bench().open();
    board.show(content('臺A臺', '镕ñ\\'));
    await pass(0);
    expect([board.status.lacking, textsOn(simulator).slice(0, 2)]).toEqual(['臺镕', ['？A？', '？n＼']]);
    board.show(content('A'));
    expect(board.status.lacking).toBe('');
  });

  it('is told of twenty characters at most', async () => {
    const { board } = bench();
    const hangul = String.fromCodePoint(...Array.from({ length: 100 }, (_, index) => 0xac00 + index));
    board.show(content(hangul));
    expect(board.status.lacking).toBe(hangul.slice(0, 20));
  });
});

describe('what blinks', () => {
  it('is lit for a second and dark for a second, and stays confirmed', async () => {
    const { board, simulator, statuses } = bench();
    await bench().open();
    board.show(called('A001'));
    await pass(0);
    expect(board.status.confirmed).toBe(true);
    statuses.splice(0);
    const seen: string[] = [];
    for (let second = 0; second < 6; second++) {
      await pass(500);
      seen.push(textsOn(simulator)[0] ?? '');
      await pass(500);
    }
    expect(seen).toEqual(['A001', '', 'A001', '', 'A001', '']);
    expect(statuses).toEqual([]);
  });

  it('never changes more often than once a second', async () => {
    const { board, simulator } = bench();
    await bench().open();
    const changes: number[] = [];
    let last = '';
    simulator.onChange(() => {
      const now = textsOn(simulator)[0] ?? '';
      if (now !== last) changes.push(performance.now());
      last = now;
    });
    board.show(called('A001'));
    await pass(60_000);
    const pausesMs = changes.slice(1).map((atMs, index) => atMs - (changes[index] ?? 0));
    expect(changes.length).toBeGreaterThan(50);
    expect(Math.min(...pausesMs)).toBeGreaterThanOrEqual(1000);
  });

  it('begins lit, at whatever moment somebody is called', async () => {
    const { board, simulator } = bench();
    await bench().open();
    for (let number = 0; number < 20; number++) {
      board.show(called(`A${number}`));
      await pass(0);
      expect(textsOn(simulator)[0]).toBe(`A${number}`);
      await pass(number * 130);
    }
  });

  it('goes on as it did while something else changes', async () => {
    const { board, simulator } = bench();
    await bench().open();
    const seen: string[] = [];
    for (let step = 0; step < 8; step++) {
      board.show({ rows: [...called('A001').rows.slice(0, 1), row(`waiting ${step}`)] });
      await pass(500);
      seen.push(textsOn(simulator)[0] ?? '');
    }
    expect(seen).toEqual(['A001', '', '', 'A001', 'A001', '', '', 'A001']);
  });

  it('is lit after a cut, whatever it was before', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    board.show(called('A001'));
    await pass(1500);
    expect(textsOn(simulator)[0]).toBe('');
    cable.set('closed', 'unplugged');
    await pass(5000);
    cable.set('open');
    await pass(0);
    expect([textsOn(simulator)[0], board.status.confirmed]).toEqual(['A001', true]);
  });

  it('is sent lit where the board is slow to take it', async () => {
    const { board, cable } = bench();
    await bench().open();
    cable.loses = () => true;
    board.show(called('A001'));
    await pass(1500);
    expect(cable.take().every((told) => told.startsWith('0:A001'))).toBe(true);
    cable.loses = () => false;
  });

  it('stands still again when it does not blink any more', async () => {
    const { board, simulator, cable } = bench();
    await bench().open();
    board.show(called('A001'));
    await pass(1500);
    board.show(content('A001', 'B'));
    await pass(0);
    expect(textsOn(simulator)[0]).toBe('A001');
    await pass(3000);
    cable.take();
    await pass(4000);
    expect(cable.take()).toHaveLength(4);
  });
});

describe('a call', () => {
  it('goes in a frame of its own, ahead of everything else', async () => {
    const { board, cable } = bench();
    await bench().open();
    board.show({ rows: [row('old'), { ...row('A001'), urgent: true }, row('B'), row('C')] });
    await pass(0);
    expect(cable.take()).toEqual(['1:A001', '0:old 2:B 3:C']);
  });

  it('is not called again by being sent once more', async () => {
    const { board, cable } = bench();
    await bench().open();
    board.show({ rows: [{ ...row('A001'), urgent: true }, row('B')] });
    await pass(500);
    cable.take();
    await pass(4000);
    board.show({ rows: [{ ...row('A001'), urgent: true }, row('C')] });
    await pass(0);
    expect(cable.take()).toEqual(['0:A001', '1:B', '2:', '3:', '1:C']);
  });
});

const waiting = (text: string): BoardContent => ({ rows: [{ ...row('A001'), urgent: true }, row(text)] });

it('goes along with another change when it is sent once more', async () => {
  const { board, cable } = bench();
  await bench().open();
  board.show(waiting('1'));
  await pass(4900);
  board.show(waiting('2'));
  await pass(200);
  cable.take();
  board.show(waiting('3'));
  await pass(0);
  expect(cable.take()).toEqual(['0:A001 1:3']);
});

describe('a row that moves along', () => {
  it('is sent in full, and moves', async () => {
    const { board, simulator } = bench();
    await bench().open();
    const long = 'This text is much longer than any board';
    board.show({ rows: [{ ...row(long), scroll: true }, row(long)] });
    await pass(0);
    expect(textsOn(simulator).slice(0, 2)).toEqual([long, long.slice(0, 16)]);
    expect(simulator.areas.map(({ scroll }) => scroll)).toEqual([true, undefined, undefined, undefined]);
  });
});
