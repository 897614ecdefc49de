/** A metric that leaves its target is told once, again each hour, and until it is truly back. */
import { describe, expect, it } from 'vitest';
import type { MetricReading } from '../../firmware-host/domain/alarm.ts';
import { initialState } from '../../firmware-host/domain/state.ts';
import { evolve } from '../../firmware-host/domain/evolve.ts';
import { nextDueMs } from '../../firmware-host/domain/rules/due.ts';
import { alwaysOpen, LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';

const HALF_HOUR_MS = 30 * MINUTE_MS;
const SLACK_MS = 5 * MINUTE_MS;

/** The half-hour that ends now: waits of at most 10 minutes are wanted, and 9 is back. */
const reading = (test: LobbyUnderTest, value: number | null, change: Partial<MetricReading> = {}) => ({
  metric: 'queue_time',
  service: null,
  fromAt: test.now.at - HALF_HOUR_MS,
  untilAt: test.now.at,
  value: value === null ? null : value * MINUTE_MS,
  target: { min: null, max: 10 * MINUTE_MS },
  recovered: { min: null, max: 9 * MINUTE_MS },
  ...change,
});

/** What a half-hour later its value has come to. */
function judged(test: LobbyUnderTest, value: number | null, change: Partial<MetricReading> = {}) {
  test.later(HALF_HOUR_MS);
  return test.said({ type: 'judge-metrics', readings: [reading(test, value, change)] });
}

const open = () => LobbyUnderTest.open();
const alarmOf = (test: LobbyUnderTest) => [...test.state.alarms.values()][0];

describe('an alarm', () => {
  it('is raised by a period outside, with what it was', () => {
    const test = open();
    expect(judged(test, 10)).toEqual([]);
    expect(judged(test, 10.1)).toEqual(['alarm.raised']);
    expect(alarmOf(test)).toMatchObject({
      metric: 'queue_time',
      service: null,
      side: 'high',
      value: 10.1 * MINUTE_MS,
      target: { min: null, max: 10 * MINUTE_MS },
      sinceAt: HALF_HOUR_MS,
      judgedAt: 2 * HALF_HOUR_MS,
      raisedAt: 2 * HALF_HOUR_MS,
      repostedAt: null,
      acknowledged: null,
    });
  });

  it('does not flap about its limit: it is over only inside by the margin', () => {
    const test = open();
    const values = [12, 9.5, 10.5, 9.9, 9.1, 12, 9.01];
    const told = values.flatMap((value) => judged(test, value)).filter((type) => type !== 'alarm.reposted');
    expect(told).toEqual(['alarm.raised']);
    expect(judged(test, 9)).toEqual(['alarm.cleared']);
    expect(judged(test, 9.9)).toEqual([]);
    expect(test.state.alarms.size).toBe(0);
  });

  it('waits for a period in which something could be measured', () => {
    const test = open();
    expect(judged(test, null)).toEqual([]);
    judged(test, 12);
    expect(judged(test, null)).toEqual([]);
    expect(test.state.alarms.size).toBe(1);
  });

  it('judges a period once', () => {
    const test = open();
    judged(test, 12);
    const again = reading(test, 1);
    expect(test.said({ type: 'judge-metrics', readings: [again] })).toEqual([]);
    expect(test.state.alarms.size).toBe(1);
    const thoughtAgain = { ...again, target: { min: null, max: MINUTE_MS } };
    expect(test.said({ type: 'judge-metrics', readings: [thoughtAgain] })).toEqual(['alarm.cleared']);
  });

  it('turns where the metric leaves its target on the other side', () => {
    const test = open();
    const target = { min: 2 * MINUTE_MS, max: 10 * MINUTE_MS };
    const recovered = { min: 3 * MINUTE_MS, max: 9 * MINUTE_MS };
    judged(test, 12, { target, recovered });
    expect(judged(test, 1, { target, recovered })).toEqual(['alarm.cleared', 'alarm.raised']);
    expect(alarmOf(test)?.side).toBe('low');
    expect(judged(test, 2.5, { target, recovered })).toEqual([]);
    expect(judged(test, 3, { target, recovered })).toEqual(['alarm.cleared']);
  });

  it('is over where the house has taken the target away', () => {
    const test = open();
    judged(test, 12);
    expect(judged(test, 12, { target: { min: null, max: null } })).toEqual(['alarm.cleared']);
    expect(judged(test, 12, { target: { min: null, max: null } })).toEqual([]);
  });

  it('is one for each metric and service', () => {
    const test = open();
    test.later(HALF_HOUR_MS);
    const readings = [null, 'A', 'B'].map((service) => reading(test, service === 'B' ? 1 : 12, { service }));
    expect(test.said({ type: 'judge-metrics', readings })).toEqual(['alarm.raised', 'alarm.raised']);
    expect(new Set(test.state.alarms.keys()).size).toBe(2);
    expect(judged(test, 1, { service: 'A' })).toEqual(['alarm.cleared']);
    expect(alarmOf(test)?.service).toBe(null);
  });
});

describe('telling it again', () => {
  it('comes each hour with the newest figure', () => {
    const test = open();
    judged(test, 12);
    expect(judged(test, 13)).toEqual([]);
    expect(judged(test, 14)).toEqual(['alarm.reposted']);
    expect(alarmOf(test)).toMatchObject({ value: 14 * MINUTE_MS, repostedAt: 3 * HALF_HOUR_MS });
    expect(judged(test, 15)).toEqual([]);
    expect(judged(test, 16)).toEqual(['alarm.reposted']);
  });

  it('comes by itself where no reading does, and stands still while everybody is outside or gone', () => {
    const test = open();
    judged(test, 12);
    expect(test.later(60 * MINUTE_MS).byItself()).toEqual([]);
    expect(nextDueMs(test.state, test.now)).toBe(SLACK_MS);
    expect(test.later(SLACK_MS).byItself()).toEqual(['alarm.reposted']);
    test.must({ type: 'evacuate', reason: 'drill' });
    expect(test.later(120 * MINUTE_MS).byItself()).toEqual([]);
    test.must({ type: 'resume-lobby' });
    expect(test.later(60 * MINUTE_MS).byItself()).toEqual([]);
    expect(test.later(SLACK_MS).byItself()).toEqual(['alarm.reposted']);
    test.must({ type: 'close-day', dispositions: {}, rest: 'cancel' });
    expect(test.later(600 * MINUTE_MS).byItself()).toEqual([]);
  });

  it('ends once somebody has answered, and the alarm stays until the metric is back', () => {
    const test = open();
    judged(test, 12);
    const { id = '' } = alarmOf(test) ?? {};
    test.must({ type: 'acknowledge-alarm', alarm: id, by: 'lin', note: 'text-1' });
    expect(alarmOf(test)?.acknowledged).toEqual({ by: 'lin', note: 'text-1', at: HALF_HOUR_MS });
    expect(test.later(180 * MINUTE_MS).byItself()).toEqual([]);
    expect(judged(test, 20)).toEqual([]);
    expect(judged(test, 5)).toEqual(['alarm.cleared']);
    expect(test.ask({ type: 'acknowledge-alarm', alarm: id, by: 'lin', note: 'text-2' })).toBe(
      'alarm-unknown',
    );
  });
});

it('goes on over the night, also for a fold that begins with the day', () => {
  const test = open();
  judged(test, 12);
  const before = alarmOf(test);
  test.later(600 * MINUTE_MS).must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
  expect(alarmOf(test)).toEqual(before);
  const opening = test.log.findLast(({ type }) => type === 'day.opened');
  if (opening === undefined) throw new Error('no day was opened');
  expect([...evolve(initialState(), opening).alarms.values()]).toEqual([before]);
  expect(test.byItself()).toEqual(['alarm.reposted']);
  expect(judged(test, 5)).toEqual(['alarm.cleared']);
});
