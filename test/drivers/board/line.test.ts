/** Whose turn it is on a line, on a fake clock, with stations that only say names. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Line, type LineOptions } from '../../../drivers/board/line/line.ts';
import { pass } from './bench-board.ts';
import { BareWire } from './bare-wire.ts';
import { Talker } from './talker.ts';

const quiet: LineOptions = { gapMs: 0, echo: false };

/** Four stations on an open line. */
function four(options: LineOptions = quiet) {
  const wire = new BareWire();
  const line = new Line(wire, options);
  const talkers = [new Talker(line), new Talker(line), new Talker(line), new Talker(line)] as const;
  wire.set('open');
  return { wire, line, talkers };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  const left = vi.getTimerCount();
  vi.useRealTimers();
  if (left > 0) throw new Error(`${left} timers are left`);
});

describe('turns', () => {
  it('are taken in the order in which they were asked for, one at a time', async () => {
    const { wire, talkers } = four();
    for (const [index, talker] of talkers.entries()) talker.say(`t${index}`);
    expect(wire.take()).toEqual(['t0']);
    const [first] = talkers;
    first.say('t0 again');
    wire.say('a');
    expect(wire.take()).toEqual(['t1']);
    for (const answer of ['b', 'c', 'd', 'e']) wire.say(answer);
    expect(wire.take()).toEqual(['t2', 't3', 't0 again']);
    expect(talkers.map(({ answers }) => answers)).toEqual([['a', 'e'], ['b'], ['c'], ['d']]);
  });

  it('go to who is urgent first, in the order in which those have asked', () => {
    const { wire, talkers } = four();
    const [zero, one, two, three] = talkers;
    zero.say('0');
    one.say('1');
    two.say('2', true);
    three.say('3', true);
    for (let answer = 0; answer < 4; answer++) wire.say('ok');
    expect(wire.take()).toEqual(['0', '2', '3', '1']);
  });

  it('that become urgent while they are waited for stay so', () => {
    const { wire, talkers } = four();
    const [zero, one, two] = talkers;
    zero.say('0');
    one.say('1');
    two.say('2');
    two.say('two', true);
    two.say('II');
    wire.say('ok');
    wire.say('ok');
    wire.say('ok');
    expect(wire.take()).toEqual(['0', 'II', '1']);
  });

  it('carry what is to be said when they come, not what was when they were asked for', () => {
    const { wire, talkers } = four();
    const [zero, one, two] = talkers;
    zero.say('0');
    one.say('stale');
    one.say('fresh');
    two.say('taken back');
    two.words = null;
    wire.say('ok');
    wire.say('ok');
    expect(wire.take()).toEqual(['0', 'fresh']);
    two.say('2');
    expect(wire.take()).toEqual(['2']);
    wire.say('ok');
  });

  it('of one who is dead cost the others its own patience, and no more', async () => {
    const { wire, talkers } = four();
    const [dead, ...others] = talkers;
    dead.waitMs = 500;
    dead.say('anybody?');
    for (const other of others) other.say('x');
    await pass(499);
    expect(wire.take()).toEqual(['anybody?']);
    await pass(1);
    expect(wire.take()).toEqual(['x']);
    wire.say('ok');
    wire.say('ok');
    wire.say('ok');
    expect(wire.take()).toEqual(['x', 'x']);
    expect(others.map(({ answers }) => answers)).toEqual([['ok'], ['ok'], ['ok']]);
  });

  it('keep a silence before each frame but the first', async () => {
    const { wire, talkers } = four({ gapMs: 20, echo: false });
    const [zero, one] = talkers;
    zero.say('0');
    expect(wire.take()).toEqual(['0']);
    one.say('1');
    wire.say('ok');
    await pass(19);
    expect(wire.take()).toEqual([]);
    await pass(1);
    expect(wire.take()).toEqual(['1']);
    wire.say('ok');
    await pass(10);
    // Asked for within the silence.
    zero.say('00');
    await pass(9);
    expect(wire.take()).toEqual([]);
    await pass(1);
    expect(wire.take()).toEqual(['00']);
    wire.say('ok');
    await pass(20);
  });
});

describe('what comes in', () => {
  it('is for everybody: boards say who they are, and may be late', async () => {
    const { wire, talkers } = four();
    const [zero, one] = talkers;
    zero.say('0');
    await pass(100);
    wire.say('late');
    expect(zero.heard).toEqual(['late']);
    one.say('1');
    wire.say('for 1');
    expect([zero.heard, one.heard]).toEqual([
      ['late', 'for 1'],
      ['late', 'for 1'],
    ]);
    expect([zero.answers, one.answers]).toEqual([[], ['for 1']]);
  });

  it('before anybody has spoken ends nobody’s turn', () => {
    const { wire, talkers } = four();
    wire.say('noise');
    expect(talkers.flatMap(({ answers }) => answers)).toEqual([]);
  });

  it('without its echo is what the others say', () => {
    const { wire, talkers } = four({ gapMs: 0, echo: true });
    const [zero, one] = talkers;
    zero.say('hello');
    wire.say('hel');
    wire.say('lo');
    expect(zero.heard).toEqual([]);
    wire.say('hello');
    expect(zero.heard).toEqual(['hello']);
    one.say('1');
    wire.say('1ok');
    expect(one.answers).toEqual(['ok']);
  });
});

describe('a port that is lost', () => {
  it('in the middle of a turn ends it, and every wish for one', async () => {
    const { wire, talkers } = four();
    const [zero, one, two] = talkers;
    zero.say('0');
    one.say('1');
    two.say('2');
    wire.set('closed', 'unplugged');
    expect(talkers.map(({ told }) => told)).toEqual(talkers.map(() => ['opened', 'lost: unplugged']));
    zero.say('nobody hears it');
    await pass(1000);
    expect(wire.take()).toEqual(['0']);
    wire.set('open');
    expect(wire.take()).toEqual([]);
    one.say('1');
    wire.say('ok');
    expect(wire.take()).toEqual(['1']);
  });

  it('in a silence leaves none behind', async () => {
    const { wire, talkers } = four({ gapMs: 20, echo: false });
    const [zero, one] = talkers;
    zero.say('0');
    one.say('1');
    wire.say('ok');
    wire.set('closed', 'unplugged');
    wire.set('open');
    one.say('one');
    expect(wire.take()).toEqual(['0', 'one']);
    wire.say('ok');
    await pass(20);
  });

  it('is told to everybody each time that it cannot be opened for another reason', () => {
    const { wire, talkers } = four();
    wire.set('closed', 'a');
    wire.set('closed', 'b');
    expect(talkers[3].told).toEqual(['opened', 'lost: a', 'lost: b']);
  });
});

describe('who leaves', () => {
  it('in its turn makes room, is told, and hears nothing any more', async () => {
    const { wire, talkers } = four();
    const [zero, one] = talkers;
    zero.say('0');
    one.say('1');
    await zero.seat.leave();
    expect([wire.take(), zero.seat.isOpen, one.seat.isOpen, one.seat.stations]).toEqual([
      ['0', '1'],
      false,
      true,
      3,
    ]);
    wire.say('ok');
    expect([zero.heard, zero.told, one.heard]).toEqual([[], ['opened', 'lost: closed by the host'], ['ok']]);
    zero.say('0');
    await zero.seat.leave();
    expect([wire.take(), wire.state]).toEqual([[], 'open']);
  });

  it('last closes the port', async () => {
    const { wire, talkers } = four();
    for (const { seat } of talkers) await seat.leave();
    expect([wire.state, talkers[3].told]).toEqual(['closed', ['opened', 'lost: closed by the host']]);
  });

  it('before the port has opened is told nothing', async () => {
    const wire = new BareWire();
    const only = new Talker(new Line(wire, quiet));
    await only.seat.leave();
    wire.set('open');
    expect(only.told).toEqual([]);
  });
});

describe('who comes', () => {
  it('to an open port is told so, a moment later and once', async () => {
    const { wire, line } = four();
    const late = new Talker(line);
    expect(late.told).toEqual([]);
    await pass(0);
    expect([late.told, late.seat.stations]).toEqual([['opened'], 5]);
    late.say('here');
    expect(wire.take()).toEqual(['here']);
    wire.say('ok');
  });

  it('with a line whose port was open before it is told so', async () => {
    const wire = new BareWire();
    wire.state = 'open';
    const only = new Talker(new Line(wire, quiet));
    await pass(0);
    expect(only.told).toEqual(['opened']);
  });
});
