/** What is told late, by a pad while the journal was away or by a screen without a connection, is never the next visitor's. */
import { describe, expect, it } from 'vitest';
import type { Moment } from '../../firmware-host/domain/moment.ts';
import { visitToRate } from '../../firmware-host/domain/rules/rate.ts';
import { LobbyUnderTest, lobby } from '../support/lobby.ts';
import { callBack, flagged, given, MINUTE_MS, rate, reason, served } from '../support/rated-lobby.ts';

/** The next visitor is called, and service begins. Returns when. */
function serveNext(test: LobbyUnderTest): Moment {
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  test.later(1000).must({ type: 'start', counter: '1' });
  return test.now;
}

const press = (test: LobbyUnderTest, at: Moment, score = 5) =>
  test.ask({ type: 'rate', counter: '1', score, by: 'pad', at });

describe('a press that is told late, because the journal was away,', () => {
  it('was too early if its visit was still going on, whatever has happened since', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    test.must({ type: 'start', counter: '1' });
    const pressed = test.later(MINUTE_MS).now;
    test.later(1).must({ type: 'finish', counter: '1' });
    expect(test.ask({ type: 'rate', counter: '1', score: 5, by: 'pad', at: pressed })).toEqual([
      flagged('not-finished', 't1'),
    ]);
  });

  it('never rates the visit after its own', () => {
    const test = served();
    const pressed = test.later(1000).now;
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    test.later(1000).must({ type: 'finish', counter: '1' });
    expect(test.ask({ type: 'rate', counter: '1', score: 1, by: 'pad', at: pressed })).toEqual([
      flagged('not-finished', 't2', 'lin', 1),
    ]);
  });

  it('rates the visit before the one that has begun since', () => {
    const test = served();
    const pressed = test.later(1000).now;
    serveNext(test);
    expect(visitToRate(test.state, '1', pressed)?.ticket).toBe('t1');
    expect(visitToRate(test.state, '1', test.now)).toBeNull();
    expect(press(test, pressed, 4)).toEqual([given(4)]);
    expect(test.state.counters.get('1')?.lastVisit).toMatchObject({ ticket: 't1', score: 4 });
    expect(press(test, pressed, 4)).toEqual([flagged('repeated', 't1', 'lin', 4)]);
  });

  it('is of the visitor who is being served from the moment on at which that began', () => {
    const test = served();
    test.later(1000);
    const began = serveNext(test);
    expect(press(test, { ...began, monoMs: began.monoMs - 1 })).toEqual([given(5)]);
    expect(press(test, began)).toEqual([flagged('not-finished', 't2')]);
  });

  it('is flagged for the visit of its own moment, whoever is being served by now', () => {
    const early = served();
    const { now } = early;
    serveNext(early.later(1000));
    expect(press(early, { ...now, monoMs: now.monoMs - 1 })).toEqual([flagged('not-finished', 't1')]);
    const late = served();
    const pressed = late.later(lobby.ratings.windowMs + 1).now;
    serveNext(late.later(1000));
    expect(press(late, pressed)).toEqual([flagged('too-late', 't1')]);
    const first = LobbyUnderTest.open();
    const before = first.now;
    serveNext(first.later(1000));
    expect(press(first, before)).toEqual([flagged('no-visit', null)]);
  });
});

const named = (test: LobbyUnderTest, visit: string, score = 1) =>
  test.ask({ type: 'rate', counter: '1', score, by: 'pad', at: test.now, visit });

describe('a press that names its visit', () => {
  it('counts for that one, and is flagged for no other', () => {
    const test = served();
    expect(named(test, 't1')).toEqual([given(1)]);
    expect(named(test, 't1')).toEqual([flagged('repeated', 't1', 'lin', 1)]);
    test.later(lobby.ratings.windowMs + 1);
    expect(named(test, 't1', 5)).toEqual([flagged('repeated', 't1')]);
  });

  it('is refused when the counter has ended another one since', () => {
    const test = served();
    rate(test, 1);
    serveNext(test.later(1000));
    test.later(1000).must({ type: 'finish', counter: '1' });
    expect(named(test, 't1')).toBe('rating-none');
    expect(named(test, 'nobody')).toBe('rating-none');
    rate(test, 1);
    expect(test.ask({ ...reason('speed'), visit: 't1' })).toBe('rating-none');
    expect(test.ask({ ...callBack, visit: 't1' })).toBe('rating-none');
    expect(test.said({ ...reason('speed'), visit: 't2' })).toEqual(['rating.reason-given']);
    expect(test.said({ ...callBack, visit: 't2' })).toEqual(['case.opened']);
  });

  it('is refused where nobody was served, and while somebody else is being served', () => {
    expect(named(LobbyUnderTest.open(), 't1')).toBe('rating-none');
    const test = served();
    serveNext(test.later(1000));
    expect(named(test, 't1')).toBe('rating-none');
    expect(named(test, 't2')).toBe('rating-none');
  });
});
