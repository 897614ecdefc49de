/** Words to the lobby, and emergencies. */
import { describe, expect, it } from 'vitest';
import { activeNotices } from '../../firmware-host/domain/rules/notices.ts';
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
