import type { Alarm } from '../alarm.ts';
import { CORRECTIONS_KEPT, isInMonth, type Correction } from '../frozen-month.ts';
import type { MetricEvents } from '../metric-events.ts';
import { BATCHES_KEPT, spanOf, type InputBatch } from '../metric-input.ts';
import type { State } from '../state.ts';
import type { Folds } from './apply.ts';

export const metricFolds: Folds<MetricEvents> = {
  'metric-input.entered'(state, { batch: id, by, digest, ...input }, { time: { at } }) {
    const batch = { id, kind: input.kind, digest, by, at, rows: input.rows.length, ...spanOf(input) };
    state.inputs.set(id, batch);
    const [oldest] = state.inputs.keys();
    if (oldest !== undefined && state.inputs.size > BATCHES_KEPT) state.inputs.delete(oldest);
    correctMonths(state, batch, { batch: id, kind: input.kind, deed: 'entered', by, at });
  },

  'metric-input.withdrawn'(state, { batch: id, by }, { time: { at } }) {
    const batch = state.inputs.get(id);
    if (batch === undefined) return;
    state.inputs.delete(id);
    correctMonths(state, batch, { batch: id, kind: batch.kind, deed: 'withdrawn', by, at });
  },

  'alarm.raised'(state, { alarm: id, fromAt, untilAt, ...raised }, { time: { at } }) {
    state.alarms.set(id, {
      ...raised,
      id,
      sinceAt: fromAt,
      judgedAt: untilAt,
      raisedAt: at,
      repostedAt: null,
      postedMs: state.lobbyMs,
      acknowledged: null,
    });
  },

  'alarm.reposted'(state, { alarm, value, untilAt }, { time: { at } }) {
    changeAlarm(state, alarm, { value, judgedAt: untilAt, repostedAt: at, postedMs: state.lobbyMs });
  },

  'alarm.cleared'(state, { alarm }) {
    state.alarms.delete(alarm);
  },

  'alarm.acknowledged'(state, { alarm, by, note }, { time: { at } }) {
    changeAlarm(state, alarm, { acknowledged: { by, note, at } });
  },

  'month.frozen'(state, { month, sha256, by }, { time: { at } }) {
    state.months.set(month, { month, sha256, by, at, corrections: [] });
  },
};

function changeAlarm(state: State, id: string, change: Partial<Alarm>): void {
  const alarm = state.alarms.get(id);
  if (alarm !== undefined) state.alarms.set(id, { ...alarm, ...change });
}

function correctMonths({ months }: State, days: InputBatch, correction: Correction): void {
  for (const [id, month] of months) {
    if (!isInMonth(id, days)) continue;
    const corrections = [...month.corrections, correction].slice(-CORRECTIONS_KEPT);
    months.set(id, { ...month, corrections });
  }
}
