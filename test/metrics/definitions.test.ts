import { expect, it } from 'vitest';
import { metricNames } from '../../config/metrics-schema.ts';
import { catalogues } from '../../config/texts/catalogues.ts';
import { metricIds } from '../../firmware-host/messages/metrics.ts';
import { metrics } from '../../firmware-host/metrics/definitions/index.ts';
import { settingsOf } from '../../firmware-host/metrics/configured.ts';
import { definitionsOf } from '../../firmware-host/metrics/described.ts';
import { statusOf } from '../../firmware-host/metrics/value.ts';
import { configOf, lobby } from '../config/lobby.ts';

const targetsOf = (yaml = '') => settingsOf(configOf(lobby({}, yaml))).targets;

it('there are 23, in order, under the same names everywhere', () => {
  expect(metrics.map(({ number }) => number)).toEqual(
    Array.from({ length: 23 }, (_none, index) => index + 1),
  );
  expect(metrics.map(({ id }) => id)).toEqual([...metricIds]);
  expect([...metricNames]).toEqual([...metricIds]);
});

it('each has its words in every language, and as many lines of advice as it says', () => {
  for (const { messages } of Object.values(catalogues)) {
    const keys = Object.keys(messages).filter((key) => key.startsWith('metric.'));
    const expected = metrics.flatMap(({ id, advice }) => [
      ...['name', 'original', 'formula'].map((part) => `metric.${id}.${part}`),
      ...Array.from({ length: advice.high }, (_none, index) => `metric.${id}.advice-high-${index + 1}`),
      ...Array.from({ length: advice.low }, (_none, index) => `metric.${id}.advice-low-${index + 1}`),
    ]);
    expect(keys.toSorted()).toEqual(expected.toSorted());
  }
});

it('gives advice on each side of a target that does harm', () => {
  const silent = metrics.filter(
    ({ harm, advice, target }) =>
      target !== null && ((harm !== 'low' && advice.high === 0) || (harm !== 'high' && advice.low === 0)),
  );
  expect(silent.map(({ id }) => id)).toEqual([]);
});

it('takes targets from the services, the definition, or the house, and says from whom', () => {
  expect(targetsOf().transfer_rate).toEqual({
    house: { min: null, max: 1, tolerancePercent: 0, source: 'centres-first' },
    services: {},
  });
  expect(targetsOf().queue_time.services['A']).toEqual({
    min: 180_000,
    max: 600_000,
    tolerancePercent: 0,
    source: 'house',
  });
  const own = targetsOf(
    'metrics: { targets: [{ metric: queue_time, max: 90 }, { metric: queue_time, service: A, min: 10, source: Board }] }',
  );
  expect(own.queue_time).toEqual({
    house: { min: null, max: 90_000, tolerancePercent: 0, source: 'house' },
    services: { A: { min: 10_000, max: null, tolerancePercent: 0, source: 'Board' } },
  });
  expect(definitionsOf(settingsOf(configOf(lobby({}))))).toHaveLength(23);
});

it('a value is out of its target, near to the end that does harm, or well inside', () => {
  const [, wrapUp, , , , , calls] = metrics;
  if (wrapUp === undefined || calls === undefined) throw new Error('no metrics');
  const band = { min: 30, max: 60, tolerancePercent: 0, source: 'house' };
  expect([29, 32, 34, 56, 58, 61].map((value) => statusOf(wrapUp, value, band))).toEqual([
    'low',
    'near',
    'ok',
    'ok',
    'near',
    'high',
  ]);
  expect([1, 3.7, 4.1].map((value) => statusOf(calls, value, calls.target))).toEqual(['ok', 'near', 'high']);
  expect([statusOf(calls, null, band), statusOf(calls, 3, null)]).toEqual(['missing', 'watch']);
});

it('a value that has passed its bound by what is tolerated is near, and out only beyond', () => {
  const handling = metrics.find(({ id }) => id === 'handle_time');
  const { target } = handling ?? {};
  if (handling === undefined || target === null || target === undefined) throw new Error('no metric');
  expect(target).toMatchObject({ min: 180_000, max: 600_000, tolerancePercent: 15 });
  const of = (values: readonly number[]) => values.map((value) => statusOf(handling, value, target));
  expect(of([152_999, 153_000, 179_000, 300_000])).toEqual(['low', 'near', 'near', 'ok']);
  expect(of([601_000, 690_000, 690_001])).toEqual(['near', 'near', 'high']);
  const high = { ...handling, harm: 'high' } as const;
  expect([152_999, 153_000].map((value) => statusOf(high, value, target))).toEqual(['low', 'ok']);
});

it.each([
  ['', { min: 180_000, max: 600_000, tolerancePercent: 15, source: 'centres-first' }],
  ['min: 180, max: 600', { min: 180_000, max: 600_000, tolerancePercent: 15, source: 'house' }],
  ['min: 180, max: 540', { min: 180_000, max: 540_000, tolerancePercent: 0, source: 'house' }],
  ['max: 600', { min: null, max: 600_000, tolerancePercent: 0, source: 'house' }],
  ['max: 540, tolerance: 20', { min: null, max: 540_000, tolerancePercent: 20, source: 'house' }],
  ['min: 180, max: 600, tolerance: 0', { min: 180_000, max: 600_000, tolerancePercent: 0, source: 'house' }],
])('the tolerance of handling times that a house writes as { %s }', (written, expected) => {
  const yaml = written === '' ? '' : `metrics: { targets: [{ metric: handle_time, ${written} }] }`;
  expect(targetsOf(yaml).handle_time.house).toEqual(expected);
});
