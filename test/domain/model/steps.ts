/** A day as a list of small numbers: what is asked, when, and what happens to the clocks meanwhile. */
import { array, nat, tuple, type Arbitrary } from 'fast-check';
import type { Command } from '../../../firmware-host/domain/commands.ts';
import { LobbyUnderTest } from '../../support/lobby.ts';
import { busyLobby, hoursFrom } from './busy-lobby.ts';
import {
  aroundPapers,
  arrivals,
  atCounter,
  desks,
  feedback,
  ofLobby,
  onTickets,
  papers,
  pick,
  type Maker,
} from './makers.ts';
import { outcomes } from './marks.ts';
import { aroundMetrics } from './metrics.ts';

/** Which step, and what it is about. */
export type Step = readonly [kind: number, which: number, one: number, two: number];

const MINUTE_MS = 60_000;
const CHOICES = 60;

/** What may happen to time. */
type Passing = (test: LobbyUnderTest, choice: number) => void;

const passing: Passing = (test, choice) =>
  void test.later(pick([1000, 10_000, 30_000, MINUTE_MS, 2 * MINUTE_MS], choice));
const powerCut: Passing = (test, choice) => void test.powerCut(pick([0, MINUTE_MS, 60 * MINUTE_MS], choice));
const clockSet: Passing = (test, choice) =>
  void test.setClock(test.now.at + pick([0, 5 * MINUTE_MS, -MINUTE_MS], choice), choice % 3 > 0);

/** A kind of step is a command, or what happens to time, or that the journal loses its latest commands. */
export type Mix = readonly {
  readonly makers?: readonly Maker[];
  readonly passing?: Passing;
  readonly losing?: true;
}[];

const often = (count: number, makers: readonly Maker[]): Mix =>
  Array.from({ length: count }, () => ({ makers }));
const timeOften = (count: number, how: Passing): Mix =>
  Array.from({ length: count }, () => ({ passing: how }));

/** A day on which everything happens. */
export const everything: Mix = [
  ...timeOften(11, passing),
  ...timeOften(1, powerCut),
  ...timeOften(1, clockSet),
  { losing: true },
  ...often(18, arrivals.slice(0, 1)),
  ...often(7, arrivals),
  ...often(16, atCounter.slice(0, 4)),
  ...often(8, atCounter),
  ...often(6, desks),
  ...often(10, onTickets),
  ...often(3, papers),
  ...often(3, aroundPapers),
  ...often(8, feedback),
  ...often(4, outcomes),
  ...often(4, ofLobby),
  ...often(3, ofLobby.slice(0, 1)),
  ...often(6, aroundMetrics),
];

/** A day on which many wait, and all counters call: who comes before whom. */
export const rush: Mix = [
  ...timeOften(8, passing),
  ...often(16, arrivals.slice(0, 1)),
  ...often(2, arrivals.slice(1, 2)),
  ...often(16, atCounter.slice(0, 2)),
  ...often(4, atCounter),
  ...often(6, onTickets),
];

const choice = nat(CHOICES - 1);

export const daysOf = (
  mix: Mix,
  size: { minLength: number; maxLength: number },
): Arbitrary<readonly Step[]> =>
  array(tuple(nat(mix.length - 1), choice, choice, choice), {
    ...size,
    size: 'max',
  });

/**
 * A busy lobby in the morning: an agent at each counter, a complaint that is settled and one that is looked into, and the first
 * visitor displeased. A case that has to be opened first is hardly ever brought to its end within a day's steps.
 */
export function morning(): LobbyUnderTest {
  const test = new LobbyUnderTest();
  test.setClock(Date.UTC(2026, 10, 21, 8));
  test.must({ type: 'apply-config', lobby: busyLobby, timetable: null });
  test.must({ type: 'open-day', date: '2026-11-21', timetable: hoursFrom(test.now.at) });
  test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
  test.must({ type: 'sign-in', counter: '2', agent: 'wang' });
  test.must({ type: 'sign-in', counter: '3', agent: 'chen' });
  test.take('C', { by: 'staff' });
  test.must({ type: 'record-case', case: 't1', receiver: 'wang', matter: 'm1' });
  test.must({ type: 'resolve-case', case: 't1', agent: 'wang', result: 'r1' });
  test.take('C', { by: 'staff' });
  test.must({ type: 'record-case', case: 't2', receiver: 'wang', matter: 'm2' });
  test.take('A', { by: 'staff' });
  test.must({ type: 'call-next', counter: '1' });
  test.must({ type: 'start', counter: '1' });
  test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
  test.must({ type: 'rate', counter: '1', score: 1, by: 'pad', at: test.now });
  return test;
}

/** How many of the latest commands are lost in a step; 0 in most. */
export const lostIn = (mix: Mix, [kind, which]: Step): number =>
  mix[kind % mix.length]?.losing === true ? 1 + (which % 20) : 0;

/** The command of a step; null where only time passes. */
export function commandOf(test: LobbyUnderTest, mix: Mix, step: Step, index: number): Command | null {
  const [kind, which, one, two] = step;
  const { makers, passing: how } = mix[kind % mix.length] ?? {};
  how?.(test, one);
  if (makers === undefined) return null;
  test.later((two % 4) * 1000);
  return pick(makers, which)({ test, fresh: `n${index}`, one, two });
}
