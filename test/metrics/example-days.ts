/** Days that anybody can add up by hand. */
import { expect } from 'vitest';
import type { MetricInput } from '../../firmware-host/domain/metric-input.ts';
import { LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

export const DATE = '2026-11-21';
const SECOND_MS = 1000;
export const HOUR_MS = 60 * MINUTE_MS;
const NINE_AT = Date.UTC(2026, 10, 21, 9);

/** A lobby in which lin is at counter 1 from nine on, and writes up each visit. */
export const atNine = (change: Parameters<typeof LobbyUnderTest.open>[0] = {}): LobbyUnderTest => {
  const test = LobbyUnderTest.configured({ wrapUp: { maxMs: null }, ...change }).setClock(NINE_AT);
  test.must({ type: 'open-day', date: DATE, timetable: { A: null, B: null } });
  test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
  return test;
};

const enter = (test: LobbyUnderTest, input: MetricInput) =>
  test.must({ type: 'enter-input', batch: `b-${input.kind}`, by: 'desk', digest: input.kind, input });

/** Somebody takes a number, waits, and is served for so long. */
export function visit(test: LobbyUnderTest, waitMs: number, servedMs: number, letter = 'A'): void {
  test.take(letter);
  test.later(waitMs).must({ type: 'call-next', counter: '1' });
  test.must({ type: 'start', counter: '1' });
  test.later(servedMs).must({ type: 'finish', counter: '1' });
}

const ready = (test: LobbyUnderTest, afterMs: number) =>
  test.later(afterMs).must({ type: 'ready', counter: '1' });

const cancel = (test: LobbyUnderTest, ticket: string) =>
  test.must({ type: 'cancel', ticket, by: 'visitor', reason: null });

/** 4 hours on the roster, 3 of them signed in; wang is not on it, and his hour counts for nobody. */
export function adherence(): LobbyUnderTest {
  const test = atNine();
  enter(test, {
    kind: 'roster',
    rows: [{ agent: 'lin', date: DATE, fromAt: NINE_AT, toAt: NINE_AT + 4 * HOUR_MS }],
  });
  test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
  test.later(HOUR_MS).must({ type: 'sign-out', counter: '2' });
  test.later(2 * HOUR_MS).must({ type: 'sign-out', counter: '1' });
  test.later(HOUR_MS).must({ type: 'close-day', dispositions: {}, rest: 'cancel' });
  return test;
}

/** 30 s and 90 s; a third one is not over yet. */
export function wrapUps(): LobbyUnderTest {
  const test = atNine();
  for (const ms of [30 * SECOND_MS, 90 * SECOND_MS]) {
    visit(test, 0, MINUTE_MS);
    ready(test, ms);
  }
  visit(test, 0, MINUTE_MS);
  return test.later(MINUTE_MS);
}

/** One leaves after 40 s, one is called at 60 s and again at 80 s and does not come: 40 + 80. */
export function abandons(): LobbyUnderTest {
  const test = atNine();
  test.take('A');
  test.later(40 * SECOND_MS);
  cancel(test, 't1');
  test.take('A');
  test.later(MINUTE_MS).must({ type: 'call-next', counter: '1' });
  test.later(20 * SECOND_MS).must({ type: 'recall', counter: '1' });
  test.later(MINUTE_MS).must({ type: 'no-show', counter: '1' });
  return test;
}

/** 300 for three days are 100 a day, over 4 visits. */
export function costs(): LobbyUnderTest {
  const test = atNine({ wrapUp: null });
  for (let n = 0; n < 4; n += 1) visit(test, 0, MINUTE_MS);
  enter(test, {
    kind: 'costs',
    rows: [{ fromDate: '2026-11-20', toDate: '2026-11-22', amount: 300, service: null }],
  });
  return test;
}

/**
 * 100 of that day for 4 visits and 6 answers of a terminal. Who was refused is no contact answered, though he was told why, and
 * the answers of tomorrow do not count yet.
 */
export function costsAndAnswers(): LobbyUnderTest {
  const test = costs();
  test.must({ type: 'report-blocked', service: 'B', kiosk: 'wall' });
  const rows = [
    { date: DATE, service: null, count: 2 },
    { date: DATE, service: 'A', count: 4 },
    { date: '2026-11-22', service: null, count: 50 },
  ];
  enter(test, { kind: 'answers', rows });
  return test;
}

/** 4 min + 60 s, and 6 min + 30 s: 11.5 minutes for two. */
export function handled(): LobbyUnderTest {
  const test = atNine();
  visit(test, 0, 4 * MINUTE_MS);
  ready(test, MINUTE_MS);
  visit(test, 0, 6 * MINUTE_MS);
  ready(test, 30 * SECOND_MS);
  return test;
}

/** On hold for 2 minutes, then for 1. */
export function held(): LobbyUnderTest {
  const test = atNine();
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  test.must({ type: 'start', counter: '1' });
  for (const minutes of [2, 1]) {
    test.must({ type: 'hold', counter: '1' });
    test.later(minutes * MINUTE_MS).must({ type: 'resume', counter: '1', ticket: 't1' });
  }
  test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
  return test;
}

/** Three calls, then one; who never came is not in it. */
export function called(): LobbyUnderTest {
  const test = atNine({ wrapUp: null });
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  for (let n = 0; n < 2; n += 1) test.later(SECOND_MS).must({ type: 'recall', counter: '1' });
  test.must({ type: 'start', counter: '1' });
  test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
  visit(test, 0, MINUTE_MS);
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  test.later(MINUTE_MS).must({ type: 'no-show', counter: '1' });
  return test;
}

/** Waits of 10 s, 20 s, 100 s and 11 minutes; who was called after 10 s did not have to wait. */
export function waits(): LobbyUnderTest {
  const test = atNine({ wrapUp: null });
  for (const seconds of [10, 20, 100, 660]) visit(test, seconds * SECOND_MS, MINUTE_MS);
  return test;
}

/** 5 and 6 minutes face to face. */
export function served(): LobbyUnderTest {
  const test = atNine({ wrapUp: null });
  for (const minutes of [5, 6]) visit(test, 0, minutes * MINUTE_MS);
  return test;
}

/** Three visits in the two hours for which lin was there. */
export function busyHours(): LobbyUnderTest {
  const test = served();
  visit(test, 0, 49 * MINUTE_MS);
  test.later(HOUR_MS).must({ type: 'sign-out', counter: '1' });
  return test;
}

/** 80 and 95. */
export function checked(): LobbyUnderTest {
  const test = atNine();
  const rows = [80, 95].map((score) => ({ agent: 'lin', date: DATE, score, ticket: null }));
  enter(test, { kind: 'quality', rows });
  return test;
}

/** 10 minutes idle, 25 face to face, 2 on hold, 3 of writing up: 30 of 40. */
export function occupied(): LobbyUnderTest {
  const test = atNine().later(10 * MINUTE_MS);
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  test.must({ type: 'start', counter: '1' });
  test.later(25 * MINUTE_MS);
  // The next one is called meanwhile, so that nobody sits there idle.
  test.take('B');
  test.must({ type: 'hold', counter: '1' });
  test.must({ type: 'call-next', counter: '1' });
  test.later(2 * MINUTE_MS).must({ type: 'no-show', counter: '1' });
  test.must({ type: 'resume', counter: '1', ticket: 't1' });
  test.must({ type: 'finish', counter: '1' });
  ready(test, 3 * MINUTE_MS);
  return test;
}

/** Ten numbers: one leaves after 5 s and counts nowhere, two after a minute, seven are served. */
export function tenNumbers(): LobbyUnderTest {
  const test = atNine({ wrapUp: null });
  for (let n = 0; n < 3; n += 1) test.take('A');
  test.later(5 * SECOND_MS);
  cancel(test, 't1');
  test.later(55 * SECOND_MS);
  cancel(test, 't2');
  cancel(test, 't3');
  for (let n = 0; n < 7; n += 1) visit(test, 0, MINUTE_MS);
  return test;
}

/** Two are on the roster, one has come. */
export function attended(): LobbyUnderTest {
  const test = atNine();
  const rows = ['lin', 'chen'].map((agent) => ({
    agent,
    date: DATE,
    fromAt: NINE_AT,
    toAt: NINE_AT + 8 * HOUR_MS,
  }));
  enter(test, { kind: 'roster', rows });
  return test;
}

/** One place: one number, and refusals at 0, 2 and 4 minutes. The second is the first one's retry: 2 of 3 attempts. */
export function refused(): LobbyUnderTest {
  const test = atNine({ services: [service('A', { waitingMax: 1 }), service('B')] });
  test.take('A');
  for (const minutes of [0, 2, 2])
    expect(test.later(minutes * MINUTE_MS).askNumber('A')).toBe('service-full');
  return test;
}

/** Four are served; one of them asks to be called back, another was sent on. */
export function resolved(): LobbyUnderTest {
  const test = atNine({ wrapUp: null });
  for (let n = 0; n < 3; n += 1) visit(test, 0, MINUTE_MS);
  test.must({ type: 'rate', counter: '1', score: 1, by: 'pad', at: test.now });
  test.must({ type: 'ask-call-back', counter: '1', contact: 'text-1' });
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  const sent = { service: 'B', toCounter: null, place: 'front', reason: 'wrong service' } as const;
  test.later(MINUTE_MS).must({ type: 'transfer', counter: '1', ...sent });
  test.must({ type: 'call-next', counter: '1' });
  test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
  return test;
}

/** Six full-time agents for the 365 days to today, two of whom left in summer after half of them; one works part-time. */
export function staff(): LobbyUnderTest {
  const test = atNine();
  const joined = [1, 2, 3, 4, 5, 6].map((n) => ({
    agent: `a${n}`,
    date: '2025-11-22',
    change: 'joined' as const,
    isFullTime: true,
  }));
  const left = ['a1', 'a2'].map((agent) => ({
    agent,
    // The 73rd of the 365 days.
    date: '2026-02-02',
    change: 'left' as const,
    isFullTime: true,
  }));
  const half = { agent: 'half', date: '2025-01-01', change: 'joined', isFullTime: false } as const;
  enter(test, { kind: 'staff', rows: [...joined, ...left, half] });
  return test;
}
