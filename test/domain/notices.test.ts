/** Words to the lobby, and emergencies. */
import { describe, expect, it } from 'vitest';
import { evolve } from '../../firmware-host/domain/evolve.ts';
import { activeNotices } from '../../firmware-host/domain/notice.ts';
import { initialState } from '../../firmware-host/domain/state.ts';
import { LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';

const notice = {
  id: 'w1',
  kind: 'ordinary',
  texts: { en: 'Mind the step' },
  fromAt: null,
  untilAt: null,
  on: ['display'],
} as const;
const post = (change: object = {}) => ({ type: 'post-notice', notice: { ...notice, ...change } }) as const;

const shown = ({ state }: LobbyUnderTest) => activeNotices(state.notices.values()).map(({ id }) => id);

describe('a notice', () => {
  it('is shown at once, until it is withdrawn', () => {
    const test = LobbyUnderTest.open();
    expect(test.said(post())).toEqual(['notice.posted']);
    expect(shown(test)).toEqual(['w1']);
    expect(test.said({ type: 'withdraw-notice', notice: 'w1' })).toEqual(['notice.ended']);
    expect(shown(test)).toEqual([]);
    expect(test.ask({ type: 'withdraw-notice', notice: 'w1' })).toBe('notice-unknown');
  });

  it('is shown from its time to its time', () => {
    const test = LobbyUnderTest.open();
    test.must(post({ fromAt: MINUTE_MS, untilAt: 2 * MINUTE_MS }));
    expect(shown(test)).toEqual([]);
    expect(test.later(MINUTE_MS).byItself()).toEqual(['notice.began']);
    expect(shown(test)).toEqual(['w1']);
    expect(test.later(MINUTE_MS).byItself()).toEqual(['notice.ended']);
    expect(test.log.at(-1)).toMatchObject({ data: { by: 'time' } });
  });

  it('is news once; a changed one takes its place', () => {
    const test = LobbyUnderTest.open();
    test.must(post());
    expect(test.ask(post())).toEqual([]);
    test.must(post({ kind: 'emergency' }));
    expect(test.state.notices.size).toBe(1);
  });

  it('ends after it has begun, and not in the past', () => {
    const test = LobbyUnderTest.open().later(MINUTE_MS);
    expect(test.ask(post({ untilAt: MINUTE_MS }))).toBe('time-past');
    expect(test.ask(post({ fromAt: 3 * MINUTE_MS, untilAt: 2 * MINUTE_MS }))).toBe('time-past');
  });

  it('outlives the night', () => {
    const test = LobbyUnderTest.open();
    test.must(post());
    test.must({ type: 'open-day', date: '2026-11-22', timetable: {} });
    expect(shown(test)).toEqual(['w1']);
  });
});

it('an emergency goes before everything, and the newest before the older', () => {
  const test = LobbyUnderTest.open();
  for (const id of ['snow', 'fire']) test.must(post({ id, kind: 'emergency' }));
  for (const id of ['lunch', 'parking']) test.must(post({ id }));
  expect(shown(test)).toEqual(['fire', 'snow', 'parking', 'lunch']);
});

const emergency = (id: string, change: object = {}) =>
  post({ id, kind: 'emergency', on: ['board'], ...change });
const takenAt = ({ state }: LobbyUnderTest) => state.boardsTakenAt?.at ?? null;

describe('what takes all boards', () => {
  it('has begun when it comes, again when something else has come in between, and never on an ordinary day', () => {
    const test = LobbyUnderTest.open();
    test.must(post({ on: ['board'] }));
    test.must(emergency('elsewhere', { on: ['kiosk', 'display', 'phone'] }));
    expect(takenAt(test)).toBeNull();
    test.later(1000).must(emergency('snow'));
    expect(takenAt(test)).toBe(1000);
    test.later(1000).must(emergency('door'));
    expect(takenAt(test)).toBe(2000);
    test.later(1000).must({ type: 'evacuate', reason: 'alarm' });
    expect(takenAt(test)).toBe(3000);
    test.later(1000).must({ type: 'withdraw-notice', notice: 'door' });
    expect(takenAt(test)).toBe(3000);
    test.later(1000).must({ type: 'resume-lobby' });
    expect(takenAt(test)).toBe(5000);
    test.later(1000).must({ type: 'withdraw-notice', notice: 'snow' });
    expect(takenAt(test)).toBeNull();
  });

  it('is not begun again by anything that is shown nowhere then', () => {
    const test = LobbyUnderTest.open();
    test.later(1000).must(emergency('snow'));
    test.later(1000).must(post({ on: ['board'] }));
    test.later(1000).must(emergency('later', { fromAt: test.now.at + MINUTE_MS }));
    expect(takenAt(test)).toBe(1000);
    test.later(MINUTE_MS).byItself();
    expect(takenAt(test)).toBe(MINUTE_MS + 3000);
  });

  it('begins anew with the day, so that a fold from there on tells the same', () => {
    const test = LobbyUnderTest.open();
    test.must(emergency('snow'));
    test.later(1000).must({ type: 'open-day', date: '2026-11-22', timetable: {} });
    expect(takenAt(test)).toBe(1000);
    const opening = test.log.at(-1);
    if (opening === undefined) throw new Error('no day opened');
    expect(evolve(initialState(), opening).boardsTakenAt).toEqual(test.state.boardsTakenAt);
  });
});
