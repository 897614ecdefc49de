/** A clock that nobody trusts says 1970: what was done by it is counted, and the years between are not drawn. */
import { expect, it } from 'vitest';
import { MINUTE_MS } from '../support/lobby.ts';
import { atNine, DATE, HOUR_MS } from './example-days.ts';
import { asked, breathe, houseOf } from './house.ts';

const half = (start: string, end: string, value: number) => ({ start, end, value });

it('fills no gap of years', async () => {
  const test = atNine({ wrapUp: null });
  test.take('A');
  test.later(2 * HOUR_MS);
  test.take('A');
  test.powerCut(MINUTE_MS).setClock(MINUTE_MS, false);
  test.take('A');
  const question = { kind: 'series', metric: 'total_contacts', filter: {}, by: null, today: DATE } as const;
  const { points } = await asked(houseOf(test), (engine) =>
    engine.answer({ ...question, step: 'half-hour' }, breathe),
  );
  expect(points).toMatchObject([
    half('1970-01-01T00:00:00.000Z', '1970-01-01T00:30:00.000Z', 1),
    half('2026-11-21T09:00:00.000Z', '2026-11-21T09:30:00.000Z', 1),
    half('2026-11-21T09:30:00.000Z', '2026-11-21T10:00:00.000Z', 0),
    half('2026-11-21T10:00:00.000Z', '2026-11-21T10:30:00.000Z', 0),
    half('2026-11-21T10:30:00.000Z', '2026-11-21T11:00:00.000Z', 0),
    half('2026-11-21T11:00:00.000Z', '2026-11-21T11:30:00.000Z', 1),
  ]);
});
