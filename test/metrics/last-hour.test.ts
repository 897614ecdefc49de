/** The last sixty minutes of a counter: what it did, one after the other, from real report tables. */
import { describe, expect, it } from 'vitest';
import { barsOf, type Stretch } from '../../firmware-host/metrics/live/last-hour.ts';
import { MINUTE_MS, type LobbyUnderTest } from '../support/lobby.ts';
import { atNine, DATE } from './example-days.ts';
import { asked, breathe, houseOf } from './house.ts';

const at = (time: string): number => Date.parse(`${DATE}T${time}:00Z`);

/** In minutes: `serve 5`, and `- 3` while nobody sat there. */
async function bars(test: LobbyUnderTest, time: string | null): Promise<Record<string, string> | null> {
  const figures = await asked(houseOf(test), (engine) =>
    engine.answer(
      { kind: 'live', at: time === null ? null : at(time), waiting: 0, shut: [], today: DATE },
      breathe,
    ),
  );
  const hour = figures?.lastHour ?? null;
  if (hour === null) return null;
  expect(Date.parse(hour.to) - Date.parse(hour.from)).toBe(60 * MINUTE_MS);
  return Object.fromEntries(
    hour.counters.map(({ counter, stretches }) => [
      counter,
      stretches.map(({ part, ms }) => `${part ?? '-'} ${ms / MINUTE_MS}`).join(', '),
    ]),
  );
}

describe('a counter', () => {
  it('is shown free, calling, serving, writing up, away, and free again', async () => {
    const test = atNine().later(5 * MINUTE_MS);
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    test.later(2 * MINUTE_MS).must({ type: 'start', counter: '1' });
    test.later(10 * MINUTE_MS).must({ type: 'finish', counter: '1' });
    test.later(3 * MINUTE_MS).must({ type: 'ready', counter: '1' });
    test.later(4 * MINUTE_MS).must({ type: 'pause', counter: '1', reason: 'break' });
    test.later(6 * MINUTE_MS).must({ type: 'ready', counter: '1' });
    expect(await bars(test, '09:40')).toEqual({
      '1': '- 20, idle 5, walk 2, serve 10, wrap 3, idle 4, away 6, idle 10',
    });
    // Half an hour later the morning has left the picture.
    expect(await bars(test, '10:10')).toEqual({
      '1': 'serve 7, wrap 3, idle 4, away 6, idle 40',
    });
  });

  it('goes on with what it does, also with a call that nobody has come to yet', async () => {
    const test = atNine({ wrapUp: null });
    test.take('A');
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    test.later(MINUTE_MS).must({ type: 'start', counter: '1' });
    expect(await bars(test, '09:10')).toEqual({ '1': '- 50, walk 1, serve 9' });
    test.later(9 * MINUTE_MS).must({ type: 'finish', counter: '1' });
    test.must({ type: 'call-next', counter: '1' });
    test.later(MINUTE_MS);
    expect(await bars(test, '09:15')).toEqual({ '1': '- 45, walk 1, serve 9, walk 5' });
  });

  it('that has one visitor on hold shows what it does meanwhile, and a no-show as its walk', async () => {
    const test = atNine({ wrapUp: null });
    test.take('A');
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    test.must({ type: 'start', counter: '1' });
    test.later(5 * MINUTE_MS).must({ type: 'hold', counter: '1' });
    test.later(2 * MINUTE_MS).must({ type: 'call-next', counter: '1' });
    test.later(3 * MINUTE_MS).must({ type: 'no-show', counter: '1' });
    test.must({ type: 'resume', counter: '1', ticket: 't1' });
    test.later(4 * MINUTE_MS).must({ type: 'finish', counter: '1' });
    expect(await bars(test, '09:20')).toEqual({ '1': '- 40, serve 5, idle 2, walk 3, serve 4, idle 6' });
  });

  it('that changes hands in the middle of a visit is shown serving all the time', async () => {
    const test = atNine({ wrapUp: null });
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    test.must({ type: 'start', counter: '1' });
    test.later(5 * MINUTE_MS).must({ type: 'hand-over', counter: '1', agent: 'chen', note: null });
    expect(await bars(test.later(MINUTE_MS), '09:20')).toEqual({ '1': '- 40, serve 20' });
    test.later(4 * MINUTE_MS).must({ type: 'finish', counter: '1' });
    expect(await bars(test, '09:20')).toEqual({ '1': '- 40, serve 10, idle 10' });
  });

  it('is empty before and after somebody sat there, and no bar at all where nobody did', async () => {
    const test = atNine().later(10 * MINUTE_MS);
    test.must({ type: 'sign-out', counter: '1' });
    expect(await bars(test, '09:30')).toEqual({ '1': '- 30, idle 10, - 20' });
  });
});

it('is not told by a clock that nobody believes, nor when the day is over', async () => {
  const test = atNine().later(10 * MINUTE_MS);
  expect(await bars(test, null)).toBeNull();
  test.must({ type: 'close-day', dispositions: {}, rest: 'cancel' });
  expect(await bars(test, '09:30')).toBeNull();
});

it('keeps the length of the hour, whatever the clocks have said', () => {
  const hour: Stretch[] = [
    { counter: '1', part: 'serve', from: at('11:00'), to: at('10:00') },
    { counter: '1', part: 'idle', from: -Infinity, to: at('09:30') },
    { counter: '1', part: 'away', from: at('12:00'), to: Infinity },
  ];
  expect(barsOf(hour, at('10:00'))).toEqual([
    {
      counter: '1',
      stretches: [
        { part: 'idle', ms: 30 * MINUTE_MS },
        { part: null, ms: 30 * MINUTE_MS },
      ],
    },
  ]);
});
