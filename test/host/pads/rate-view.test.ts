/** What a counter's screen shows to the visitor who has just been served there, and when it shows nothing. */
import { describe, expect, it } from 'vitest';
import { rateView } from '../../../firmware-host/displays/rate-view.ts';
import { siteOf } from '../../../firmware-host/site.ts';
import { configOf, lobby as lobbyText } from '../../config/lobby.ts';
import { lobby, LobbyUnderTest } from '../../support/lobby.ts';

const config = configOf(lobbyText({ languages: 'languages: [en, zh-CN]' }));
const site = siteOf(config, () => null);
const { windowMs } = lobby.ratings;

/** Somebody was served at counter 1, and is about to leave. */
function served(): LobbyUnderTest {
  const test = LobbyUnderTest.open().later(1000);
  test.take('A', { language: 'zh-CN' });
  test.call('1');
  test.must({ type: 'start', counter: '1' });
  test.later(60_000).must({ type: 'finish', counter: '1' });
  return test;
}

const viewOf = (test: LobbyUnderTest, counter = '1') => rateView(site, test.state, counter, test.now);
const visitOf = (test: LobbyUnderTest) => viewOf(test).visit;
const press = (test: LobbyUnderTest, score: number) =>
  test.must({ type: 'rate', counter: '1', score, by: 'pad', at: test.now });

describe('the screen of a counter', () => {
  it('asks the visitor who has just been served, in the language of the ticket', () => {
    const test = served();
    expect(viewOf(test)).toEqual({
      counter: { id: '1', name: { 'zh-CN': '1 号窗口', 'zh-TW': '1 號櫃檯', en: 'Counter 1' } },
      now: '1970-01-01T00:01:01.000Z',
      demo: true,
      languages: ['en', 'zh-CN'],
      scale: 5,
      reasons: ['attitude', 'speed'],
      visit: {
        id: 't1',
        number: 'A001',
        service: { letter: 'A', name: { 'zh-CN': 'Enquiries', 'zh-TW': 'Enquiries', en: 'Enquiries' } },
        language: 'zh-CN',
        state: 'asked',
        score: null,
        ratedAt: null,
        isLow: false,
        reason: null,
        isCallBackAsked: false,
        until: '1970-01-01T00:03:01.000Z',
      },
    });
  });

  it('thanks for what was pressed, and knows when', () => {
    const test = served().later(5000);
    press(test, 4);
    test.later(3000);
    expect(visitOf(test)).toMatchObject({
      state: 'rated',
      score: 4,
      ratedAt: '1970-01-01T00:01:06.000Z',
      isLow: false,
    });
  });

  it('goes on thanking for that, whatever is pressed after it', () => {
    const test = served().later(5000);
    press(test, 4);
    const before = visitOf(test);
    for (let n = 0; n < 30; n += 1) press(test.later(700), 4 + (n % 2));
    expect(visitOf(test)).toEqual(before);
  });

  it('asks for the reason of a low score, and keeps what was said', () => {
    const test = served();
    press(test, 2);
    expect(visitOf(test)).toMatchObject({ isLow: true, reason: null, isCallBackAsked: false });
    test.must({ type: 'give-reason', counter: '1', reason: 'speed' });
    test.must({ type: 'ask-call-back', counter: '1', contact: 'ref' });
    expect(visitOf(test)).toMatchObject({ isLow: true, reason: 'speed', isCallBackAsked: true });
  });

  it('falls silent when the time is over, rated or not', () => {
    for (const isRated of [false, true]) {
      const test = served();
      if (isRated) press(test, 1);
      expect(visitOf(test.later(windowMs))).not.toBeNull();
      expect(visitOf(test.later(1))).toBeNull();
    }
  });

  it('is the next visitor’s as soon as that one is being served, and not before', () => {
    for (const isRated of [false, true]) {
      const test = served();
      if (isRated) press(test, 1);
      test.take('A');
      test.call('1');
      expect(visitOf(test)?.number).toBe('A001');
      test.must({ type: 'start', counter: '1' });
      expect(visitOf(test)).toBeNull();
      test.must({ type: 'finish', counter: '1' });
      expect(visitOf(test)).toMatchObject({ number: 'A002', state: 'asked', language: 'zh-CN' });
    }
  });

  it('shows nothing of a press that does not count', () => {
    const test = LobbyUnderTest.open();
    press(test, 1);
    expect(visitOf(test)).toBeNull();
    test.take('A');
    test.call('1');
    test.must({ type: 'start', counter: '1' });
    press(test, 1);
    expect(visitOf(test)).toBeNull();
  });

  it('neither asks nor thanks who has pressed all buttons in a row', () => {
    const test = served();
    for (const score of [5, 4, 3]) press(test.later(500), score);
    expect(visitOf(test)).toBeNull();
  });

  it('does not ask whom nobody has served for long enough', () => {
    const test = LobbyUnderTest.open({ ratings: { ...lobby.ratings, shortVisitMs: 30_000 } });
    test.take('A');
    test.serve('1', 1);
    expect(visitOf(test)).toBeNull();
  });

  it('knows nothing of other counters', () => {
    const test = served();
    press(test, 1);
    expect(viewOf(test, '2').visit).toBeNull();
  });

  it('knows no reasons where the house does not ask', () => {
    const test = LobbyUnderTest.open({ ratings: { ...lobby.ratings, reasons: [] } });
    expect(viewOf(test).reasons).toEqual([]);
  });
});
