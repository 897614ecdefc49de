import { isRecovered, sideOf, type Alarm, type MetricReading } from '../alarm.ts';
import type { Decision } from '../decision.ts';
import { accept, nothingNew, refuse } from '../decision.ts';
import type { DomainEvent } from '../events.ts';
import type { MetricCommand } from '../metric-commands.ts';
import type { Ask } from './ask.ts';

/** An alarm that nobody has answered is told again so often, in lobby time: nights and evacuations are nobody's hours. */
export const REPOST_MS = 3_600_000;
/** A reading comes when its period ends, which is when the hour is over, more or less. It has the newer figure: it may come first. */
export const REPOST_SLACK_MS = 5 * 60_000;

/**
 * A metric that was out of its target over a whole period raises one alarm; it is cleared by a period in which the metric was well
 * inside. Between the two limits nothing happens, nor in a period in which nothing could be measured.
 */
export function judgeMetrics(
  ask: Ask,
  { readings }: Extract<MetricCommand, { type: 'judge-metrics' }>,
): Decision {
  const events = readings.flatMap((reading, index) => judge(ask, reading, index));
  return events.length === 0 ? nothingNew : { events };
}

function judge(ask: Ask, reading: MetricReading, index: number): readonly DomainEvent[] {
  const { value, target } = reading;
  const alarm = [...ask.state.alarms.values()].find(
    ({ metric, service }) => metric === reading.metric && service === reading.service,
  );
  if (alarm !== undefined && target.min === null && target.max === null)
    return [{ type: 'alarm.cleared', data: { alarm: alarm.id, value, by: 'no-target' } }];
  if (value === null || (alarm !== undefined && isJudged(alarm, reading))) return [];
  const measured = { ...reading, value };
  if (alarm === undefined) return raised(ask, measured, index);
  const side = sideOf(value, target);
  if (side !== null && side !== alarm.side)
    return [
      { type: 'alarm.cleared', data: { alarm: alarm.id, value, by: 'turned' } },
      ...raised(ask, measured, index),
    ];
  if (isRecovered(alarm.side, measured))
    return [{ type: 'alarm.cleared', data: { alarm: alarm.id, value, by: 'recovered' } }];
  if (!isRepostable(alarm) || ask.nowMs - alarm.postedMs < REPOST_MS - REPOST_SLACK_MS) return [];
  return [{ type: 'alarm.reposted', data: { alarm: alarm.id, value, untilAt: reading.untilAt } }];
}

function raised(
  { state }: Ask,
  { metric, service, value, target, fromAt, untilAt }: MetricReading & { readonly value: number },
  index: number,
): readonly DomainEvent[] {
  const side = sideOf(value, target);
  if (side === null) return [];
  // Positions are used once, so no alarm has the id of another one.
  const alarm = [metric, ...(service === null ? [] : [service]), state.position + 1, index].join('-');
  return [{ type: 'alarm.raised', data: { alarm, metric, service, side, value, target, fromAt, untilAt } }];
}

/** A period is judged once, however often the host comes upon it, unless the house has thought again about its target. */
const isJudged = ({ judgedAt, target }: Alarm, reading: MetricReading): boolean =>
  reading.untilAt <= judgedAt && reading.target.min === target.min && reading.target.max === target.max;

/** Whoever has answered knows why, and is not told every hour. */
const isRepostable = ({ acknowledged }: Alarm): boolean => acknowledged === null;

/** In how many ms of lobby time each alarm is told again, if no reading does so first. */
export const repostsDue = ({
  state,
  nowMs,
}: Ask): readonly { readonly alarm: Alarm; readonly inMs: number }[] =>
  [...state.alarms.values()]
    .filter(isRepostable)
    .map((alarm) => ({ alarm, inMs: alarm.postedMs + REPOST_MS + REPOST_SLACK_MS - nowMs }));

export function acknowledgeAlarm(
  { state }: Ask,
  { alarm, by, note }: Extract<MetricCommand, { type: 'acknowledge-alarm' }>,
): Decision {
  if (!state.alarms.has(alarm)) return refuse('alarm-unknown');
  return accept({ type: 'alarm.acknowledged', data: { alarm, by, note } });
}
