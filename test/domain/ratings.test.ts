import { describe, expect, it } from 'vitest';
import { visitToRate } from '../../firmware-host/domain/rules/rate.ts';
import { alwaysOpen, LobbyUnderTest, lobby } from '../support/lobby.ts';
import { callBack, flagged, given, MINUTE_MS, rate, reason, served } from '../support/rated-lobby.ts';

describe('a press counts', () => {
  it('for the visit that the counter ended last, once', () => {
    const test = served();
    expect(rate(test, 4)).toEqual([given(4)]);
    expect(test.state.counters.get('1')?.lastVisit).toMatchObject({ ticket: 't1', score: 4 });
  });

  it('when the agent who served has left the counter', () => {
    const test = served();
    test.must({ type: 'sign-out', counter: '1' });
    expect(rate(test)).toEqual([given(5)]);
  });

  it('for who is leaving, while the next visitor is only called', () => {
    const test = served();
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    expect(rate(test)).toEqual([given(5)]);
  });

  it('for who was served before, when the next visitor did not come', () => {
    const test = served();
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    test.must({ type: 'no-show', counter: '1' });
    expect(rate(test)).toEqual([given(5)]);
  });

  it('up to the last moment of the window, by the clock of the press and not of its telling', () => {
    const test = served();
    const pressed = { ...test.now, monoMs: test.now.monoMs + lobby.ratings.windowMs };
    test.later(10 * MINUTE_MS);
    expect(test.ask({ type: 'rate', counter: '1', score: 5, by: 'pad', at: pressed })).toEqual([given(5)]);
  });
});

describe('a press is kept with a flag, and never counted,', () => {
  it('before anybody was served', () => {
    const test = LobbyUnderTest.open();
    expect(rate(test)).toEqual([flagged('no-visit', null)]);
    test.must({ type: 'sign-out', counter: '1' });
    expect(rate(test)).toEqual([flagged('no-visit', null, null)]);
  });

  it('before the visit is over', () => {
    const test = served();
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    test.must({ type: 'start', counter: '1' });
    expect(rate(test)).toEqual([flagged('not-finished', 't2')]);
    test.must({ type: 'finish', counter: '1' });
    expect(rate(test)).toEqual([given(5, 't2')]);
  });

  it('the second time, and the score of the first stays', () => {
    const test = served();
    rate(test, 1);
    expect(rate(test)).toEqual([flagged('repeated', 't1')]);
    expect(test.state.counters.get('1')?.lastVisit?.score).toBe(1);
  });

  it('after the window', () => {
    const test = served();
    test.later(lobby.ratings.windowMs + 1);
    expect(rate(test)).toEqual([flagged('too-late', 't1')]);
    expect(visitToRate(test.state, '1', test.now)).toBeNull();
  });
});

describe('a visit whose end nobody knows', () => {
  it.each(['finish-forgotten', 'force-sign-out'] as const)('opens no window: %s', (type) => {
    const test = served();
    test.take('A');
    test.call('1');
    test.must({ type: 'start', counter: '1' });
    test.later(MINUTE_MS).must({ type, counter: '1' });
    expect(visitToRate(test.state, '1', test.now)).toBeNull();
    expect(rate(test)).toMatchObject([{ type: 'rating.flagged', data: { flag: 'no-visit', ticket: null } }]);
  });
});

describe('no press at all', () => {
  it.each([0, 6, -1, 2.5, Number.NaN])('has the score %s on a scale of five', (score) => {
    expect(rate(served(), score)).toBe('score-unknown');
  });

  it('is kept of a page that goes on for its own visit; a pad is heard on', () => {
    const test = served();
    const named = { type: 'rate', counter: '1', score: 1, by: 'screen', visit: 't1' } as const;
    for (let n = 0; n < 10; n += 1) test.must({ ...named, at: test.now });
    expect(test.ask({ ...named, at: test.now })).toBe('rating-none');
    expect(rate(test)).toMatchObject([{ type: 'rating.flagged' }]);
  });

  it('comes from a counter that does not exist', () => {
    expect(rate(served(), 5, '9')).toBe('counter-unknown');
  });
});

describe.each([3, 4, 5, 7, 10])('on a scale of %d', (scale) => {
  it('every score from the worst to the best counts', () => {
    const scores = Array.from({ length: scale }, (_, index) => index + 1);
    expect(scores.map((score) => rate(served({ scale }), score))).toMatchObject(
      scores.map((score) => [{ type: 'rating.given', data: { score, scale } }]),
    );
  });

  it('nothing below or above it is a score', () => {
    expect(rate(served({ scale }), scale + 1)).toBe('score-unknown');
    expect(rate(served({ scale }), 0)).toBe('score-unknown');
  });
});

describe('a visit too short to have been one', () => {
  it('is not rated: the press is kept', () => {
    expect(rate(served({ shortVisitMs: MINUTE_MS + 1 }))).toEqual([flagged('short-visit', 't1')]);
    expect(rate(served({ shortVisitMs: MINUTE_MS }))).toEqual([given(5)]);
  });

  it('is no visit whose agent only forgot to press start', () => {
    const test = LobbyUnderTest.open({ ratings: { ...lobby.ratings, shortVisitMs: 30_000 } });
    test.take('A');
    test.call('1');
    test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
    expect(rate(test)).toEqual([given(5)]);
  });
});

describe('several buttons one after the other', () => {
  it('are nobody’s opinion: what had counted counts no more', () => {
    const test = served();
    rate(test, 1);
    expect(rate(test, 2)).toEqual([flagged('repeated', 't1', 'lin', 2)]);
    expect(rate(test, 3)).toEqual([
      flagged('row', 't1', 'lin', 3),
      { type: 'rating.discounted', data: { ticket: 't1', counter: '1', flag: 'row' } },
    ]);
    expect(test.state.counters.get('1')?.lastVisit?.score).toBeNull();
    expect(rate(test, 4)).toEqual([flagged('row', 't1', 'lin', 4)]);
  });

  it('are only that when they are different ones in a short time', () => {
    const test = served();
    rate(test, 1);
    rate(test, 1);
    expect(rate(test, 2)).toEqual([flagged('repeated', 't1', 'lin', 2)]);
    const slow = served();
    rate(slow, 1);
    slow.later(8_000);
    rate(slow, 2);
    slow.later(8_000);
    expect(rate(slow, 3)).toEqual([flagged('repeated', 't1', 'lin', 3)]);
    expect(slow.state.counters.get('1')?.lastVisit?.score).toBe(1);
  });
});

const displeased = () => {
  const test = served();
  rate(test, 2);
  return test;
};

describe('after a low score', () => {
  it('one reason of the list is asked for, once', () => {
    const test = displeased();
    expect(test.ask(reason('the weather'))).toBe('reason-unknown');
    expect(test.ask(reason('speed', '9'))).toBe('counter-unknown');
    expect(test.said(reason('speed'))).toEqual(['rating.reason-given']);
    expect(test.ask(reason('speed'))).toBe('reason-given');
  });

  it('a call-back may be wished, once, and somebody has to call by a time', () => {
    const test = displeased();
    expect(test.said(callBack)).toEqual(['case.opened']);
    expect(test.ask(callBack)).toBe('call-back-asked');
    expect(test.ask({ ...callBack, counter: '9' })).toBe('counter-unknown');
    expect(test.state.cases.get('t1-call-back')).toMatchObject({
      kind: 'call-back',
      number: 'A001',
      receiver: 'lin',
      matter: 'c1',
      dueAt: test.now.at + lobby.ratings.callBackMs,
    });
  });

  it('nothing is asked when it was not low, not given, taken back, or long ago', () => {
    const pleased = served();
    rate(pleased, 3);
    expect(pleased.ask(reason('speed'))).toBe('rating-none');
    expect(pleased.ask(callBack)).toBe('rating-none');
    expect(served().ask(reason('speed'))).toBe('rating-none');
    const playing = displeased();
    rate(playing, 1);
    rate(playing, 5);
    expect(playing.ask(callBack)).toBe('rating-none');
    expect(
      displeased()
        .later(lobby.ratings.windowMs + 1)
        .ask(reason('speed')),
    ).toBe('rating-none');
  });
});

it('a visit that ends as the lobby day does may be rated in the new one', () => {
  const test = served();
  test.must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
  expect(rate(test, 3)).toEqual([given(3)]);
  expect(rate(test)).toEqual([flagged('repeated', 't1')]);
});
