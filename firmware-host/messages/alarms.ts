/** Metrics that have left their targets, as staff see them, and what they answer. */
import Type, { type Static } from 'typebox';
import { Instant, closed, orNull } from './common.ts';
import { AgentId, personalText } from './text.ts';

export const AlarmView = Type.Object(
  {
    id: Type.String(),
    /** Id of the metric: its name and its advice are texts `metric.<id>.…`. */
    metric: Type.String(),
    /** Letter of a service; null where it is about the house as a whole. */
    service: orNull(Type.String()),
    /** On which side of its target it is. */
    direction: Type.Enum(['high', 'low']),
    /** As it was told last, in the metric's unit. */
    value: Type.Number(),
    target: Type.Object({ min: orNull(Type.Number()), max: orNull(Type.Number()) }, closed),
    /** Since when it has been out. */
    since: Instant,
    raisedAt: Instant,
    /** When it was told again the last time. */
    repostedAt: orNull(Instant),
    /** Who knows of it: an agent's id, or `desk`. `note` is a reference: `GET /api/v1/staff/texts/{ref}`. */
    acknowledged: orNull(Type.Object({ by: Type.String(), note: Type.String(), at: Instant }, closed)),
  },
  closed,
);
export type AlarmView = Static<typeof AlarmView>;

/** The one that was raised first is first. */
export const AlarmList = Type.Object({ alarms: Type.Array(AlarmView) }, closed);
export type AlarmList = Static<typeof AlarmList>;

export const AcknowledgeAlarm = Type.Object(
  {
    by: Type.Optional(AgentId),
    note: personalText('What is done about it, or why nothing is'),
  },
  closed,
);
export type AcknowledgeAlarm = Static<typeof AcknowledgeAlarm>;
