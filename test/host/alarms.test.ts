/** Metrics are judged by the half-hour: when, over what, and what becomes of it. */
import { describe, expect, it } from 'vitest';
import { judgedRange, recoveredRange } from '../../firmware-host/metrics/alarms/judged-range.ts';
import type { MetricSettings } from '../../firmware-host/metrics/settings.ts';
import { settingsWith } from '../metrics/settings.ts';
import { DATE, WatchedLobby } from '../support/watched-lobby.ts';

const MINUTE_MS = 60_000;

const target = (min: number | null, max: number | null, tolerancePercent = 0) => ({
  min: min === null ? null : min * MINUTE_MS,
  max: max === null ? null : max * MINUTE_MS,
  tolerancePercent,
  source: 'house',
});

/** Waits of three to ten minutes are wanted. */
function settings(services: Record<string, ReturnType<typeof target>> = {}): MetricSettings {
  const base = settingsWith();
  return { ...base, targets: { ...base.targets, queue_time: { house: target(3, 10), services } } };
}

const alarmOf = ({ handler }: WatchedLobby) => [...handler.committed.alarms.values()][0];

describe('an alarm by the half-hour', () => {
  it('is raised when one has ended, told each hour, posted each time, and over when the waits are', async () => {
    const watched = await WatchedLobby.open(settings());
    await watched.visits(5, 15);
    expect(await watched.at('08:29:59')).toEqual([]);
    expect(await watched.at('08:30:04')).toEqual([]);
    expect(await watched.at('08:30:06')).toEqual(['alarm.raised', 'notice.posted']);
    expect(alarmOf(watched)).toMatchObject({
      metric: 'queue_time',
      service: null,
      side: 'high',
      value: 15 * MINUTE_MS,
      target: { min: null, max: 10 * MINUTE_MS },
      sinceAt: Date.parse(`${DATE}T08:00:00Z`),
      judgedAt: Date.parse(`${DATE}T08:30:00Z`),
    });
    const [notice] = watched.handler.committed.notices.values();
    expect(notice).toMatchObject({ on: ['board'], texts: { en: 'Queue time above its target' } });
    expect(await watched.at('08:40:07')).toEqual(['notice.ended']);
    // Inside, but by a hair.
    await watched.visits(5, 9.8);
    expect(await watched.at('09:00:06')).toEqual([]);
    await watched.visits(5, 12);
    expect(await watched.at('09:30:07')).toEqual(['alarm.reposted', 'notice.posted']);
    expect(alarmOf(watched)?.value).toBe(12 * MINUTE_MS);
    await watched.visits(5, 5);
    expect(await watched.at('09:39:00')).toEqual([]);
    expect(await watched.at('10:00:06')).toEqual(['notice.ended', 'alarm.cleared']);
    expect(watched.handler.committed.alarms.size).toBe(0);
    expect(watched.said).toEqual([]);
  });

  it('leaves the board as soon as somebody has answered, and is not posted again', async () => {
    const watched = await WatchedLobby.open(settings());
    await watched.visits(5, 15);
    await watched.at('08:30:06');
    const { id = '' } = alarmOf(watched) ?? {};
    await watched.ask({ type: 'acknowledge-alarm', alarm: id, by: 'lin', note: 'note-1' });
    await watched.at('08:31:00');
    expect(watched.told.slice(-2)).toEqual(['alarm.acknowledged', 'notice.ended']);
    await watched.visits(5, 15);
    expect(await watched.at('09:45:06')).toEqual([]);
  });

  it('goes back to more half-hours where one has too few visitors to say anything', async () => {
    const watched = await WatchedLobby.open(settings());
    await watched.visits(2, 20);
    expect(await watched.at('08:30:06')).toEqual([]);
    await watched.visits(2, 20);
    expect(await watched.at('09:00:06')).toEqual([]);
    await watched.visits(1, 20);
    expect(await watched.at('09:30:06')).toContain('alarm.raised');
    expect(alarmOf(watched)?.sinceAt).toBe(Date.parse(`${DATE}T08:00:00Z`));
  });

  it('is of the service, where services have targets of their own', async () => {
    const watched = await WatchedLobby.open(settings({ A: target(null, 20), B: target(null, 1) }));
    await watched.visits(5, 15);
    expect(await watched.at('08:30:06')).toEqual([]);
    await watched.visits(5, 25);
    expect(await watched.at('09:00:06')).toEqual(['alarm.raised', 'notice.posted']);
    expect(alarmOf(watched)?.service).toBe('A');
    const [notice] = watched.handler.committed.notices.values();
    expect(notice?.texts['en']).toBe('Payments: Queue time above its target');
  });

  it('is raised by a whole day where the metric is one of days, also for being too low', async () => {
    const base = settings();
    const watched = await WatchedLobby.open({
      ...base,
      targets: { ...base.targets, handle_time: { house: target(3, 10), services: {} } },
    });
    await watched.visits(1, 1);
    expect(await watched.at('18:00:06')).toEqual([]);
    await watched.ask({ type: 'close-day', dispositions: {}, rest: 'cancel' });
    expect(await watched.at('18:01:00')).toEqual(['alarm.raised', 'notice.posted']);
    expect(alarmOf(watched)).toMatchObject({ metric: 'handle_time', side: 'low', value: 0 });
  });

  it.each([
    [11.4, []],
    [11.6, ['alarm.raised', 'notice.posted']],
  ])('at %s minutes of 3 to 10 ± 15 %% comes only beyond what is tolerated', async (minutes, told) => {
    const base = settings();
    const targets = { ...base.targets, queue_time: { house: target(3, 10, 15), services: {} } };
    const watched = await WatchedLobby.open({ ...base, targets });
    await watched.visits(5, minutes);
    expect(await watched.at('08:30:06')).toEqual(told);
    const limit = { min: null, max: 11.5 * MINUTE_MS };
    expect(alarmOf(watched)?.target).toEqual(told.length === 0 ? undefined : limit);
    // It ends well inside of where it begins.
    await watched.visits(5, 11);
    expect(await watched.at('09:00:06')).not.toContain('alarm.cleared');
    await watched.visits(5, 10.9);
    expect((await watched.at('09:30:06')).includes('alarm.cleared')).toBe(told.length > 0);
  });
});

describe('the metrics are judged', () => {
  it('once a quarter of an hour, and not by a clock that nobody trusts, nor while everybody is outside', async () => {
    const watched = await WatchedLobby.open(settings());
    await watched.at('08:01:00');
    await watched.at('08:02:00');
    expect(watched.read).toBe(1);
    watched.trusted = false;
    await watched.at('08:16:00');
    watched.trusted = true;
    await watched.ask({ type: 'evacuate', reason: 'drill' });
    await watched.at('08:17:00');
    expect(watched.read).toBe(1);
    await watched.ask({ type: 'resume-lobby' });
    await watched.at('08:18:00');
    expect(watched.read).toBe(2);
  });

  it('not all night long, when nothing happens', async () => {
    const watched = await WatchedLobby.open(settings());
    const times = ['08:16', '08:31', '08:46', '09:01', '09:16', '09:31', '10:01', '12:01'];
    for (const time of times) await watched.at(`${time}:00`);
    // The hour of the last fact is over, and was judged.
    expect(watched.read).toBe(4);
    await watched.visits(1, 0);
    await watched.at('13:00:06');
    expect(watched.read).toBe(5);
  });

  it('again soon where they could not be read, which is said once', async () => {
    const watched = await WatchedLobby.open(settings());
    await watched.visits(5, 15);
    watched.fault = 'no room for the cache';
    await watched.at('08:30:06');
    await watched.at('08:30:16');
    expect(watched.said).toEqual(['alarms: the metrics cannot be judged: no room for the cache']);
    watched.fault = null;
    expect(await watched.at('08:30:26')).toContain('alarm.raised');
  });
});

describe('the range', () => {
  it.each([
    [{ harm: 'both', unit: 'ms' }, false, { min: null, max: 10 }],
    [{ harm: 'both', unit: 'percent' }, false, { min: 3, max: null }],
    [{ harm: 'both', unit: 'ms' }, true, { min: 3, max: 10 }],
    [{ harm: 'low', unit: 'percent' }, true, { min: 3, max: null }],
    [{ harm: 'high', unit: 'times' }, true, { min: null, max: 10 }],
    [{ harm: 'none', unit: 'percent' }, true, { min: null, max: null }],
  ] as const)('of %o is judged on the sides that do harm (over days: %s)', (metric, isLong, range) => {
    expect(judgedRange(metric, { min: 3, max: 10 }, isLong)).toEqual(range);
  });

  it('in which a metric has recovered is narrower, and can be reached', () => {
    expect(recoveredRange({ unit: 'ms' }, { min: null, max: 100 }, 5)).toEqual({ min: null, max: 95 });
    expect(recoveredRange({ unit: 'percent' }, { min: 80, max: null }, 5)).toEqual({ min: 84, max: null });
    expect(recoveredRange({ unit: 'percent' }, { min: 98, max: null }, 5)).toEqual({ min: 99, max: null });
    const band = recoveredRange({ unit: 'ms' }, { min: 10, max: 11 }, 50);
    expect(band).toEqual({ min: 10.5, max: 10.5 });
  });

  it('but nobody is called less often than once', () => {
    expect(recoveredRange({ unit: 'times' }, { min: null, max: 1 }, 5)).toEqual({ min: null, max: 1 });
    expect(recoveredRange({ unit: 'times' }, { min: null, max: 1.02 }, 5)).toEqual({ min: null, max: 1 });
    expect(recoveredRange({ unit: 'times' }, { min: null, max: 2 }, 5)).toEqual({ min: null, max: 1.9 });
    expect(recoveredRange({ unit: 'times' }, { min: null, max: 0.5 }, 5)).toEqual({ min: null, max: 0.5 });
  });
});
