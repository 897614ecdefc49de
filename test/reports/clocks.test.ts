/** What becomes of moments that a wrong clock has given, once it is right: nothing is rewritten, and nothing is wrong. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { alwaysOpen, lobby, LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';
import { tempDir } from '../support/temp.ts';
import { foldedAtOnce, journalOf } from './days.ts';

const MORNING = Date.UTC(2026, 10, 21, 8);
const IN_1970 = 5_000;

const tablesOf = (test: LobbyUnderTest) => foldedAtOnce(join(tempDir(), 'reports.db'), journalOf(test));

/** The machine has run for half a minute. */
function lobbyAt(at: number, trusted: boolean): LobbyUnderTest {
  const test = new LobbyUnderTest().later(30_000).setClock(at, trusted);
  test.must({ type: 'apply-config', lobby, timetable: null });
  test.must({ type: 'open-day', date: '2026-11-21', timetable: alwaysOpen });
  test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
  return test;
}

it('was in 1970, and is corrected by a later fact of the same boot', () => {
  const test = lobbyAt(IN_1970, false);
  test.later(MINUTE_MS).take('A', { by: 'staff' });
  expect(tablesOf(test)['ticket_times']).toEqual([
    {
      position: 4,
      date: '2026-11-21',
      taken_at: IN_1970 + MINUTE_MS,
      taken_clock: 'unknown',
      ended_at: null,
      ended_clock: null,
    },
  ]);
  test
    .later(MINUTE_MS)
    .setClock(MORNING + 2 * MINUTE_MS, true)
    .take('A', { by: 'staff' });
  const { ticket_times: times, tickets } = tablesOf(test);
  expect(times).toMatchObject([
    { taken_at: MORNING + MINUTE_MS, taken_clock: 'corrected' },
    { taken_at: MORNING + 2 * MINUTE_MS, taken_clock: 'known' },
  ]);
  // As it was written, for whoever asks; the lobby day is a fact, and no clock's business.
  expect(tickets?.[0]).toMatchObject({ taken_at: IN_1970 + MINUTE_MS, taken_trusted: 0, date: '2026-11-21' });
});

it('stays unknown in a boot whose clock was never right', () => {
  const test = lobbyAt(MORNING, true);
  test.powerCut(0).setClock(IN_1970, false).take('A', { by: 'staff' });
  test
    .powerCut(0)
    .setClock(MORNING + 60 * MINUTE_MS, true)
    .take('A', { by: 'staff' });
  expect(tablesOf(test)['ticket_times']).toMatchObject([
    { taken_at: IN_1970, taken_clock: 'unknown' },
    { taken_at: MORNING + 60 * MINUTE_MS, taken_clock: 'known' },
  ]);
});

it('takes each boot by itself', () => {
  const test = lobbyAt(IN_1970, false);
  test.later(MINUTE_MS).take('A', { by: 'staff' });
  test.setClock(MORNING, true).take('A', { by: 'staff' });
  test.powerCut(0).later(7_000).setClock(0, false).take('A', { by: 'staff' });
  test
    .later(10_000)
    .setClock(MORNING + 30 * MINUTE_MS, true)
    .must({ type: 'call-next', counter: '1' });
  expect(tablesOf(test)['ticket_times']).toMatchObject([
    { taken_at: MORNING, taken_clock: 'corrected' },
    { taken_at: MORNING, taken_clock: 'known' },
    { taken_at: MORNING + 30 * MINUTE_MS - 10_000, taken_clock: 'corrected' },
  ]);
});

it('a clock that is set while the house runs changes no duration, and no moment that was right', () => {
  const test = lobbyAt(MORNING, true);
  test.take('A', { by: 'staff' });
  test.later(3 * MINUTE_MS).setClock(MORNING + 63 * MINUTE_MS);
  test.call('1');
  test.must({ type: 'start', counter: '1' });
  test.later(2 * MINUTE_MS).setClock(MORNING);
  test.must({ type: 'finish', counter: '1' });
  const { stays, stay_times: times, ticket_times: tickets } = tablesOf(test);
  expect(stays).toMatchObject([{ waited_ms: 3 * MINUTE_MS, served_ms: 2 * MINUTE_MS }]);
  expect(times).toMatchObject([{ called_at: MORNING + 63 * MINUTE_MS, called_clock: 'known' }]);
  expect(tickets).toMatchObject([{ taken_at: MORNING, taken_clock: 'known', ended_at: MORNING }]);
});

it('corrects all other moments alike', () => {
  const test = lobbyAt(IN_1970, false);
  test.take('A', { by: 'staff' });
  test.call('1');
  test.must({ type: 'finish', counter: '1' });
  test.must({ type: 'rate', counter: '1', score: 5, by: 'pad', at: test.now });
  test.must({ type: 'report-blocked', service: 'B', kiosk: 'wall' });
  test.must({ type: 'close-day', dispositions: {}, rest: 'cancel' });
  test.later(MINUTE_MS).setClock(MORNING, true).must({ type: 'reopen-day' });
  const tables = tablesOf(test);
  const at = MORNING - MINUTE_MS;
  const corrected = 'corrected';
  expect(tables['ticket_times']).toMatchObject([{ taken_at: at, ended_at: at, ended_clock: corrected }]);
  expect(tables['stay_times']).toMatchObject([{ called_at: at, called_clock: corrected, ended_at: at }]);
  expect(tables['rating_times']).toMatchObject([{ pressed_at: at, pressed_clock: corrected }]);
  expect(tables['refusal_times']).toMatchObject([{ refused_at: at, refused_clock: corrected }]);
  expect(tables['spell_times']).toMatchObject([{ began_at: at, began_clock: corrected }]);
  expect(tables['day_times']).toMatchObject([{ opened_at: at, opened_clock: corrected, closed_at: null }]);
});
