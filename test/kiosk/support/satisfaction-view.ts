/** How visitors of an ordinary month have rated, what was entered for it, and the months before it. */
import type { FrozenMonthView } from '../../../firmware-host/messages/months.ts';
import type { InputBatchView } from '../../../firmware-host/messages/metric-inputs.ts';
import type {
  FlaggedRating,
  LowRating,
  SatisfactionPart,
  SatisfactionReport,
} from '../../../firmware-host/messages/satisfaction.ts';
import { metricDefinitions, metricValues } from './metrics-view.ts';
import { lobby, now } from './views.ts';

const lowRating = (change: Partial<LowRating> = {}): LowRating => ({
  at: '2026-11-19T02:14:00.000Z',
  date: '2026-11-19',
  ticket: 'ticket-D002',
  service: 'D',
  counter: '2',
  agent: 'zhou',
  score: 2,
  scale: 5,
  reason: 'speed',
  callBack: 'asked',
  ...change,
});

const flaggedRating = (flag: string): FlaggedRating => ({
  at: '2026-11-19T03:05:00.000Z',
  date: '2026-11-19',
  counter: '1',
  agent: 'chen',
  score: 5,
  scale: 5,
  flag,
});

const keys: Readonly<Record<SatisfactionPart['dimension'], readonly string[]>> = {
  agent: ['chen', 'zhou', 'wang', 'sun'],
  service: ['A', 'B', 'C', 'D'],
  counter: ['1', '2', '3', '4'],
  class: ['ordinary', 'priority', 'appointment'],
  hour: ['08:00', '09:00', '10:00', '11:00'],
};

/** The last of them is too small to be told, and would follow from the others if the one before were. */
const satisfactionParts = (dimension: SatisfactionPart['dimension']): SatisfactionPart[] =>
  keys[dimension].map((key, place, { length }) => {
    const isHidden = place >= length - 2;
    return {
      dimension,
      key,
      isHidden,
      given: isHidden ? (place === length - 1 ? 3 : 13) : 40 - place * 9,
      rate: isHidden ? null : 96 - place * 5,
      responseRate: dimension === 'hour' ? null : 31.5 - place,
    };
  });

export const satisfactionReport = (
  dimension: SatisfactionPart['dimension'] = 'agent',
  change: Partial<SatisfactionReport> = {},
): SatisfactionReport => ({
  range: { from: '2026-11-01', to: '2026-11-30' },
  asOf: now,
  distribution: [{ scale: 5, counts: [2, 4, 8, 41, 77] }],
  given: 132,
  good: 118,
  bad: 6,
  rate: 89.4,
  rateTarget: { min: 90, max: null, tolerancePercent: 0, source: 'centres-first' },
  responseRate: 31.2,
  index: {
    value: 91.2,
    isComplete: true,
    parts: [
      { of: 'satisfaction', weight: 60, value: 89.4 },
      { of: 'first_contact_resolution', weight: 40, value: 94 },
    ],
  },
  low: [
    lowRating(),
    lowRating({ agent: null, score: 1, reason: 'attitude', callBack: 'overdue' }),
    lowRating({ service: null, ticket: null, reason: null, callBack: 'none' }),
    lowRating({ counter: '3', agent: 'wang', reason: 'result', callBack: 'done' }),
  ],
  lowCount: 6,
  flagged: ['no-visit', 'repeated', 'row', 'short-visit'].map(flaggedRating),
  flaggedCount: 4,
  cases: {
    opened: 7,
    resolved: 4,
    overdue: 1,
    callBacks: 5,
    calledBack: 3,
    calledBackInTime: 75,
  },
  smallGroup: 5,
  by: satisfactionParts(dimension),
  ...change,
});

export const inputBatch = (id: string, change: Partial<InputBatchView> = {}): InputBatchView => ({
  id,
  kind: 'roster',
  by: 'chen',
  at: '2026-11-01T01:30:00.000Z',
  rows: 84,
  from: '2026-11-01',
  to: '2026-11-30',
  ...change,
});

export const frozenMonth = (change: Partial<FrozenMonthView> = {}): FrozenMonthView => ({
  month: '2026-10',
  by: 'zhou',
  at: '2026-11-02T01:00:00.000Z',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  file: 'good',
  figures: {
    month: '2026-10',
    lobby,
    frozenAt: '2026-11-02T01:00:00.000Z',
    asOf: '2026-10-31T10:00:00.000Z',
    version: '0.1.0',
    range: { from: '2026-10-01', to: '2026-10-31' },
    before: { from: '2026-08-31', to: '2026-09-30' },
    days: ['2026-10-08', '2026-10-09'],
    definitions: [...metricDefinitions],
    values: [...metricValues],
  },
  corrections: [
    { batch: 'batch-9', kind: 'costs', deed: 'entered', by: 'chen', at: '2026-11-05T02:00:00.000Z' },
  ],
  changed: [{ id: 'cost_per_contact', frozen: null, now: 3.8 }],
  notCompared: null,
  ...change,
});
