import { instant } from '../clock.ts';
import type { Alarm } from '../domain/alarm.ts';
import type { State } from '../domain/state.ts';
import type { AlarmView } from '../messages/alarms.ts';

export const alarmViews = ({ alarms }: Readonly<State>): AlarmView[] => [...alarms.values()].map(alarmView);

const alarmView = ({ id, metric, service, side, value, target, ...alarm }: Alarm): AlarmView => ({
  id,
  metric,
  service,
  direction: side,
  value,
  target: { ...target },
  since: instant(alarm.sinceAt),
  raisedAt: instant(alarm.raisedAt),
  repostedAt: alarm.repostedAt === null ? null : instant(alarm.repostedAt),
  acknowledged: alarm.acknowledged && { ...alarm.acknowledged, at: instant(alarm.acknowledged.at) },
});
