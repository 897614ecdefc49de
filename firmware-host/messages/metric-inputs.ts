/** What people enter for the metrics, by form, by file or by program. */
import Type, { type Static, type TSchema } from 'typebox';
import { Instant, Names, closed, orNull } from './common.ts';
import { AgentId, ServiceLetter, oneOf } from './text.ts';

/** So many rows at once: a month of shifts of forty people. */
export const INPUT_ROWS_MAX = 1000;

export const TICKET_ID_MAX = 64;

export const InputKindName = oneOf(['roster', 'costs', 'quality', 'staff', 'answers']);
export type InputKindName = Static<typeof InputKindName>;

const date = (description: string) =>
  Type.String({
    format: 'date',
    pattern: '^20\\d\\d-',
    description: `${description}, YYYY-MM-DD, between 2000 and 2099`,
  });
const time = (description: string) =>
  Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$', description: `${description}, HH:MM` });

/** A shift. An end that is not after the beginning is on the next day. */
export const RosterEntry = Type.Object(
  {
    agent: AgentId,
    date: date('The lobby day of the shift'),
    from: time('When it begins'),
    to: time('When it ends'),
  },
  closed,
);
export type RosterEntry = Static<typeof RosterEntry>;

/** What was spent, spread evenly over the days. */
export const CostEntry = Type.Object(
  {
    fromDate: date('First day'),
    toDate: date('Last day'),
    amount: Type.Number({ minimum: 0, maximum: 1e12, description: "In the house's money" }),
    service: Type.Optional(orNull(ServiceLetter)),
  },
  closed,
);
export type CostEntry = Static<typeof CostEntry>;

/** A supervisor's check of an agent's work. */
export const QualityEntry = Type.Object(
  {
    agent: AgentId,
    date: date('The lobby day of the work'),
    score: Type.Number({ minimum: 0, maximum: 100 }),
    ticket: Type.Optional(
      orNull(Type.String({ minLength: 1, maxLength: TICKET_ID_MAX, description: 'Id of the ticket' })),
    ),
  },
  closed,
);
export type QualityEntry = Static<typeof QualityEntry>;

/** Somebody joined, or left. */
export const StaffEntry = Type.Object(
  {
    agent: AgentId,
    date: date('When'),
    change: oneOf(['joined', 'left']),
    isFullTime: Type.Optional(Type.Boolean({ description: 'true if left out' })),
  },
  closed,
);
export type StaffEntry = Static<typeof StaffEntry>;

/** Contacts that machines have answered by themselves. */
export const AnswersEntry = Type.Object(
  {
    date: date('The lobby day of the answers'),
    count: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'How many were answered' }),
    service: Type.Optional(orNull(ServiceLetter)),
  },
  closed,
);
export type AnswersEntry = Static<typeof AnswersEntry>;

const rowsOf = <T extends TSchema>(entry: T) =>
  Type.Object(
    {
      by: Type.Optional(AgentId),
      rows: Type.Array(entry, { minItems: 1, maxItems: INPUT_ROWS_MAX }),
    },
    closed,
  );

export const EnterRoster = rowsOf(RosterEntry);
export const EnterCosts = rowsOf(CostEntry);
export const EnterQuality = rowsOf(QualityEntry);
export const EnterStaff = rowsOf(StaffEntry);
export const EnterAnswers = rowsOf(AnswersEntry);

/** What was entered at one time. */
export const InputBatchView = Type.Object(
  {
    id: Type.String(),
    kind: InputKindName,
    /** An agent's id, `desk`, or `centre`. */
    by: Type.String(),
    at: Instant,
    rows: Type.Integer({ minimum: 1 }),
    /** Earliest and latest day that it speaks of. */
    from: Type.String(),
    to: Type.String(),
  },
  closed,
);
export type InputBatchView = Static<typeof InputBatchView>;

/** Those that may be withdrawn, the latest first. */
export const InputBatches = Type.Object({ batches: Type.Array(InputBatchView) }, closed);
export type InputBatches = Static<typeof InputBatches>;

/** What is wrong in a line of a file, and what helps. */
export const InputFaultView = Type.Object(
  {
    /** From 1, the line with the names of the columns; a cell with a line break in it counts its lines. */
    line: Type.Integer({ minimum: 1 }),
    /** The column as the house calls it, such as `fromDate`; null where the line as a whole is meant. */
    column: orNull(Type.String()),
    /** What stands there. */
    value: Type.String(),
    code: Type.String(),
    remedy: Names,
  },
  closed,
);
export type InputFaultView = Static<typeof InputFaultView>;

/** What a file comes to. Where there is a fault, nothing was entered; the first 200 are listed, the last of them how many there are beside. */
export const InputCheck = Type.Object(
  {
    kind: InputKindName,
    /** Rows that are good. */
    rows: Type.Integer({ minimum: 0 }),
    faults: Type.Array(InputFaultView),
    /** Null where it was only checked. */
    batch: orNull(InputBatchView),
  },
  closed,
);
export type InputCheck = Static<typeof InputCheck>;

export const InputFileQuery = Type.Object(
  {
    check: Type.Optional(Type.String({ description: 'Only say what is wrong, and enter nothing' })),
    by: Type.Optional(AgentId),
  },
  closed,
);

export const WithdrawInput = Type.Object({ by: Type.Optional(AgentId) }, closed);
