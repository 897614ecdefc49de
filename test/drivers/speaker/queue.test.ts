/** What waits to be heard: what is promised of it, for whatever comes in whatever order. */
import { array, assert, constant, nat, oneof, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  emptyQueue,
  next,
  putBack,
  usualLimits,
  type SpeechQueue,
} from '../../../drivers/speaker/queue.ts';
import type { Announcement } from '../../../drivers/speaker/speaker.ts';
import { seedOf } from '../../support/seeded.ts';

const call = (id: string, about = id): Announcement => ({ id, about, chime: true, phrases: [], times: 1 });
const ids = ({ waiting }: SpeechQueue) => waiting.map(({ announcement }) => announcement.id);
const given = (calls: readonly (readonly [string, string?])[], fromMs = 0) =>
  calls.reduce((queue, [id, about], place) => add(queue, call(id, about), fromMs + place), emptyQueue);

describe('a queue of calls', () => {
  test('leaves out a test rather than a call', () => {
    const trial: Announcement = { ...call('test'), isTest: true };
    const full = given([['1'], ['2'], ['3'], ['4'], ['5'], ['6']]);
    expect(ids(add(full, trial, 9))).toEqual(ids(full));
    const tried = add(given([['1'], ['2'], ['3'], ['4'], ['5']]), trial, 5);
    expect(ids(add(tried, call('6'), 9))).toEqual(ids(full));
  });

  test('is said in order of call', () => {
    let queue = given([['1'], ['2'], ['3']]);
    const said = [];
    for (let turn = next(queue, 10); turn.next; turn = next(queue, 10)) {
      said.push(turn.next.announcement.id);
      queue = turn.queue;
    }
    expect(said).toEqual(['1', '2', '3']);
  });

  test('has one announcement about each: the latest one, in the place of the one that waits', () => {
    expect(
      ids(
        given([
          ['1', 'A'],
          ['2', 'B'],
          ['3', 'A'],
        ]),
      ),
    ).toEqual(['3', '2']);
  });

  test('leaves out what was given longest ago where too many wait, and counts it', () => {
    const queue = given(['1', '2', '3', '4', '5', '6', '7', '8'].map((id) => [id] as const));
    expect(ids(queue)).toEqual(['3', '4', '5', '6', '7', '8']);
    expect(queue.dropped).toBe(2);
  });

  test('does not leave out one that was called again just now', () => {
    const queue = given([['1', 'A'], ['2'], ['3'], ['4'], ['5'], ['6'], ['7', 'A'], ['8']]);
    expect(ids(queue)).toEqual(['7', '3', '4', '5', '6', '8']);
  });

  test('leaves out what is older than a minute when its turn comes', () => {
    const queue = add(given([['1'], ['2']]), call('3'), 50_000);
    const turn = next(queue, 60_002);
    expect(turn.next?.announcement.id).toBe('3');
    expect(turn.queue).toEqual({ waiting: [], dropped: 2 });
    expect(next(given([['1']]), 60_000).next?.announcement.id).toBe('1');
    expect(next(queue, 200_000)).toEqual({ queue: { waiting: [], dropped: 3 }, next: null });
  });

  test('takes back first what could not be heard, unless it was called again', () => {
    const back = { announcement: call('1', 'A'), sinceMs: 0 };
    expect(ids(putBack(given([['2']]), back))).toEqual(['1', '2']);
    expect(ids(putBack(given([['2', 'A']]), back))).toEqual(['2']);
    const full = given(
      ['2', '3', '4', '5', '6', '7'].map((id) => [id] as const),
      1,
    );
    expect(putBack(full, back)).toEqual({ ...full, dropped: 1 });
  });

  test('never leaves out what everybody must hear for a call, and puts no call before it', () => {
    const leave = { announcement: { ...call('1', 'evacuation'), urgent: true } as const, sinceMs: 0 };
    const calls = ['2', '3', '4', '5', '6', '7'].map((id) => [id] as const);
    const alone = add(given([['0']]), leave.announcement, 0);
    const many = calls.reduce((queue, [id]) => add(queue, call(id), 10), alone);
    expect(ids(many)).toEqual(['1', '3', '4', '5', '6', '7']);
    expect(ids(putBack(given(calls, 1), leave))).toEqual(['1', '3', '4', '5', '6', '7']);
    const back = putBack(alone, { announcement: call('8'), sinceMs: 0 });
    expect([ids(back), back.dropped]).toEqual([['1'], 2]);
  });
});

test('whatever is given and said: none twice, none forgotten, never too many, never too old, in order', () => {
  const step = oneof(
    record({ kind: constant('say' as const), about: nat(9), afterMs: nat(30_000) }),
    record({ kind: constant('next' as const), about: constant(0), afterMs: nat(30_000) }),
  );
  assert(
    property(array(step, { maxLength: 80 }), (steps) => {
      let queue = emptyQueue;
      let nowMs = 0;
      let [asked, replaced] = [0, 0];
      const heard: { id: number; sinceMs: number; atMs: number }[] = [];
      const since = new Map<string, number>();
      for (const { kind, about, afterMs } of steps) {
        nowMs += afterMs;
        if (kind === 'say') {
          asked++;
          if (queue.waiting.some(({ announcement }) => announcement.about === String(about))) replaced++;
          since.set(String(asked), nowMs);
          queue = add(queue, call(String(asked), String(about)), nowMs);
        } else {
          const turn = next(queue, nowMs);
          queue = turn.queue;
          if (turn.next)
            heard.push({ id: Number(turn.next.announcement.id), sinceMs: turn.next.sinceMs, atMs: nowMs });
        }
        expect(queue.waiting.length).toBeLessThanOrEqual(usualLimits.waitingMax);
        const abouts = queue.waiting.map(({ announcement }) => announcement.about);
        expect(new Set(abouts).size).toBe(abouts.length);
      }
      expect(heard.length + queue.waiting.length + queue.dropped + replaced).toBe(asked);
      expect(new Set(heard.map(({ id }) => id)).size).toBe(heard.length);
      for (const { id, sinceMs, atMs } of heard) {
        expect(sinceMs).toBe(since.get(String(id)));
        expect(atMs - sinceMs).toBeLessThanOrEqual(usualLimits.ageMsMax);
      }
    }),
    { seed: seedOf('speech queue'), numRuns: 300 },
  );
});

test('where nobody is called twice, it is the order of the calls, newest ones kept', () => {
  assert(
    property(nat(40), (count) => {
      const queue = given(Array.from({ length: count }, (_, place) => [String(place)] as const));
      const kept = Array.from({ length: count }, (_, place) => String(place)).slice(-usualLimits.waitingMax);
      expect(ids(queue)).toEqual(kept);
    }),
  );
});
