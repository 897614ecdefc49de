/** Files of months that an earlier host has frozen are read as those of today. */
import { expect, it } from 'vitest';
import { readFigures } from '../../firmware-host/months/read-figures.ts';
import { frozenMonth } from '../kiosk/support/satisfaction-view.ts';

const written = (change: (key: string, value: unknown) => unknown = (_key, value) => value): string =>
  JSON.stringify(frozenMonth().figures, change, 2);

it('gives what was written', () => {
  const { figures } = frozenMonth();
  expect(readFigures(written())).toEqual(figures);
  expect(figures?.values.find(({ id }) => id === 'handle_time')?.target?.tolerancePercent).toBe(15);
});

it('nothing was tolerated by targets that do not say so', () => {
  const former = written((key, value) => (key === 'tolerancePercent' ? undefined : value));
  expect(former).not.toContain('tolerance');
  const none = written((key, value) => (key === 'tolerancePercent' ? 0 : value));
  expect(readFigures(former)).toEqual(JSON.parse(none));
});

it('also those of single services', () => {
  const target = { min: null, max: 600_000, source: 'house' };
  const former = written((key, value) => (key === 'serviceTargets' ? { A: target } : value));
  const { definitions } = readFigures(former);
  expect(definitions[0]?.serviceTargets).toEqual({ A: { ...target, tolerancePercent: 0 } });
});

it('files that do not name their days name none', () => {
  const former = written((key, value) => (key === 'days' ? undefined : value));
  expect(readFigures(former).days).toBe(null);
});
