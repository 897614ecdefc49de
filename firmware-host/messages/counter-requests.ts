/** What may be asked at a counter, beyond the actions that need no more words. */
import Type, { type Static } from 'typebox';
import { PauseReason, closed } from './common.ts';
import {
  AgentId,
  CounterId,
  Minutes,
  Reason,
  ServiceLetter,
  oneOf,
  oneOfUnion,
  personalText,
} from './text.ts';

/** Where in the line that it comes to a ticket goes. `time`: by its arrival, as if it had stood there all the while. */
export const LinePlace = oneOf(['front', 'time', 'back']);
export type LinePlace = Static<typeof LinePlace>;

export const ResumeVisit = Type.Object(
  { ticket: Type.String({ minLength: 1, maxLength: 64, description: "The ticket's id." }) },
  closed,
);
export type ResumeVisit = Static<typeof ResumeVisit>;

/** To another service, to one counter, or both. */
export const Transfer = Type.Object(
  {
    service: Type.Optional(ServiceLetter),
    counter: Type.Optional(CounterId),
    place: LinePlace,
    reason: Reason,
  },
  closed,
);
export type Transfer = Static<typeof Transfer>;

export const Park = Type.Object({ minutes: Minutes, reason: Reason }, closed);
export type Park = Static<typeof Park>;

export const PauseCounter = Type.Object({ reason: oneOfUnion(PauseReason) }, closed);
export type PauseCounter = Static<typeof PauseCounter>;

export const HandOver = Type.Object(
  { agent: AgentId, note: Type.Optional(personalText('What the next agent has to know')) },
  closed,
);
export type HandOver = Static<typeof HandOver>;

export const CallAssist = Type.Object(
  {
    level: Type.Integer({ minimum: 1, maximum: 9, description: 'From 1, as the lobby has levels of help.' }),
  },
  closed,
);
export type CallAssist = Static<typeof CallAssist>;

export const TakeAssist = Type.Object({ owner: AgentId }, closed);
export type TakeAssist = Static<typeof TakeAssist>;

export const ShutCounter = Type.Object({ reason: Reason }, closed);
export type ShutCounter = Static<typeof ShutCounter>;
