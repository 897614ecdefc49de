/** What staff may ask about tickets, wherever they stand, and about cases. */
import Type, { type Static } from 'typebox';
import { Care, Language, PriorityReason, TicketState, closed } from './common.ts';
import { NoteKind } from './counter.ts';
import { LinePlace } from './counter-requests.ts';
import { CallBackWay, CaseSubject } from './staff.ts';
import {
  AgentId,
  CounterId,
  KioskId,
  Minutes,
  PartySize,
  Reason,
  ServiceLetter,
  VisitorNumber,
  line,
  moment,
  oneOf,
  oneOfUnion,
  personalText,
} from './text.ts';

/** A lost ticket is found by its service and about when it was taken. */
export const FindTickets = Type.Object(
  {
    service: Type.Optional(ServiceLetter),
    state: Type.Optional(oneOfUnion(TicketState)),
    number: Type.Optional(line(20, 'The number that is called, or the archive number')),
    takenFrom: Type.Optional(moment('Taken at this moment or later')),
    takenTo: Type.Optional(moment('Taken at this moment or earlier')),
  },
  closed,
);
export type FindTickets = Static<typeof FindTickets>;

/** A number for somebody. `issuer` grants the priority; `approver` is the second person beyond the quota. */
export const TakeForVisitor = Type.Object(
  {
    service: Type.Optional(ServiceLetter),
    kiosk: Type.Optional(KioskId),
    language: Type.Optional(Language),
    priority: Type.Optional(oneOfUnion(PriorityReason)),
    issuer: Type.Optional(AgentId),
    approver: Type.Optional(AgentId),
    appointment: Type.Optional(line(32, 'The code of an appointment, or of a time to come back')),
    beside: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'The id of another ticket of the same visitor.',
      }),
    ),
    size: Type.Optional(PartySize),
    care: Type.Optional(Care),
    visitor: Type.Optional(VisitorNumber),
  },
  {
    ...closed,
    anyOf: [Type.Object({ service: Type.Unknown() }), Type.Object({ appointment: Type.Unknown() })],
  },
);
export type TakeForVisitor = Static<typeof TakeForVisitor>;

export const CancelTicket = Type.Object({ reason: Reason }, closed);
export type CancelTicket = Static<typeof CancelTicket>;

export const MoveTicket = Type.Object({ place: LinePlace, reason: Reason }, closed);
export type MoveTicket = Static<typeof MoveTicket>;

export const ParkTicket = Type.Object({ minutes: Minutes, reason: Reason }, closed);
export type ParkTicket = Static<typeof ParkTicket>;

export const CorrectService = Type.Object({ service: ServiceLetter }, closed);
export type CorrectService = Static<typeof CorrectService>;

export const Prioritise = Type.Object(
  { reason: oneOfUnion(PriorityReason), issuer: AgentId, approver: Type.Optional(AgentId) },
  closed,
);
export type Prioritise = Static<typeof Prioritise>;

export const AddNote = Type.Object(
  {
    text: personalText('What the next one who serves this visitor has to know'),
    agent: Type.Optional(AgentId),
    kind: Type.Optional(oneOfUnion(NoteKind)),
  },
  closed,
);
export type AddNote = Static<typeof AddNote>;

/** A visit by a slip that was printed beforehand, entered when everything is up again. */
export const RecoverTicket = Type.Object(
  {
    service: ServiceLetter,
    slip: Type.Integer({
      minimum: 1,
      maximum: 9999,
      description: 'The number on the slip, without the letter.',
    }),
    outcome: oneOf(['finished', 'no-show', 'cancelled']),
    counter: Type.Optional(CounterId),
    agent: Type.Optional(AgentId),
  },
  closed,
);
export type RecoverTicket = Static<typeof RecoverTicket>;

/** What is left out beside `result` was not said: a record is written anew as a whole. */
export const RecordCase = Type.Object(
  {
    receiver: AgentId,
    matter: personalText('What the visitor wants settled'),
    subject: Type.Optional(oneOfUnion(CaseSubject)),
    handedTo: Type.Optional(line(40, 'The office that has to do it, in words that name nobody')),
    callBack: Type.Optional(oneOfUnion(CallBackWay)),
    contact: Type.Optional(personalText('The telephone number for the call-back')),
    told: Type.Optional(Type.Boolean({ description: 'Whether the visitor was told when.' })),
    result: Type.Optional(personalText('What came of it, where something did already')),
  },
  closed,
);
export type RecordCase = Static<typeof RecordCase>;

/** What came of a case, or of calling the visitor back. */
export const SettleCase = Type.Object({ agent: AgentId, result: personalText('What came of it') }, closed);
export type SettleCase = Static<typeof SettleCase>;

export const SignCase = Type.Object({ manager: line(64, 'The id of the manager in charge') }, closed);
export type SignCase = Static<typeof SignCase>;
