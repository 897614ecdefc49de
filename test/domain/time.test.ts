/** Time in the lobby: power cuts, clocks that are set, evacuations; and what happens by itself. */
import { describe, expect, it } from 'vitest';
import { nextDueMs } from '../../firmware-host/domain/rules/due.ts';
import { alwaysOpen, lobby, LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

const HOUR_MS = 60 * MINUTE_MS;

/** How long the next one is said to have waited when called. */
function waited(test: LobbyUnderTest): number | null | undefined {
  const [event] = test.must({ type: 'call-next', counter: '1' });
  return event?.type === 'ticket.called' ? event.data.waitedMs : undefined;
}

const alarm = (test: LobbyUnderTest) => test.must({ type: 'evacuate', reason: 'alarm' });

describe('a power cut', () => {
  it('is left out of every wait', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.later(10 * MINUTE_MS).take('B');
    expect(waited(test.powerCut(HOUR_MS).later(MINUTE_MS))).toBe(11 * MINUTE_MS);
  });

  it('stops nothing that happens by itself afterwards, though nobody presses a key', () => {
    const test = LobbyUnderTest.open({ calls: { ...lobby.calls, noShowAfterMs: MINUTE_MS } });
    test.take('A');
    test.call('1');
    test.powerCut(HOUR_MS);
    expect(test.byItself()).toEqual([]);
    expect(test.later(MINUTE_MS).byItself()).toEqual(['ticket.no-show']);
  });

  it('on a machine that has run for weeks makes nobody wait for weeks', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.powerCut(0).later(3 * MINUTE_MS);
    const now = { ...test.now, monoMs: 40 * 24 * HOUR_MS };
    expect(now.at - 3 * MINUTE_MS).toBe(test.log.at(-1)?.time.at);
    expect(nextDueMs(test.state, now)).toBeNull();
    expect(test.nowMs).toBe(3 * MINUTE_MS);
  });
});

describe('a clock that is set', () => {
  it('changes nobody’s wait', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.later(MINUTE_MS).setClock(24 * HOUR_MS);
    expect(waited(test)).toBe(MINUTE_MS);
  });

  it('that cannot be trusted lets nothing happen that was agreed by the clock', () => {
    const test = LobbyUnderTest.open({ wrapUp: { maxMs: MINUTE_MS } });
    const notice = { id: 'n1', kind: 'ordinary', texts: { en: 'Snow' }, on: ['display'] } as const;
    test.must({ type: 'post-notice', notice: { ...notice, fromAt: MINUTE_MS, untilAt: null } });
    test.take('A');
    test.serve('1', 1);
    test.setClock(9 * HOUR_MS, false).later(MINUTE_MS);
    expect(test.byItself()).toEqual(['counter.ready']);
    test.setClock(9 * HOUR_MS, true);
    expect(test.byItself()).toEqual(['notice.began']);
  });

  it('that cannot be trusted brings parked visitors back after as long as was agreed', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'park-waiting', ticket: 't1', untilAt: 20 * MINUTE_MS, reason: 'lunch' });
    test.setClock(9 * HOUR_MS, false);
    expect(nextDueMs(test.state, test.now)).toBe(20 * MINUTE_MS);
    expect(test.later(20 * MINUTE_MS - 1).byItself()).toEqual([]);
    expect(test.later(1).byItself()).toEqual(['ticket.unparked']);
    expect(test.call('1')).toBe('A001');
  });

  it('that cannot be trusted counts no evacuation to who is parked, and goes on after it', () => {
    const test = LobbyUnderTest.open().setClock(0, false);
    test.take('A');
    test.must({ type: 'park-waiting', ticket: 't1', untilAt: 20 * MINUTE_MS, reason: 'lunch' });
    alarm(test.later(10 * MINUTE_MS));
    test.later(HOUR_MS).must({ type: 'resume-lobby' });
    expect(test.later(9 * MINUTE_MS).byItself()).toEqual([]);
    expect(test.later(MINUTE_MS).byItself()).toEqual(['ticket.unparked']);
  });
});

describe('an evacuation', () => {
  it('stops the clocks, and the queue goes on in its order afterwards', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.later(MINUTE_MS).take('B');
    alarm(test.later(MINUTE_MS));
    test.later(HOUR_MS).must({ type: 'resume-lobby' });
    expect(waited(test)).toBe(2 * MINUTE_MS);
    test.must({ type: 'finish', counter: '1' });
    expect(waited(test.later(MINUTE_MS))).toBe(2 * MINUTE_MS);
  });

  it('gives no numbers and calls nobody, but help can be called and visitors may leave', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    alarm(test);
    expect(test.askNumber('A')).toBe('evacuation');
    expect(test.ask({ type: 'call-next', counter: '1' })).toBe('evacuation');
    expect(test.said({ type: 'call-assist', counter: '1', level: 1 })).toEqual(['assist.called']);
    expect(test.said({ type: 'cancel', ticket: 't1', by: 'visitor', reason: null })).toEqual([
      'ticket.cancelled',
    ]);
  });

  it('lets nothing happen to people meanwhile, by whatever clock', () => {
    const test = LobbyUnderTest.open({ calls: { ...lobby.calls, noShowAfterMs: MINUTE_MS } });
    test.take('A');
    test.take('A');
    test.call('1');
    test.must({ type: 'park-waiting', ticket: 't2', untilAt: MINUTE_MS, reason: 'lunch' });
    alarm(test);
    expect(test.later(HOUR_MS).byItself()).toEqual([]);
    test.must({ type: 'resume-lobby' });
    expect(test.byItself()).toEqual(['ticket.unparked']);
    expect(test.later(MINUTE_MS).byItself()).toEqual(['ticket.no-show']);
  });

  it('is one, and outlives a power cut and the night', () => {
    const test = LobbyUnderTest.open();
    expect(test.ask({ type: 'resume-lobby' })).toEqual([]);
    alarm(test);
    expect(test.ask({ type: 'evacuate', reason: 'drill' })).toEqual([]);
    test.powerCut(HOUR_MS).must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
    expect(test.state.frozen).toBe('alarm');
    expect(test.said({ type: 'resume-lobby' })).toEqual(['lobby.resumed']);
  });
});

describe('what happens by itself', () => {
  it('is waited for exactly as long as it takes', () => {
    const test = LobbyUnderTest.open({ calls: { ...lobby.calls, noShowAfterMs: 2 * MINUTE_MS } });
    expect(nextDueMs(test.state, test.now)).toBeNull();
    test.take('A');
    test.take('A');
    test.call('1');
    test.must({ type: 'park-waiting', ticket: 't2', untilAt: MINUTE_MS, reason: 'lunch' });
    expect(nextDueMs(test.state, test.now)).toBe(MINUTE_MS);
    test.later(5 * MINUTE_MS);
    expect(nextDueMs(test.state, test.now)).toBe(0);
    expect([...test.byItself()].toSorted()).toEqual(['ticket.no-show', 'ticket.unparked']);
    expect(nextDueMs(test.state, test.now)).toBeNull();
  });

  it('is nothing where no lobby is', () => {
    const test = new LobbyUnderTest();
    expect(nextDueMs(test.state, test.now)).toBeNull();
    expect(test.ask({ type: 'time-passed' })).toBe('day-not-open');
  });

  it('is nothing more to people once the day is closed', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'park-waiting', ticket: 't1', untilAt: MINUTE_MS, reason: 'lunch' });
    test.must({ type: 'close-day', dispositions: {}, rest: 'keep' });
    expect(test.later(HOUR_MS).byItself()).toEqual([]);
    test.must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
    expect(test.byItself()).toEqual(['ticket.unparked']);
  });
});

describe('an agent who may have forgotten a key', () => {
  it('is nudged once at twice the usual time, of each visit', () => {
    const test = LobbyUnderTest.open({ services: [service('A'), service('B')] });
    for (let served = 0; served < 10; served += 1) {
      test.take('A');
      test.call('1');
      test.must({ type: 'start', counter: '1' });
      test.later(3 * MINUTE_MS).must({ type: 'finish', counter: '1' });
    }
    test.take('A');
    test.call('1');
    test.must({ type: 'start', counter: '1' });
    expect(test.later(6 * MINUTE_MS - 1).byItself()).toEqual([]);
    expect(test.later(1).byItself()).toEqual(['ticket.overran']);
    expect(test.later(HOUR_MS).byItself()).toEqual([]);
    test.must({ type: 'park', counter: '1', untilAt: test.now.at + 1, reason: 'copies' });
    test.later(1).byItself();
    test.call('1');
    test.must({ type: 'start', counter: '1' });
    expect(test.later(HOUR_MS).byItself()).toEqual(['ticket.overran']);
  });
});
