/** A visitor who is known by a key and comes again soon: the earlier visit was not enough. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';
import { alwaysOpen, LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';
import { tempDir } from '../support/temp.ts';
import { dump, foldedAtOnce, journalOf, type Dump } from './days.ts';

const tablesOf = (test: LobbyUnderTest) => foldedAtOnce(join(tempDir(), 'reports.db'), journalOf(test));
const returned = ({ tickets = [] }: Dump) => tickets.map(({ is_returned: is }) => is);
const revisionOf = ({ revisions = [] }: Dump, date: string) =>
  revisions.find((row) => row.date === date)?.['position'];

function open(test: LobbyUnderTest, date: string): void {
  test.setClock(Date.parse(`${date}T08:00:00Z`));
  test.must({ type: 'open-day', date, timetable: alwaysOpen });
}

/** The visitor who is known by a key takes the number of the time booked. */
function comes(test: LobbyUnderTest, visitorKey: string, service = 'A', beside: string | null = null): void {
  const code = `${test.log.length}`;
  const booked = { appointment: code, code, service, at: test.now.at + MINUTE_MS, visitorKey } as const;
  test.must({ type: 'book-appointment', source: 'staff', ...booked });
  test.take(null, { appointment: code, by: 'staff', beside });
}

function served(test: LobbyUnderTest, visitorKey: string, service = 'A'): void {
  comes(test, visitorKey, service);
  test.serve('1', 1);
}

const firstDay = (): LobbyUnderTest => {
  const test = LobbyUnderTest.open();
  test.setClock(Date.UTC(2026, 10, 21, 8));
  return test;
};

it.each([
  ['2026-11-21', 1],
  ['2026-11-22', 1],
  ['2026-11-28', 1],
  ['2026-11-29', 0],
])('comes again on %s', (date, is) => {
  const test = firstDay();
  served(test, 'who');
  if (date !== '2026-11-21') open(test, date);
  comes(test, 'who');
  expect(returned(tablesOf(test))).toEqual([is, 0]);
});

it('needs the same key and the same service, and an earlier visit that was finished', () => {
  const test = firstDay();
  served(test, 'who');
  comes(test, 'other');
  comes(test, 'who', 'B');
  expect(returned(tablesOf(test))).toEqual([0, 0, 0]);
  // Two matters at one time are no return: the other visit still goes on.
  comes(test, 'other');
  expect(returned(tablesOf(test))).toEqual([0, 0, 0, 0]);
});

it('is no return to take one more number for the same visit', () => {
  const test = firstDay();
  served(test, 'who');
  comes(test, 'who', 'A', 't1');
  expect(returned(tablesOf(test))).toEqual([0, 0]);
});

it('is one for the service to which the visitor was sent on, as for that which he came for', () => {
  for (const service of ['A', 'B']) {
    const test = firstDay();
    comes(test, 'who');
    test.call('1');
    const sent = { service: 'B', toCounter: null, place: 'front', reason: 'other matter' } as const;
    test.must({ type: 'transfer', counter: '1', ...sent });
    test.serve('1', 1);
    comes(test, 'who', service);
    expect([service, returned(tablesOf(test))]).toEqual([service, [1, 0]]);
  }
});

it('changes the figures of the earlier day', () => {
  const test = firstDay();
  served(test, 'who');
  open(test, '2026-11-23');
  const before = revisionOf(tablesOf(test), '2026-11-21');
  comes(test, 'who');
  const taken = test.log.length;
  expect(before).toBeLessThan(taken);
  expect(revisionOf(tablesOf(test), '2026-11-21')).toBe(taken);
});

it('is one again, and one no more, when the journal was restored', () => {
  const test = firstDay();
  served(test, 'who');
  open(test, '2026-11-23');
  const lobby = test.log.length;
  comes(test, 'who');
  const taken = test.log.length;
  test.must({ type: 'mark-own', ticket: 't1', settled: true });
  const journal = journalOf(test);
  for (const [after, is] of [
    [lobby, 0],
    [taken, 1],
  ] as const) {
    const path = join(tempDir(), 'reports.db');
    foldedAtOnce(path, journal);
    const reports = ReportTables.open(path, { epoch: 2, after });
    reports.fold(journal.slice(0, after));
    reports.close();
    expect([after, returned(dump(path))[0]]).toEqual([after, is]);
  }
});

it('is found with the key in its row, and marks beside it', () => {
  const test = firstDay();
  comes(test, 'who');
  test.call('1');
  test.must({ type: 'start', counter: '1' });
  test.must({ type: 'mark-visit', counter: '1', ticket: 't1', settled: true });
  test.must({ type: 'finish', counter: '1' });
  test.must({ type: 'mark-own', ticket: 't1', settled: false });
  test.must({ type: 'mark-visit', counter: '1', ticket: 't1', settled: false });
  test.must({ type: 'mark-own', ticket: 't1', settled: true });
  expect(tablesOf(test)['tickets']).toMatchObject([
    { visitor_key: 'who', agent_settled: 0, visitor_settled: 1 },
  ]);
});
