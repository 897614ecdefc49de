import { describe, expect, it } from 'vitest';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { visitToRate } from '../../firmware-host/domain/rate-visit.ts';
import { LobbyUnderTest, lobby } from '../support/lobby.ts';

const MINUTE_MS = 60_000;
const anyMoment: unknown = expect.objectContaining({ boot: 'boot' });

const rate = (test: LobbyUnderTest, score = 5, counter = '1') =>
  test.ask({ type: 'rate', counter, score, by: 'pad', at: test.now } satisfies Command);

/** A lobby in which A001 has just been served at counter 1 by agent lin. */
function served(): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  test.later(MINUTE_MS).must({ type: 'start', counter: '1' });
  test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
  return test;
}

const given = (score: number, ticket = 't1') => ({
  type: 'rating.given',
  data: { ticket, counter: '1', agent: 'lin', service: 'A', score, scale: 5, by: 'pad', pressed: anyMoment },
});

const flagged = (flag: string, ticket: string | null, agent: string | null = 'lin', score = 5) => ({
  type: 'rating.flagged',
  data: { ticket, counter: '1', agent, score, scale: 5, by: 'pad', pressed: anyMoment, flag },
});

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

describe('no press at all', () => {
  it.each([0, 6, -1, 2.5, Number.NaN])('has the score %s on a scale of five', (score) => {
    expect(rate(served(), score)).toBe('score-unknown');
  });

  it('comes from a counter that does not exist', () => {
    expect(rate(served(), 5, '9')).toBe('counter-unknown');
  });
});

it('a visit that ends as the lobby day does may be rated in the new one', () => {
  const test = served();
  test.must({ type: 'open-day', date: '2026-11-22' });
  expect(rate(test, 3)).toEqual([given(3)]);
  expect(rate(test)).toEqual([flagged('repeated', 't1')]);
});

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
});
