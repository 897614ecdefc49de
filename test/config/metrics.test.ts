/** What a lobby file says about its metrics. */
import { describe, expect, test } from 'vitest';
import { configOf, faultsOf, lobby } from './lobby.ts';

/** The sound lobby with a section on metrics; its line is the 8th. */
const withMetrics = (metrics: string) => lobby({}, `metrics: ${metrics}`);

describe('what holds', () => {
  test('a target of the house, and one of a service', () => {
    const { metrics } = configOf(
      withMetrics(
        '{ targets: [{ metric: abandon_rate, max: 4 }, { metric: queue_time, service: A, min: 60, max: 300, tolerance: 10, source: Board }] }',
      ),
    );
    expect(metrics.targets).toEqual([
      { metric: 'abandon_rate', service: null, min: null, max: 4, tolerance: null, source: null },
      { metric: 'queue_time', service: 'A', min: 60, max: 300, tolerance: 10, source: 'Board' },
    ]);
  });

  test('an index of its own, and small groups', () => {
    const { satisfaction } = configOf(
      withMetrics(
        '{ satisfaction: { percent: 96, smallGroup: 8, index: [{ of: satisfaction, weight: 70 }, { of: adherence, weight: 30 }] } }',
      ),
    ).metrics;
    expect(satisfaction).toEqual({
      percent: 96,
      smallGroup: 8,
      index: [
        { of: 'satisfaction', weight: 70 },
        { of: 'adherence', weight: 30 },
      ],
    });
  });
});

test.each([
  ['{ targets: [{ metric: queue_times, max: 4 }] }', '8:32 metrics.targets[0].metric', /queue_time/],
  ['{ targets: [{ metric: abandon_rate }] }', '8:22 metrics.targets[0]', /asks for nothing/],
  ['{ targets: [{ metric: hold_time, min: 60, max: 20 }] }', '8:57 metrics.targets[0].max', /below min/],
  [
    '{ targets: [{ metric: hold_time, max: 60, tolerance: 51 }] }',
    '8:63 metrics.targets[0].tolerance',
    /0 to 50/,
  ],
  ['{ targets: [{ metric: hold_time, max: -1 }] }', '8:48 metrics.targets[0].max', /from 0 to 1000000/],
  [
    '{ targets: [{ metric: hold_time, service: A, max: 20 }] }',
    '8:43 metrics.targets[0].service',
    /Only queue_time/,
  ],
  [
    '{ targets: [{ metric: queue_time, service: Q, max: 20 }] }',
    '8:53 metrics.targets[0].service',
    /no service "Q"/,
  ],
  [
    '{ targets: [{ metric: turnover, max: 20 }, { metric: turnover, max: 30 }] }',
    '8:53 metrics.targets[1]',
    /twice/,
  ],
  [
    '{ satisfaction: { index: [{ of: satisfaction, weight: 60 }] } }',
    '8:35 metrics.satisfaction.index',
    /60 together/,
  ],
  [
    '{ satisfaction: { index: [{ of: satisfaction, weight: 60 }, { of: satisfaction, weight: 40 }] } }',
    '8:76 metrics.satisfaction.index[1].of',
    /already/,
  ],
  ['{ satisfaction: { smallGroup: 0 } }', '8:40 metrics.satisfaction.smallGroup', /1 to 100/],
  ['{ alarms: { recoverPercent: 51 } }', '8:38 metrics.alarms.recoverPercent', /0 to 50/],
  ['{ goals: [] }', '8:12 metrics.goals', /Unknown key "goals"/],
])('%s: the fault is at %s', (metrics, place, message) => {
  const faults = faultsOf(withMetrics(metrics));
  expect(faults.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([place]);
  expect(faults[0]?.message).toMatch(message);
});
