/** What an LED board is sent, and when, on a fake clock. */
import { describe, expect, it, vi } from 'vitest';
import { seeded, seedOf } from '../../support/seeded.ts';
import { BoardBench, boardOnCable, pass, useBench } from './bench-board.ts';
import { anyContent, cellsLit, content, textsOn } from './contents.ts';

const seed = seedOf('kept-board');

const bench = useBench();

describe('content', () => {
  it('has as many cells and rows as there is room for', () => {
    const { board } = bench();
    expect([board.face.columns, board.face.rows]).toEqual([16, 4]);
  });

  it('is sent in the call that gives it, and confirmed by its acknowledgement', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    expect(board.status).toMatchObject({
      connected: true,
      problem: null,
      confirmed: false,
      confirmedMs: null,
    });
    cable.answerDelayMs = 30;
    board.show(content('请A012到', '3号窗口'));
    expect(cable.take()).toEqual(['0:请A012到 1:3号窗口']);
    expect(board.status.confirmed).toBe(false);
    await pass(30);
    expect(board.status).toEqual({
      connected: true,
      problem: null,
      portFault: null,
      confirmed: true,
      confirmedMs: 30,
      isSlow: false,
      lacking: '',
    });
    expect(textsOn(simulator)).toEqual(['请A012到', '3号窗口', '', '']);
  });

  it('is sent only where it differs, all rows in one frame', async () => {
    const { board, cable } = bench();
    await bench().open();
    const frames: string[][] = [];
    for (const texts of [['A', 'B', 'C'], ['A', 'B', 'C'], ['A', 'X', 'C', 'D'], ['A'], []]) {
      board.show(content(...texts));
      await pass(0);
      frames.push(cable.take());
    }
    expect(frames).toEqual([['0:A 1:B 2:C'], [], ['1:X 3:D'], ['1: 2: 3:'], ['0:']]);
  });

  it('can be nothing, and that is confirmed too', async () => {
    const { board, cable } = bench();
    await bench().open();
    board.show(content());
    expect([cable.take(), board.status.confirmed]).toEqual([[], true]);
  });

  it('skips what is superseded before it is sent', async () => {
    const { board, cable } = bench();
    await bench().open();
    cable.answerDelayMs = 100;
    for (const text of ['A001', 'A002', 'A003', 'A004']) board.show(content(text));
    await pass(99);
    expect(cable.take()).toEqual(['0:A001']);
    expect(board.status.confirmed).toBe(false);
    await pass(101);
    expect(cable.take()).toEqual(['0:A004']);
    expect(board.status).toMatchObject({ confirmed: true, confirmedMs: 200 });
  });

  it('that is taken back before it is sent costs nothing', async () => {
    const { board, cable } = bench();
    await bench().open();
    cable.answerDelayMs = 100;
    board.show(content('A001'));
    board.show(content('A002'));
    board.show(content('A001'));
    await pass(900);
    expect(cable.take()).toEqual(['0:A001']);
    expect(board.status.confirmed).toBe(true);
  });

  it('that was given before the port opened is there at once', async () => {
    const { board, cable } = bench();
    board.show(content('A001'));
    expect(cable.take()).toEqual([]);
    cable.set('open');
    await pass(0);
    expect([cable.take(), board.status.confirmed]).toEqual([['sweep', '0:A001 1: 2: 3:'], true]);
  });

  it('of a board that a frame is too short for goes in several', async () => {
    const { board, cable, simulator } = new BoardBench({ widthDots: 1024, heightDots: 256 });
    const long = '满'.repeat(64);
    board.show(content(...Array.from({ length: 16 }, () => `${long}多`)));
    cable.set('open');
    await pass(0);
    const frames = cable.take();
    expect(frames.length).toBe(1 + 3);
    expect([textsOn(simulator), board.status.confirmed]).toEqual([
      Array.from({ length: 16 }, () => long),
      true,
    ]);
    await board.close();
  });

  it(`of any kind is shown as it was given, seed ${seed}`, async () => {
    const { board, simulator } = bench();
    await bench().open();
    const random = seeded(seed);
    for (let round = 0; round < 300; round++) {
      const any = anyContent(random, board.face.rows);
      board.show(any);
      await pass(0);
      expect(board.status.confirmed).toBe(true);
      for (let row = 0; row < board.face.rows; row++) {
        const wanted = cellsLit(any.rows[row]?.runs ?? [], board.face);
        const lit = cellsLit(simulator.areas[row]?.runs ?? [], board.face);
        // What is cut off at the end aside.
        expect(lit.join('').trimEnd()).toBe(wanted.slice(0, lit.length).join('').trimEnd());
      }
    }
    expect(simulator.unknownCommands).toEqual([]);
  });
});

describe('a port that is lost', () => {
  it('is told, and after it everything is sent anew', async () => {
    const { board, cable } = bench();
    await bench().open();
    board.show(content('A001'));
    await pass(0);
    cable.take();
    cable.set('closed', 'unplugged');
    expect(board.status).toMatchObject({
      connected: false,
      problem: 'disconnected',
      portFault: 'unplugged',
      confirmed: false,
    });
    board.show(content('A002'));
    await pass(60_000);
    expect([cable.take(), vi.getTimerCount()]).toEqual([[], 0]);
    cable.set('open');
    await pass(0);
    expect(cable.take()).toEqual(['sweep', '0:A002 1: 2: 3:']);
    expect(board.status).toMatchObject({ problem: null, portFault: null, confirmed: true });
    expect(board.status.confirmedMs).toBeGreaterThanOrEqual(60_000);
  });

  it('with a frame under way begins anew, whatever its answer would have been', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    cable.answerDelayMs = 100;
    board.show(content('A001'));
    await pass(50);
    cable.set('closed', 'unplugged');
    cable.set('open');
    cable.take();
    await pass(0);
    // The answer of before, which may come from a serial server's buffer, is taken for the sweep's; the rows follow all the same.
    await pass(1000);
    expect([textsOn(simulator)[0], board.status.confirmed]).toEqual(['A001', true]);
  });

  it('is not waited for: what was under way has ended with it', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    simulator.setFaults({ hung: true });
    board.show(content('A001'));
    cable.set('closed', 'unplugged');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes with it what was not answered: the first answer after it is believed', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    simulator.setFaults({ hung: true });
    board.show(content('A001'));
    await pass(1500);
    cable.set('closed', 'unplugged');
    simulator.setFaults({ hung: false });
    cable.set('open');
    await pass(0);
    expect(board.status.confirmed).toBe(true);
  });

  it('that was open before the driver came is used', async () => {
    const { cable } = bench();
    cable.state = 'open';
    const board = boardOnCable(cable);
    board.show(content('A001'));
    await pass(0);
    expect(cable.take()).toEqual(['sweep', '0:A001 1: 2: 3:']);
    await board.close();
  });
});

describe('the end', () => {
  it('leaves no timer, whatever is under way, and nothing is sent after it', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    simulator.setFaults({ hung: true });
    board.show(content('A001'));
    await board.close();
    expect(vi.getTimerCount()).toBe(0);
    board.show(content('A002'));
    await pass(60_000);
    expect(cable.take()).toEqual(['0:A001']);
    expect(board.status.problem).toBe('disconnected');
    await board.close();
  });

  it('before the beginning is one too', async () => {
    const { cable } = bench();
    cable.state = 'open';
    await boardOnCable(cable).close();
    await pass(10_000);
    expect(cable.take()).toEqual([]);
  });

  it('does not hide a bug', async () => {
    const { board, cable } = bench();
    await bench().open();
    const surfaced: unknown[] = [];
    const hear = (error: unknown) => surfaced.push(error);
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', hear);
    cable.failure = new TypeError('a bug');
    board.show(content('A001'));
    await vi.waitFor(() => expect(surfaced).toEqual([cable.failure]));
    process.off('unhandledRejection', hear);
    for (const listener of others) process.on('unhandledRejection', listener);
  });
});
