/** Metrics that have left their targets, as things to do now: with what centres do about it first. */
import type { AlarmView } from '../../../../firmware-host/messages/alarms.ts';
import type { MetricDefinition } from '../../../../firmware-host/messages/metrics.ts';
import type { Duty } from '../duties.ts';
import type { Told } from '../model.ts';
import { acknowledgeAlarm } from './alarm.ts';
import { adviceOf, nameOf, statusText } from './figure-model.ts';
import { measureOf, saidOf } from './measure.ts';
import { partName } from './parts.ts';

/** Those that nobody has seen since they were told last. */
export const alarmDuties = (definitions: readonly MetricDefinition[], told: Told): readonly Duty[] =>
  told.view.alarms.filter(isUnseen).flatMap((alarm) => {
    const definition = definitions.find(({ id }) => id === alarm.metric);
    return definition === undefined ? [] : [dutyOf(alarm, definition, told)];
  });

/** Told again after somebody had seen it, it wants to be seen again. */
const isUnseen = ({ acknowledged, repostedAt }: AlarmView): boolean =>
  acknowledged === null || (repostedAt !== null && Date.parse(repostedAt) > Date.parse(acknowledged.at));

function dutyOf(alarm: AlarmView, definition: MetricDefinition, told: Told): Duty {
  const { words } = told;
  const { id } = definition;
  const name = nameOf(id, words);
  const measure = measureOf({ ...definition, target: definition.target }, words);
  const whole = alarm.service === null ? name : `${partName('service', alarm.service, told)} ${name}`;
  return {
    level: 'bad',
    icon: 'bad',
    title: words.text('alarms.title', {
      name: whole,
      status: statusText(definition, { status: alarm.direction, missing: null }, words),
      value: saidOf(alarm.value, measure, words),
    }),
    text: adviceOf(definition, alarm.direction, words)[0] ?? words.text('metrics.advice.none'),
    ways: [
      { text: words.text('supervisor.do.acknowledge-alarm'), asker: acknowledgeAlarm(alarm, whole) },
      { text: words.text('alarms.more'), href: `#metrics/${id}` },
    ],
  };
}
