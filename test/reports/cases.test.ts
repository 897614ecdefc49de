/** Cases, and what people enter, as rows. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MetricInput } from '../../firmware-host/domain/metric-input.ts';
import { LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';
import { tempDir } from '../support/temp.ts';
import { foldedAtOnce, journalOf, type Dump } from './days.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;

const tablesOf = (test: LobbyUnderTest): Dump => foldedAtOnce(join(tempDir(), 'reports.db'), journalOf(test));

describe('a case', () => {
  const complaints = service('B', { kind: 'case', dueMs: 60 * MINUTE_MS, callBackMs: DAY_MS });
  const open = () => LobbyUnderTest.open({ services: [service('A'), complaints] });

  it('is opened, recorded, settled late, called back in time and signed', () => {
    const test = open();
    test.later(MINUTE_MS).take('B');
    const details = {
      subject: 'fee',
      handedTo: 'finance',
      callBack: 'phone',
      contact: 'text-9',
      told: true,
    } as const;
    test.must({ type: 'record-case', case: 't1', receiver: 'lin', matter: 'text-1', details });
    test.later(61 * MINUTE_MS).byItself();
    test.later(MINUTE_MS).must({ type: 'resolve-case', case: 't1', agent: 'lin', result: 'text-2' });
    test.later(10 * MINUTE_MS).must({ type: 'call-back', case: 't1', agent: 'lin', result: 'text-3' });
    test.later(MINUTE_MS).must({ type: 'sign-case', case: 't1', manager: 'chen' });
    const { cases, case_times: times, tickets } = tablesOf(test);
    expect(cases).toMatchObject([
      {
        id: 't1',
        date: '2026-11-21',
        ticket: tickets?.[0]?.['position'],
        kind: 'case',
        service: 'B',
        receiver: 'lin',
        subject: 'fee',
        call_back: 'phone',
        is_told: 1,
        state: 'signed',
        due_at: 61 * MINUTE_MS,
        call_back_due_at: 63 * MINUTE_MS + DAY_MS,
        is_overdue: 1,
        is_call_back_overdue: 0,
      },
    ]);
    expect(times).toMatchObject([
      {
        opened_at: MINUTE_MS,
        resolved_at: 63 * MINUTE_MS,
        called_back_at: 73 * MINUTE_MS,
        ended_at: 74 * MINUTE_MS,
        ended_clock: 'known',
      },
    ]);
    expect(JSON.stringify(cases)).not.toMatch(/text-|finance/);
  });

  it('is a wish to be called back, and nobody has', () => {
    const test = open();
    test.take('A');
    test.serve('1', 1);
    test.must({ type: 'rate', counter: '1', score: 1, by: 'pad', at: test.now });
    test.must({ type: 'ask-call-back', counter: '1', contact: 'text-1' });
    test.later(2 * DAY_MS).byItself();
    expect(tablesOf(test)['cases']).toMatchObject([
      {
        kind: 'call-back',
        state: 'open',
        due_at: null,
        call_back_due_at: DAY_MS,
        is_overdue: 0,
        is_call_back_overdue: 1,
        called_back_at: null,
      },
    ]);
    test.must({ type: 'call-back', case: 't1-call-back', agent: 'lin', result: 'text-2' });
    expect(tablesOf(test)['cases']).toMatchObject([{ state: 'called-back', called_back_at: 2 * DAY_MS }]);
  });

  it('is dropped with a visitor who leaves before anything was written', () => {
    const test = open();
    test.take('B');
    test.must({ type: 'cancel', ticket: 't1', by: 'visitor', reason: null });
    expect(tablesOf(test)['cases']).toMatchObject([{ state: 'dropped', resolved_at: null }]);
  });
});

describe('what people enter', () => {
  const inputs: readonly MetricInput[] = [
    {
      kind: 'roster',
      rows: [
        { agent: 'lin', date: '2026-11-21', fromAt: 0, toAt: 4 * 60 * MINUTE_MS },
        { agent: 'chen', date: '2026-11-21', fromAt: 60 * MINUTE_MS, toAt: 5 * 60 * MINUTE_MS },
      ].map((row) => ({ ...row, fromAt: row.fromAt + at, toAt: row.toAt + at })),
    },
    {
      kind: 'costs',
      rows: [
        { fromDate: '2026-11-01', toDate: '2026-11-30', amount: 3000.5, service: null },
        { fromDate: '2026-11-21', toDate: '2026-11-21', amount: 40, service: 'B' },
      ],
    },
    {
      kind: 'quality',
      rows: [
        { agent: 'lin', date: '2026-11-21', score: 87.5, ticket: 't1' },
        { agent: 'chen', date: '2026-11-20', score: 90, ticket: null },
      ],
    },
    { kind: 'staff', rows: [{ agent: 'chen', date: '2026-11-02', change: 'left', isFullTime: false }] },
    {
      kind: 'answers',
      rows: [
        { date: '2026-11-21', service: 'B', count: 12 },
        { date: '2026-11-20', service: null, count: 3 },
      ],
    },
  ];

  function entered(): LobbyUnderTest {
    const test = LobbyUnderTest.open();
    test.take('A');
    for (const input of inputs)
      test.must({ type: 'enter-input', batch: input.kind, by: 'desk', digest: input.kind, input });
    return test;
  }

  it('is in a table for each kind', () => {
    const { roster, costs, checks, staff, answers, tickets } = tablesOf(entered());
    expect(roster).toEqual([
      { batch: 'roster', n: 1, agent: 'lin', date: '2026-11-21', from_at: at, to_at: at + 240 * MINUTE_MS },
      {
        batch: 'roster',
        n: 2,
        agent: 'chen',
        date: '2026-11-21',
        from_at: at + 60 * MINUTE_MS,
        to_at: at + 300 * MINUTE_MS,
      },
    ]);
    expect(costs).toEqual([
      { batch: 'costs', n: 1, from_date: '2026-11-01', to_date: '2026-11-30', amount: 3000.5, service: null },
      { batch: 'costs', n: 2, from_date: '2026-11-21', to_date: '2026-11-21', amount: 40, service: 'B' },
    ]);
    expect(checks).toEqual([
      {
        batch: 'quality',
        n: 1,
        agent: 'lin',
        date: '2026-11-21',
        score: 87.5,
        ticket: tickets?.[0]?.['position'],
      },
      { batch: 'quality', n: 2, agent: 'chen', date: '2026-11-20', score: 90, ticket: null },
    ]);
    expect(staff).toEqual([
      { batch: 'staff', n: 1, agent: 'chen', date: '2026-11-02', change: 'left', is_full_time: 0 },
    ]);
    expect(answers).toEqual([
      { batch: 'answers', n: 1, date: '2026-11-21', service: 'B', count: 12 },
      { batch: 'answers', n: 2, date: '2026-11-20', service: null, count: 3 },
    ]);
  });

  it('is in none once it is withdrawn', () => {
    const test = entered();
    for (const { kind } of inputs) test.must({ type: 'withdraw-input', batch: kind, by: 'desk' });
    expect(tablesOf(test)).toMatchObject({ roster: [], costs: [], checks: [], staff: [], answers: [] });
  });
});

const at = Date.UTC(2026, 10, 21, 1);
