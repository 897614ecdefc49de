/** What staff may ask about the lobby as a whole. */
import Type, { type Static } from 'typebox';
import { Language, closed } from './common.ts';
import { Reason, ServiceLetter, VisitorNumber, moment, oneOf, wordsByLanguage } from './text.ts';

export const Evacuate = Type.Object({ reason: Reason }, closed);
export type Evacuate = Static<typeof Evacuate>;

export const OpenDay = Type.Object(
  {
    date: Type.Optional(
      Type.String({
        format: 'date',
        description: 'The lobby day as YYYY-MM-DD; that of the clock if left out.',
      }),
    ),
  },
  closed,
);
export type OpenDay = Static<typeof OpenDay>;

export const PrintDay = Type.Object(
  {
    printer: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: "The printer's id; that of the first kiosk that has one if left out.",
      }),
    ),
    date: Type.Optional(
      Type.String({
        format: 'date',
        description: 'The lobby day as YYYY-MM-DD; the one that is open, or was last, if left out.',
      }),
    ),
    language: Type.Optional(Language),
  },
  closed,
);
export type PrintDay = Static<typeof PrintDay>;

/** `keep`: waits on with the same number tomorrow; `finish`: of one who is held, else the same as `cancel`. */
export const Disposition = oneOf(['keep', 'cancel', 'finish']);
export type Disposition = Static<typeof Disposition>;

/** What becomes of everybody who is left, so that nobody is left over by accident. */
export const CloseDay = Type.Object(
  {
    dispositions: Type.Record(Type.String(), Disposition, { description: "By the ticket's id." }),
    rest: Type.Optional(Disposition),
  },
  closed,
);
export type CloseDay = Static<typeof CloseDay>;

export const CloseService = Type.Object({ reason: wordsByLanguage('Why, for visitors') }, closed);
export type CloseService = Static<typeof CloseService>;

export const NoticeOn = oneOf(['kiosk', 'display', 'board', 'phone']);
export type NoticeOn = Static<typeof NoticeOn>;

export const PostNotice = Type.Object(
  {
    kind: oneOf(['ordinary', 'emergency']),
    texts: wordsByLanguage('The words'),
    from: Type.Optional(moment('From when on; at once if left out')),
    until: Type.Optional(moment('Until when; until it is withdrawn if left out')),
    on: Type.Optional(
      Type.Array(NoticeOn, { minItems: 1, uniqueItems: true, description: 'Where; everywhere if left out.' }),
    ),
  },
  closed,
);
export type PostNotice = Static<typeof PostNotice>;

export const BookAppointment = Type.Object(
  {
    service: ServiceLetter,
    at: moment('The time booked'),
    code: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9-]{1,32}$',
        description: 'What the visitor types or scans; made here if left out.',
      }),
    ),
    visitor: Type.Optional(VisitorNumber),
  },
  closed,
);
export type BookAppointment = Static<typeof BookAppointment>;
