/** Boards that do not answer, or refuse: what takes seconds and minutes, on a fake clock. */
import { describe, expect, it } from 'vitest';
import { encodeFrame, hostAddress } from '../../../drivers/board/bx/frame.ts';
import { encodeAnswer } from '../../../drivers/board/bx/requests.ts';
import { BoardBench, pass, useBench } from './bench-board.ts';
import { content, textsOn } from './contents.ts';

const bench = useBench();

const reply = (error: number | null) => encodeFrame({ to: hostAddress, from: 1, data: encodeAnswer(error) });

/** From now on the board refuses what `isRefused` says. */
function refuse(isRefused: (told: string) => boolean, error = 4): void {
  bench().cable.refuses = (told) => (isRefused(told) ? error : null);
}

describe('a board that does not answer', () => {
  it('gets everything once more, and is well with its answer', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    cable.loses = () => true;
    board.show(content('A001'));
    await pass(1000);
    cable.loses = () => false;
    expect(board.status.problem).toBeNull();
    await pass(1000);
    // Twice, because the first answer may have been one to the frame before.
    expect(cable.take()).toEqual(['0:A001', '0:A001 1: 2: 3:', '0:A001 1: 2: 3:']);
    expect([textsOn(simulator)[0], board.status.confirmed]).toEqual(['A001', true]);
  });

  it('gets the newest content when it was silent', async () => {
    const { board, cable } = bench();
    await bench().open();
    cable.loses = (told) => told === '0:A001';
    board.show(content('A001'));
    await pass(500);
    board.show(content('A002', 'B'));
    await pass(1000);
    expect(cable.take().slice(0, 2)).toEqual(['0:A001', '0:A002 1:B 2: 3:']);
    expect(board.status.confirmed).toBe(true);
  });

  it('may show what it was sent, so that what it showed before is not confirmed either', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    board.show(content('A001'));
    await pass(0);
    simulator.setFaults({ mute: true });
    board.show(content('A002'));
    await pass(0);
    board.show(content('A001'));
    expect([textsOn(simulator)[0], board.status.confirmed]).toEqual(['A002', false]);
    await pass(500);
    simulator.setFaults({ mute: false });
    await pass(3000);
    expect([textsOn(simulator)[0], board.status.confirmed]).toEqual(['A001', true]);
    expect(cable.take().slice(0, 3)).toEqual(['0:A001', '0:A002', '0:A001 1: 2: 3:']);
  });

  it('is known for it after three tries, some three seconds', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    simulator.setFaults({ hung: true });
    board.show(content('A001'));
    await pass(3000);
    expect(board.status.problem).toBeNull();
    await pass(500);
    expect(board.status).toMatchObject({ connected: true, problem: 'not-answering', confirmed: false });
    expect(cable.take().slice(0, 3)).toEqual(['0:A001', '0:A001 1: 2: 3:', '0:A001 1: 2: 3:']);
  });

  it('is found out while nothing changes', async () => {
    const { board, simulator } = bench();
    await bench().open();
    simulator.setFaults({ hung: true });
    await pass(8500);
    expect(board.status.problem).toBe('not-answering');
  });

  it('is cleared and sent everything when it comes back', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    board.show(content('A001', 'B'));
    await pass(0);
    simulator.setFaults({ hung: true });
    await pass(20_000);
    board.show(content('A002', 'B'));
    await pass(10_000);
    cable.take();
    simulator.setFaults({ hung: false });
    await pass(3100);
    // Some of them twice: answers to the questions of before are not ruled out yet.
    const sent = cable.take();
    expect(sent.slice(sent.lastIndexOf('sweep')).slice(0, 2)).toEqual(['sweep', '0:A002 1:B 2: 3:']);
    expect(board.status).toMatchObject({ problem: null, confirmed: true });
    expect(textsOn(simulator)).toEqual(['A002', 'B', '', '']);
  });

  it('and never will still gets every change, once and at once', async () => {
    const { board, cable, simulator } = bench();
    simulator.setFaults({ mute: true });
    board.show(content('A001'));
    cable.set('open');
    await pass(4000);
    expect(board.status.problem).toBe('not-answering');
    expect(cable.take().filter((frame) => frame.includes('A001'))).toEqual(['0:A001 1: 2: 3:']);
    for (const number of ['A002', 'A003', 'A004']) {
      board.show(content(number));
      // At once, or when the question before it is off the wire.
      await pass(200);
      expect(cable.take().filter((frame) => frame.startsWith('0:'))).toEqual([`0:${number}`]);
      await pass(2500);
      // Rows in turn aside.
      cable.take();
    }
    expect(textsOn(simulator)).toEqual(['A004', '', '', '']);
    expect(board.status).toMatchObject({ problem: 'not-answering', confirmed: false, confirmedMs: null });
    cable.take();
    simulator.powerCycle();
    await pass(20_000);
    expect(textsOn(simulator)).toEqual(['A004', '', '', '']);
  });

  it('is not flooded: a change waits until the one before it is off the wire', async () => {
    const { board, cable, simulator } = bench();
    simulator.setFaults({ mute: true });
    cable.set('open');
    await pass(11_500);
    cable.take();
    for (let number = 0; number < 100; number++) board.show(content(`A${number}`));
    await pass(1000);
    expect(cable.take().filter((frame) => frame.includes('A'))).toEqual(['0:A0', '0:A99']);
  });

  it('in time is believed only for what it was asked', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    cable.loses = () => true;
    board.show(content('A001'));
    await pass(500);
    board.show(content('A002'));
    await pass(600);
    // Now the second frame is under way, and the answer to the first comes late.
    expect(cable.take()).toEqual(['0:A001', '0:A002 1: 2: 3:']);
    cable.loses = () => false;
    cable.say(reply(null));
    expect(board.status.confirmed).toBe(false);
    // It is not waited for in case that it was its own.
    expect(cable.take()).toEqual(['0:A002 1: 2: 3:']);
    await pass(0);
    expect([textsOn(simulator)[0], board.status.confirmed]).toEqual(['A002', true]);
  });

  it('in time is there all the same', async () => {
    const { board, cable, statuses, simulator } = bench();
    await bench().open();
    statuses.splice(0);
    cable.answerDelayMs = 1500;
    for (let number = 0; number < 10; number++) {
      board.show(content(`A${number}`));
      await pass(1000);
    }
    expect(statuses.map(({ problem }) => problem).filter((problem) => problem !== null)).toEqual([]);
    await pass(3000);
    expect([textsOn(simulator)[0], board.status.confirmed]).toEqual(['A9', true]);
  });

  it('but says something else is still not answering', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    simulator.setFaults({ hung: true });
    await pass(10_000);
    for (const data of ['a000', 'a00200', 'a200010000'])
      cable.say(encodeFrame({ to: hostAddress, from: 1, data: Buffer.from(data, 'hex') }));
    cable.say(Buffer.alloc(10_000, 0xa5));
    expect(board.status.problem).toBe('not-answering');
  });
});

describe('a board that refuses', () => {
  it('is known for it, and tried again, slowly and without touching the rest', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    refuse((told) => told.includes('A001'));
    board.show(content('A001'));
    await pass(0);
    expect(board.status).toMatchObject({ problem: 'refused', confirmed: false });
    cable.take();
    await pass(20_000);
    expect(cable.take()).toEqual(Array.from({ length: 10 }, () => '0:A001'));
    refuse(() => false);
    await pass(2000);
    expect(board.status).toMatchObject({ problem: null, confirmed: true });
    expect(textsOn(simulator)[0]).toBe('A001');
  });

  it('gets the next content at once', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    refuse((told) => told.includes('A001'));
    board.show(content('A001', 'B'));
    await pass(100);
    cable.take();
    board.show(content('A002', 'B'));
    await pass(0);
    expect(board.status).toMatchObject({ problem: null, confirmed: true });
    expect(textsOn(simulator).slice(0, 2)).toEqual(['A002', 'B']);
  });

  it('does not look well because it takes another row', async () => {
    const { board, cable, statuses } = bench();
    await bench().open();
    refuse((told) => told.includes('A001'));
    board.show(content('A001'));
    await pass(100);
    statuses.splice(0);
    board.show(content('A001', 'B'));
    await pass(100);
    expect(cable.take()).toEqual(['0:A001', '0:A001', '1:', '2:', '3:', '1:B']);
    expect([statuses, board.status.problem]).toEqual([[], 'refused']);
  });

  it('that was only disturbed gets the same again at once', async () => {
    const { board, cable } = bench();
    await bench().open();
    let disturbed = 2;
    refuse((told) => told.includes('A001') && disturbed-- > 0, 5);
    board.show(content('A001'));
    await pass(0);
    expect(cable.take()).toEqual(['0:A001', '0:A001', '0:A001']);
    expect(board.status).toMatchObject({ problem: null, confirmed: true });
  });

  it('because it is always disturbed is known for it', async () => {
    const { board, cable } = bench();
    await bench().open();
    refuse((told) => told !== 'ping', 5);
    board.show(content('A001'));
    await pass(0);
    // Whether it takes the rest is tried row by row.
    const rows = ['0:A001', '1:', '2:', '3:'];
    expect(cable.take()).toEqual(['0:A001', '0:A001', '0:A001', ...rows]);
    expect(board.status.problem).toBe('refused');
    await pass(2000);
    expect(cable.take()).toEqual(rows);
  });

  it('to be cleared is sent its rows all the same', async () => {
    const { board, cable } = bench();
    refuse((told) => told === 'sweep', 2);
    board.show(content('A001'));
    cable.set('open');
    await pass(0);
    expect(cable.take()).toEqual(['sweep', '0:A001', '1:', '2:', '3:']);
    expect(board.status).toMatchObject({ problem: null, confirmed: true });
  });

  it('to be pinged is there all the same', async () => {
    // Rows in turn are questions, too; here they come too seldom to be.
    const slow = new BoardBench({ widthDots: 128, heightDots: 64 }, { repaintMs: 600_000 });
    const { board, cable, simulator } = slow;
    await slow.open();
    board.show(content('A000'));
    simulator.setFaults({ hung: true });
    await pass(20_000);
    simulator.setFaults({ hung: false });
    cable.refuses = (told) => (told === 'ping' ? 2 : null);
    board.show(content('A001'));
    await pass(5000);
    expect([cable.take().includes('ping'), board.status.problem]).toEqual([true, null]);
    expect([textsOn(simulator)[0], board.status.confirmed]).toEqual(['A001', true]);
    await board.close();
  });

  it('and then falls silent does not answer', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    refuse((told) => told.includes('A001'));
    board.show(content('A001'));
    await pass(100);
    simulator.setFaults({ hung: true });
    cable.loses = () => true;
    await pass(6000);
    expect(board.status.problem).toBe('not-answering');
  });
});
