/** What of a day comes into the tables. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';
import { alwaysOpen, LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';
import { tempDir } from '../support/temp.ts';
import { dump, foldedAtOnce, journalOf, type Dump } from './days.ts';

const tablesOf = (test: LobbyUnderTest): Dump => foldedAtOnce(join(tempDir(), 'reports.db'), journalOf(test));

describe('a ticket', () => {
  it('is taken, called twice, served with a pause, and rated', () => {
    const test = LobbyUnderTest.open({ wrapUp: { maxMs: 10 * MINUTE_MS } });
    test.later(MINUTE_MS).take('A', { by: 'staff', language: 'en' });
    test.later(5 * MINUTE_MS).must({ type: 'call-next', counter: '1' });
    test.later(20_000).must({ type: 'recall', counter: '1' });
    test.later(10_000).must({ type: 'start', counter: '1' });
    test.later(MINUTE_MS).must({ type: 'hold', counter: '1' });
    test.later(2 * MINUTE_MS).must({ type: 'resume', counter: '1', ticket: 't1' });
    test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
    test.later(5_000).must({ type: 'rate', counter: '1', score: 2, by: 'pad', at: test.now });
    test.must({ type: 'give-reason', counter: '1', reason: 'speed' });
    test.must({ type: 'ask-call-back', counter: '1', contact: 'text-1' });
    test.later(25_000).must({ type: 'ready', counter: '1' });
    const { tickets, stays, ratings, spells } = tablesOf(test);
    expect(tickets).toMatchObject([
      {
        id: 't1',
        date: '2026-11-21',
        state: 'finished',
        ended_by: 'agent',
        service: 'A',
        first_service: 'A',
        class: 'ordinary',
        kiosk: 'door',
        language: 'en',
        source: 'staff',
        stays: 1,
        transfers: 0,
        gave_up_ms: null,
        is_call_back_asked: 1,
        taken_at: MINUTE_MS,
        ended_at: MINUTE_MS * 10 + 30_000,
      },
    ]);
    expect(stays).toMatchObject([
      {
        counter: '1',
        agent: 'lin',
        waited_ms: 5 * MINUTE_MS,
        calls: 2,
        calling_ms: 20_000,
        walk_ms: 30_000,
        served_ms: 2 * MINUTE_MS,
        held_ms: 2 * MINUTE_MS,
        holds: 1,
        is_implied: 0,
        is_estimated: 0,
        ending: 'finished',
      },
    ]);
    expect(ratings).toMatchObject([
      { score: 2, scale: 5, agent: 'lin', service: 'A', flag: null, reason: 'speed' },
    ]);
    expect(ratings?.[0]?.['ticket']).toBe(tickets?.[0]?.['position']);
    expect(spells).toMatchObject([
      { kind: 'ready', agent: 'lin', ticket: null, lasted_ms: MINUTE_MS * 10 + 30_000 },
      { kind: 'wrap-up', agent: 'lin', ticket: tickets?.[0]?.['position'], lasted_ms: 30_000 },
      { kind: 'ready', agent: 'lin', lasted_ms: null },
    ]);
  });

  it('has a stay at each counter, and says why it was sent on', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    test.take('A');
    test.later(MINUTE_MS).call('1');
    const sent = { service: 'B', toCounter: '2', place: 'time', reason: 'wrong paper' } as const;
    test.later(MINUTE_MS).must({ type: 'transfer', counter: '1', ...sent });
    test.later(3 * MINUTE_MS).call('2');
    test.later(MINUTE_MS).must({ type: 'finish', counter: '2' });
    const { tickets, stays } = tablesOf(test);
    expect(tickets).toMatchObject([{ service: 'B', first_service: 'A', stays: 2, transfers: 1 }]);
    expect(stays).toMatchObject([
      {
        service: 'A',
        counter: '1',
        ending: 'transferred',
        reason: 'wrong paper',
        is_implied: 1,
        walk_ms: null,
      },
      { service: 'B', counter: '2', agent: 'chen', waited_ms: 3 * MINUTE_MS, ending: 'finished' },
    ]);
  });

  it('has its times split between two agents', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.call('1');
    test.must({ type: 'start', counter: '1' });
    test.later(2 * MINUTE_MS).must({ type: 'hand-over', counter: '1', agent: 'chen', note: null });
    test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
    const { stays } = tablesOf(test);
    expect(stays).toMatchObject([
      { agent: 'lin', served_ms: 2 * MINUTE_MS, ending: 'handed-over', waited_ms: 0 },
      { agent: 'chen', served_ms: MINUTE_MS, ending: 'finished', waited_ms: null, called_at: null },
    ]);
  });

  it('was given up after so long a wait, which for a no-show ends at the last call', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.take('A', { by: 'staff' });
    test.take('A', { by: 'staff' });
    test.later(4 * MINUTE_MS).must({ type: 'cancel', ticket: 't2', by: 'visitor', reason: null });
    test.must({ type: 'cancel', ticket: 't3', by: 'staff', reason: null });
    test.call('1');
    test.later(MINUTE_MS).must({ type: 'recall', counter: '1' });
    test.later(MINUTE_MS).must({ type: 'no-show', counter: '1' });
    expect(tablesOf(test)['tickets']).toMatchObject([
      { state: 'no-show', ended_by: 'agent', gave_up_ms: 5 * MINUTE_MS },
      { state: 'cancelled', ended_by: 'visitor', gave_up_ms: 4 * MINUTE_MS },
      { state: 'cancelled', ended_by: 'staff', gave_up_ms: null },
    ]);
    test.must({ type: 'return', ticket: 't1' });
    expect(tablesOf(test)['tickets']?.[0]).toMatchObject({
      state: 'waiting',
      returns: 1,
      gave_up_ms: null,
      ended_by: null,
      ended_at: null,
    });
  });

  it('was taken for another service than it was touched for', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'correct-service', ticket: 't1', service: 'B' });
    expect(tablesOf(test)['tickets']).toMatchObject([
      { service: 'B', first_service: 'B', corrected_from: 'A', transfers: 0 },
    ]);
  });

  it('from a slip counts, and has no durations', () => {
    const test = LobbyUnderTest.open({
      services: [{ ...slipService(), slips: { from: 901, to: 903 } }],
    });
    const slip = { service: 'A', outcome: 'finished', counter: '1', agent: 'lin' } as const;
    test.later(MINUTE_MS).must({ type: 'recover-ticket', ticket: 's1', slip: 901, ...slip });
    const { tickets, stays } = tablesOf(test);
    expect(tickets).toMatchObject([{ state: 'finished', is_recovered: 1, source: 'slip', gave_up_ms: null }]);
    expect(stays).toMatchObject([
      { agent: 'lin', ending: 'finished', waited_ms: null, served_ms: null, calls: 0 },
    ]);
  });

  it('tells nothing of who holds it', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'note', ticket: 't1', agent: 'lin', note: 'text-of-a-person' });
    expect(JSON.stringify(tablesOf(test))).not.toMatch(/secret|text-of-a-person/);
  });
});

const slipService = () => {
  const [first] = LobbyUnderTest.open().state.lobby?.services ?? [];
  if (first === undefined) throw new Error('the lobby has a service');
  return first;
};

it('counts who was sent away, and why', () => {
  const test = LobbyUnderTest.open();
  test.must({ type: 'close-service', service: 'A', reason: { en: 'no power' } });
  test.askNumber('A');
  test.later(MINUTE_MS).must({ type: 'report-blocked', service: 'B', kiosk: 'wall' });
  expect(tablesOf(test)['refusals']).toMatchObject([
    { date: '2026-11-21', service: 'A', kiosk: 'door', reason: 'closed', refused_at: 0 },
    { service: 'B', kiosk: 'wall', reason: 'out-of-order', refused_at: MINUTE_MS },
  ]);
});

it('keeps presses that do not count, and says why', () => {
  const test = LobbyUnderTest.open();
  const press = (score: number) => test.must({ type: 'rate', counter: '1', score, by: 'pad', at: test.now });
  press(1);
  test.take('A');
  test.call('1');
  test.must({ type: 'finish', counter: '1' });
  for (const score of [5, 1, 3]) press(score);
  expect(tablesOf(test)['ratings']).toMatchObject([
    { score: 1, flag: 'no-visit', ticket: null },
    { score: 5, flag: 'row' },
    { score: 1, flag: 'repeated' },
    { score: 3, flag: 'row' },
  ]);
});

it('leaves evacuations, power cuts and nights out of durations, and knows the day', () => {
  const test = LobbyUnderTest.open();
  test.take('A');
  test.take('A', { by: 'staff' });
  test.later(MINUTE_MS).must({ type: 'evacuate', reason: 'alarm' });
  test.later(30 * MINUTE_MS).must({ type: 'resume-lobby' });
  test
    .later(MINUTE_MS)
    .powerCut(60 * MINUTE_MS)
    .later(MINUTE_MS)
    .call('1');
  test.must({ type: 'finish', counter: '1' });
  test.must({ type: 'close-day', dispositions: {}, rest: 'keep' });
  test.later(600 * MINUTE_MS);
  test.must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
  test.must({ type: 'sign-in', counter: '1', agent: 'chen' });
  test.later(2 * MINUTE_MS).call('1');
  const { stays, days, tickets, spells } = tablesOf(test);
  expect(stays).toMatchObject([
    // The minute before the power went is not known of by anybody: the last fact is the end of the evacuation.
    { date: '2026-11-21', waited_ms: 2 * MINUTE_MS },
    { date: '2026-11-22', waited_ms: 2 * MINUTE_MS },
  ]);
  expect(tickets).toMatchObject([{ date: '2026-11-21' }, { date: '2026-11-21' }]);
  expect(days).toMatchObject([{ date: '2026-11-21' }, { date: '2026-11-22', closed: null }]);
  expect(days?.[0]?.['closed']).toBeGreaterThan(0);
  expect(spells).toMatchObject([
    { date: '2026-11-21', agent: 'lin', lasted_ms: 2 * MINUTE_MS },
    { date: '2026-11-22', agent: 'chen' },
  ]);
});

it('begins with what is left of a journal whose first days are gone', () => {
  const test = LobbyUnderTest.open();
  test.take('A');
  test.must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
  const second = test.log.findIndex(({ type, data }) => type === 'day.opened' && data.date === '2026-11-22');
  test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
  test.call('1');
  test.must({ type: 'finish', counter: '1' });
  const path = join(tempDir(), 'reports.db');
  const reports = ReportTables.open(path, { epoch: 1, after: 0 });
  reports.fold(journalOf(test).slice(second));
  expect(reports.position).toBe(test.log.length);
  reports.close();
  expect(dump(path)).toMatchObject({ tickets: [], stays: [], days: [{ date: '2026-11-22' }] });
});
