/** What a board is believed, whatever happens to frames and answers, which have no numbers; on a fake clock. */
import { describe, expect, it } from 'vitest';
import { encodeFrame, hostAddress } from '../../../drivers/board/bx/frame.ts';
import { encodeAnswer } from '../../../drivers/board/bx/requests.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { BoardBench, pass, useBench } from './bench-board.ts';
import { content, textsOn } from './contents.ts';

const seed = seedOf('board-belief');

const bench = useBench();

const reply = (error: number | null) => encodeFrame({ to: hostAddress, from: 1, data: encodeAnswer(error) });

describe('a board that stalled', () => {
  it('over two questions is not believed a content that it refuses after answering both', async () => {
    const { board, cable, simulator, statuses } = bench();
    await bench().open();
    board.show(content('A001'));
    await pass(0);
    // Held up, not lost.
    cable.loses = () => true;
    await pass(2100);
    // A row in turn, and everything in case that the board was without power.
    expect(cable.take().slice(-2)).toEqual(['0:A001', '0:A001 1: 2: 3:']);
    board.show(content('A002'));
    cable.loses = () => false;
    let refusals = 1;
    cable.refuses = (told) => (told.startsWith('0:A002') && refusals-- > 0 ? 5 : null);
    statuses.splice(0);
    cable.say(Buffer.concat([reply(null), reply(null)]));
    expect(statuses).toEqual([]);
    await pass(100);
    expect([textsOn(simulator)[0], board.status.confirmed, refusals < 0]).toEqual(['A002', true, true]);
  });

  it('for a minute is heard out before it is believed', async () => {
    const { board, cable, simulator, statuses } = bench();
    await bench().open();
    board.show(content('A001'));
    await pass(0);
    cable.take();
    cable.loses = () => true;
    await pass(60_000);
    const questions = cable.take().length;
    cable.loses = () => false;
    board.show(content('A002'));
    // What it was asked meanwhile, answered one after the other; and only then what comes now, which it refuses.
    cable.refuses = (told) => (told.includes('A002') ? 4 : null);
    cable.answerDelayMs = questions * 30;
    statuses.splice(0);
    for (let answer = 0; answer < questions; answer++) {
      cable.say(reply(null));
      await pass(30);
    }
    cable.answerDelayMs = 0;
    await pass(2000);
    expect(statuses.filter(({ confirmed }) => confirmed)).toEqual([]);
    // What it does take it is given.
    expect([textsOn(simulator), board.status.problem]).toEqual([['', '', ''], 'refused']);
  });
});

describe('a board that was silent', () => {
  it('is believed soon after, also while somebody is called all the time', async () => {
    const { board, simulator } = bench();
    await bench().open();
    simulator.setFaults({ hung: true });
    await pass(20_000);
    simulator.setFaults({ hung: false });
    let number = 0;
    for (; number < 20; number++) {
      board.show(content(`A${number}`));
      await pass(200);
    }
    expect([board.status.problem, board.status.confirmed, textsOn(simulator)]).toEqual([
      null,
      true,
      [`A${number - 1}`, '', '', ''],
    ]);
  });
});

describe('a refusal', () => {
  it('that comes late has everything sent again, at once', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    board.show(content('A001', 'B'));
    await pass(0);
    cable.take();
    simulator.powerCycle();
    cable.say(reply(5));
    await pass(0);
    expect([cable.take(), textsOn(simulator)]).toEqual([['0:A001 1:B 2: 3:'], ['A001', 'B', '', '']]);
    expect(board.status).toMatchObject({ problem: null, confirmed: true });
  });

  it('that comes late again and again is known for it, and not answered for ever', async () => {
    const { board, cable } = bench();
    await bench().open();
    cable.loses = (told) => told !== 'ping';
    for (let refusal = 0; refusal < 3; refusal++) cable.say(reply(5));
    expect(board.status.problem).toBe('refused');
    cable.take();
    for (let refusal = 0; refusal < 100; refusal++) cable.say(reply(5));
    expect(cable.take().length).toBeLessThan(5);
  });
});

describe('a board that is always late', () => {
  it.each([1100, 1300, 1900, 2600])('by %i ms shows everything, and is believed and well', async (ms) => {
    const { board, cable, simulator, statuses } = bench();
    cable.answerDelayMs = ms;
    cable.set('open');
    await pass(20_000);
    statuses.splice(0);
    for (let number = 0; number < 20; number++) {
      board.show(content(`A${number}`, 'B'));
      await pass(500);
      expect(textsOn(simulator)[0]).not.toBe(`A${number - 3}`);
      await pass(number * 500);
    }
    await pass(5000);
    expect([textsOn(simulator).slice(0, 2), board.status.confirmed]).toEqual([['A19', 'B'], true]);
    expect(statuses.filter(({ problem }) => problem !== null)).toEqual([]);
  });
});

describe('a frame that is lost', () => {
  it('holds up neither what follows nor, after a few seconds, its acknowledgement', async () => {
    const { board, cable } = bench();
    await bench().open();
    let lost = 1;
    cable.loses = () => lost-- > 0;
    board.show(content('A001'));
    await pass(1500);
    cable.take();
    board.show(content('A002'));
    await pass(0);
    expect([cable.take(), board.status.confirmed]).toEqual([['0:A002', '0:A002'], true]);
    await pass(10_000);
    cable.take();
    board.show(content('A003'));
    await pass(0);
    expect([cable.take(), board.status.confirmed]).toEqual([['0:A003'], true]);
  });
});

it('forgets a lost frame while rows of a high board are sent in turn all the time', async () => {
  const { board, cable } = new BoardBench({ widthDots: 128, heightDots: 256 });
  cable.set('open');
  await pass(0);
  let lost = 1;
  cable.loses = () => lost-- > 0;
  await pass(10_000);
  cable.take();
  board.show(content('A001'));
  // With a row in turn, perhaps.
  expect(cable.take()).toEqual([expect.stringMatching(/^0:A001/)]);
  await pass(0);
  expect([cable.take(), board.status.confirmed]).toEqual([[], true]);
  await board.close();
});

describe('a port that has opened', () => {
  it('anew to a board that was well says nothing of it yet', async () => {
    const { board, cable, simulator } = bench();
    await bench().open();
    cable.set('closed', 'unplugged');
    simulator.setFaults({ mute: true });
    cable.set('open');
    expect(board.status).toMatchObject({ connected: true, problem: 'not-answering' });
  });

  it('to a board that says nothing, again and again, does not make it well', async () => {
    const { board, cable, simulator, statuses } = bench();
    simulator.setFaults({ mute: true });
    board.show(content());
    for (let opening = 0; opening < 5; opening++) {
      cable.set('open');
      expect(board.status).toMatchObject({ connected: true, problem: 'not-answering' });
      await pass(2500);
      cable.set('closed', 'closed by the device');
    }
    expect(statuses.filter(({ problem }) => problem === null)).toEqual([]);
  });

  it('is well with the first acknowledgement, which is waited for as ever', async () => {
    const { board, cable } = bench();
    cable.answerDelayMs = 900;
    cable.set('open');
    await pass(800);
    expect([board.status.problem, cable.take()]).toEqual(['not-answering', ['sweep']]);
    await pass(200);
    expect(board.status.problem).toBeNull();
  });
});

it(`is never confirmed what is not there, and in the end always what is, seed ${seed}`, async () => {
  const { board, cable, simulator } = bench();
  const random = seeded(seed);
  let wanted = ['', '', '', ''];
  let wrongs = 0;
  board.onStatus(({ confirmed }) => {
    if (confirmed && textsOn(simulator).join() !== wanted.join()) wrongs++;
  });
  cable.set('open');
  for (let round = 0; round < 60; round++) {
    const [losses, refusals] = [random() * 0.4, random() * 0.4];
    const latencyMs = random() * 2900;
    cable.loses = () => random() < losses;
    cable.refuses = () => (random() < refusals ? (random() < 0.5 ? 5 : 4) : null);
    for (let step = 0; step < 20; step++) {
      cable.answerDelayMs = random() < 0.5 ? 0 : random() * latencyMs;
      wanted = wanted.map((text) => (random() < 0.3 ? `A${Math.floor(random() * 3)}` : text));
      board.show(content(...wanted));
      await pass(random() * 2000);
    }
    cable.loses = () => false;
    cable.refuses = () => null;
    cable.answerDelayMs = 0;
    await pass(15_000);
    expect([board.status.problem, board.status.confirmed, textsOn(simulator)]).toEqual([null, true, wanted]);
  }
  expect(wrongs).toBe(0);
});
