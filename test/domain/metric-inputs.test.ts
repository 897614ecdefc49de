/** What people enter for the metrics, and months whose figures are kept as they were. */
import { describe, expect, it } from 'vitest';
import type { MetricInput } from '../../firmware-host/domain/metric-input.ts';
import { evolve } from '../../firmware-host/domain/evolve.ts';
import { inputFaults } from '../../firmware-host/domain/rules/input-faults.ts';
import { initialState } from '../../firmware-host/domain/state.ts';
import { alwaysOpen, lobby, LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';

const HOUR_MS = 60 * MINUTE_MS;
const at = Date.UTC(2026, 10, 20, 1);

const shift = { agent: 'lin', date: '2026-11-20', fromAt: at, toAt: at + 8 * HOUR_MS };
const cost = { fromDate: '2026-10-28', toDate: '2026-11-03', amount: 700, service: null };
const roster: MetricInput = { kind: 'roster', rows: [shift, { ...shift, agent: 'chen' }] };
const costs: MetricInput = { kind: 'costs', rows: [cost, { ...cost, fromDate: '2026-10-01' }] };

const enter = (test: LobbyUnderTest, input: MetricInput, batch = 'b1', digest = batch) =>
  test.ask({ type: 'enter-input', batch, by: 'lin', digest, input });

const faultsOf = (input: MetricInput) =>
  inputFaults(lobby, input).map(({ row, column, why }) => [row, column, why]);

describe('an input', () => {
  it('is a batch that can be withdrawn once', () => {
    const test = LobbyUnderTest.open().later(5000);
    expect(enter(test, costs)).toHaveLength(1);
    expect(test.state.inputs.get('b1')).toEqual({
      id: 'b1',
      kind: 'costs',
      digest: 'b1',
      by: 'lin',
      at: 5000,
      rows: 2,
      from: '2026-10-01',
      to: '2026-11-03',
    });
    expect(test.said({ type: 'withdraw-input', batch: 'b1', by: 'chen' })).toEqual([
      'metric-input.withdrawn',
    ]);
    expect(test.state.inputs.size).toBe(0);
    expect(test.ask({ type: 'withdraw-input', batch: 'b1', by: 'chen' })).toBe('input-unknown');
  });

  it('is not counted twice, unless the first was withdrawn', () => {
    const test = LobbyUnderTest.open();
    enter(test, roster, 'b1', 'same');
    expect(enter(test, roster, 'b2', 'same')).toBe('input-repeated');
    expect(test.detail).toBe('b1');
    expect(enter(test, costs, 'b3', 'same')).toHaveLength(1);
    test.must({ type: 'withdraw-input', batch: 'b1', by: 'lin' });
    expect(enter(test, roster, 'b2', 'same')).toHaveLength(1);
  });

  it('is taken whole or not at all', () => {
    const test = LobbyUnderTest.open();
    const rows = [shift, { ...shift, agent: 'nobody' }];
    expect(enter(test, { kind: 'roster', rows })).toBe('input-faulty');
    expect(test.detail).toBe('row 2: agent: agent-unknown');
    expect(enter(test, { kind: 'roster', rows: [] })).toBe('input-empty');
    expect(test.state.inputs.size).toBe(0);
  });

  it('can be withdrawn the next day, also by a fold that begins with it', () => {
    const test = LobbyUnderTest.open();
    enter(test, costs);
    test.must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
    expect(test.state.inputs.size).toBe(1);
    const opening = test.log.findLast(({ type }) => type === 'day.opened');
    if (opening === undefined) throw new Error('no day was opened');
    expect(evolve(initialState(), opening).inputs).toEqual(test.state.inputs);
  });

  it('of long ago stays, and only the latest 60 can be withdrawn', () => {
    const test = LobbyUnderTest.open();
    for (let batch = 1; batch <= 61; batch += 1) enter(test, costs, `b${batch}`);
    expect(test.state.inputs.size).toBe(60);
    expect(test.ask({ type: 'withdraw-input', batch: 'b1', by: 'lin' })).toBe('input-unknown');
    expect(test.said({ type: 'withdraw-input', batch: 'b2', by: 'lin' })).toHaveLength(1);
  });
});

describe('faults', () => {
  it('of shifts', () => {
    const rows = [
      shift,
      { ...shift, agent: 'nobody', date: '2026-02-30' },
      { ...shift, agent: 'chen', toAt: at },
      { ...shift, agent: 'chen', toAt: at + 14 * HOUR_MS },
      { ...shift, agent: 'chen', date: '2026-11-28' },
      { ...shift, fromAt: at + 7 * HOUR_MS, toAt: at + 9 * HOUR_MS },
      { ...shift, fromAt: at + 8 * HOUR_MS, toAt: at + 9 * HOUR_MS },
    ];
    expect(faultsOf({ kind: 'roster', rows })).toEqual([
      [2, 'agent', 'agent-unknown'],
      [2, 'date', 'date-impossible'],
      [3, 'to', 'shift-reversed'],
      [4, 'to', 'shift-too-long'],
      [5, 'from', 'shift-elsewhen'],
      [6, 'from', 'shift-overlaps'],
      [7, 'from', 'shift-overlaps'],
    ]);
  });

  it('of costs', () => {
    const rows = [
      cost,
      { ...cost, fromDate: '2026-11-31' },
      { ...cost, toDate: '2026-10-27' },
      { ...cost, toDate: '2028-01-01' },
      { ...cost, amount: -1 },
      { ...cost, service: 'Z' },
      { ...cost, fromDate: '2026-13-01', amount: Number.NaN, service: 'A' },
    ];
    expect(faultsOf({ kind: 'costs', rows })).toEqual([
      [2, 'fromDate', 'date-impossible'],
      [2, 'toDate', 'dates-reversed'],
      [3, 'toDate', 'dates-reversed'],
      [4, 'toDate', 'span-too-long'],
      [5, 'amount', 'amount-negative'],
      [6, 'service', 'service-unknown'],
      [7, 'fromDate', 'date-impossible'],
      [7, 'toDate', 'dates-reversed'],
      [7, 'amount', 'amount-negative'],
    ]);
  });

  it('of days that no house has had, and of amounts that none has spent', () => {
    const rows = [
      { ...cost, fromDate: '9999-12-31', toDate: '9999-12-31' },
      { ...cost, fromDate: '1999-12-31', toDate: '2000-01-01' },
      { ...cost, fromDate: '2099-12-31', toDate: '2099-12-31', amount: 1e12 },
      { ...cost, amount: 1e12 + 1 },
      { ...cost, amount: Number('9'.repeat(400)) },
    ];
    expect(faultsOf({ kind: 'costs', rows })).toEqual([
      [1, 'fromDate', 'date-impossible'],
      [1, 'toDate', 'date-impossible'],
      [2, 'fromDate', 'date-impossible'],
      [4, 'amount', 'amount-too-large'],
      [5, 'amount', 'amount-too-large'],
    ]);
  });

  it('of costs that span more than three years together, wherever they overlap', () => {
    const year = (from: number) => ({ ...cost, fromDate: `${from}-01-01`, toDate: `${from}-12-31` });
    const years = [year(2026), year(2024), year(2025)];
    expect(faultsOf({ kind: 'costs', rows: [...years, ...years, ...years, cost] })).toEqual([]);
    expect(faultsOf({ kind: 'costs', rows: [year(2027), ...years, cost] })).toEqual([
      [1, 'fromDate', 'days-many'],
    ]);
  });

  it('of checks and of people', () => {
    const check = { agent: 'lin', date: '2026-11-20', score: 100, ticket: null };
    const rows = [check, { ...check, score: 100.5 }, { ...check, score: -1 }, { ...check, agent: 'x' }];
    expect(faultsOf({ kind: 'quality', rows })).toEqual([
      [2, 'score', 'score-out-of-range'],
      [3, 'score', 'score-out-of-range'],
      [4, 'agent', 'agent-unknown'],
    ]);
    // Who has left may be unknown to the house by now.
    const left = { agent: 'gone', date: '2026-11-20', change: 'left', isFullTime: true } as const;
    expect(faultsOf({ kind: 'staff', rows: [left, { ...left, date: '2026-11-1' }] })).toEqual([
      [2, 'date', 'date-impossible'],
    ]);
  });

  it('of answers of machines', () => {
    const answers = { date: '2026-11-20', service: null, count: 1 };
    const rows = [
      { ...answers, service: 'A', count: 1_000_000 },
      { ...answers, count: 0 },
      { ...answers, count: 2.5 },
      { ...answers, count: 1_000_001 },
      { ...answers, count: Number.NaN },
      { ...answers, service: 'Z', date: '2026-02-30' },
    ];
    expect(faultsOf({ kind: 'answers', rows: [answers, answers] })).toEqual([]);
    expect(faultsOf({ kind: 'answers', rows })).toEqual([
      [2, 'count', 'count-out-of-range'],
      [3, 'count', 'count-out-of-range'],
      [4, 'count', 'count-out-of-range'],
      [5, 'count', 'count-out-of-range'],
      [6, 'date', 'date-impossible'],
      [6, 'service', 'service-unknown'],
    ]);
  });
});

const freeze = (month: string) =>
  ({ type: 'freeze-month', month, sha256: 'ab'.repeat(32), by: 'chen' }) as const;

describe('a month', () => {
  it('is frozen once, when it is over', () => {
    const test = LobbyUnderTest.open();
    expect(test.ask(freeze('2026-11'))).toBe('month-not-over');
    expect(test.ask(freeze('2026-12'))).toBe('month-not-over');
    expect(test.said(freeze('2026-10'))).toEqual(['month.frozen']);
    expect(test.ask(freeze('2026-10'))).toBe('month-frozen');
    expect(LobbyUnderTest.configured().ask(freeze('2026-10'))).toBe('month-not-over');
  });

  it('has what was entered or withdrawn afterwards beside it, and only what speaks of it', () => {
    const test = LobbyUnderTest.open();
    enter(test, costs, 'before');
    test.later(1000).must(freeze('2026-10'));
    const november = { kind: 'costs', rows: [{ ...cost, fromDate: '2026-11-01' }] } as const;
    enter(test, november, 'november');
    test.later(1000);
    enter(test, costs, 'after');
    test.later(1000).must({ type: 'withdraw-input', batch: 'before', by: 'lin' });
    test.must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
    expect(test.state.months.get('2026-10')).toEqual({
      month: '2026-10',
      sha256: 'ab'.repeat(32),
      by: 'chen',
      at: 1000,
      corrections: [
        { batch: 'after', kind: 'costs', deed: 'entered', by: 'lin', at: 2000 },
        { batch: 'before', kind: 'costs', deed: 'withdrawn', by: 'lin', at: 3000 },
      ],
    });
  });

  it('carries the latest ten corrections from day to day', () => {
    const test = LobbyUnderTest.open();
    test.must(freeze('2026-10'));
    for (let batch = 1; batch <= 12; batch += 1) enter(test, costs, `b${batch}`);
    const batches = test.state.months.get('2026-10')?.corrections.map(({ batch }) => batch);
    expect(batches).toEqual(Array.from({ length: 10 }, (_none, index) => `b${index + 3}`));
  });
});
