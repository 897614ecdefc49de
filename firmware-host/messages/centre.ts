/** How delivery to the central system goes. */
import Type, { type Static } from 'typebox';
import { Instant, closed, orNull } from './common.ts';

/** An event that the centre refused for what it is, kept for people to settle. */
export const ParkedEvent = Type.Object(
  {
    id: Type.String({ description: 'The CloudEvents id.' }),
    sequence: Type.Integer({ description: 'Its position in the journal.' }),
    type: Type.String(),
    at: Instant,
    status: Type.Integer({ description: 'What the centre answered: 400, 413 or 422.' }),
    reason: Type.String({ description: 'The beginning of what the centre said about it.' }),
  },
  closed,
);
export type ParkedEvent = Static<typeof ParkedEvent>;

/**
 * How delivery to the central system goes. `delivering`: all is well; `waiting`: the last try failed and another is due;
 * `stopped`: three events in a row were refused for what they are, and a person has to look.
 */
export const CentreView = Type.Object(
  {
    url: Type.String(),
    state: Type.Union([Type.Literal('delivering'), Type.Literal('waiting'), Type.Literal('stopped')]),
    delivered: Type.Integer({
      description: 'Position of the last event that the centre has taken or that was parked.',
    }),
    backlog: Type.Integer({ minimum: 0, description: 'Events that wait.' }),
    /** Why the last try failed, for the technician; null when it did not. */
    fault: orNull(Type.String()),
    /** When the next try is due; null when none is awaited. */
    retryAt: orNull(Instant),
    parked: Type.Array(ParkedEvent),
  },
  closed,
);
export type CentreView = Static<typeof CentreView>;

/** One event as the receiver got it. */
export const InboxEvent = Type.Object(
  {
    id: Type.String(),
    sequence: Type.Integer(),
    type: Type.String({ description: 'As in the journal, such as ticket.called.' }),
    at: Instant,
    /** The number of the ticket that it is about, as the receiver has learnt it; null where it is about none. */
    number: orNull(Type.String()),
    /** How often it has come. */
    times: Type.Integer({ minimum: 1 }),
    /** The CloudEvent as it came, indented for people. */
    body: Type.String(),
  },
  closed,
);
export type InboxEvent = Static<typeof InboxEvent>;

export const SimulatedCentreView = Type.Object(
  {
    delivery: CentreView,
    faults: Type.Object({ offline: Type.Boolean(), slow: Type.Boolean(), refusing: Type.Boolean() }, closed),
    /** Since the host started: events that came, gaps in their order, copies of ones that had come, bad signatures. */
    received: Type.Integer(),
    missing: Type.Integer(),
    repeated: Type.Integer(),
    unsigned: Type.Integer(),
    /** The latest, newest first. */
    events: Type.Immutable(Type.Array(InboxEvent)),
  },
  closed,
);
export type SimulatedCentreView = Static<typeof SimulatedCentreView>;
