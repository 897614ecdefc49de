/** What may be asked of the host over HTTP. */
import Type, { type Static } from 'typebox';
import { Care, Language, PriorityReason, RatingReason, closed, orNull } from './common.ts';
import { KioskId, PartySize, ServiceLetter, line, oneOf, oneOfUnion, personalText } from './text.ts';

/** An appointment says the service; without one it has to be said. */
export const TakeTicket = Type.Object(
  {
    service: Type.Optional(ServiceLetter),
    kiosk: Type.Optional(KioskId),
    language: Type.Optional(Language),
    priority: Type.Optional(oneOfUnion(PriorityReason)),
    appointment: Type.Optional(line(32, 'The code of an appointment, or of a time to come back')),
    beside: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'The secret of another ticket of the same visitor, who has several matters.',
      }),
    ),
    size: Type.Optional(PartySize),
    care: Type.Optional(Care),
    confirmed: Type.Optional(
      Type.Boolean({ description: 'Another number is meant, though this kiosk has given many.' }),
    ),
  },
  {
    ...closed,
    anyOf: [Type.Object({ service: Type.Unknown() }), Type.Object({ appointment: Type.Unknown() })],
  },
);
export type TakeTicket = Static<typeof TakeTicket>;

export const Postpone = Type.Object(
  { places: Type.Integer({ minimum: 1, maximum: 20, description: 'How many are let go first.' }) },
  closed,
);
export type Postpone = Static<typeof Postpone>;

/** A visitor at a kiosk wants staff. Who is to be fetched says so with the number, which then ends it: see `Care`. */
export const CallStaff = Type.Object({ why: oneOf(['help']) }, closed);
export type CallStaff = Static<typeof CallStaff>;

/** What a kiosk tells that could not ask for a number. */
export const ReportBlocked = Type.Object({ service: ServiceLetter }, closed);
export type ReportBlocked = Static<typeof ReportBlocked>;

export const TakeReturnSlot = Type.Object({ service: ServiceLetter, kiosk: Type.Optional(KioskId) }, closed);
export type TakeReturnSlot = Static<typeof TakeReturnSlot>;

export const SignIn = Type.Object({ agent: Type.String({ minLength: 1, maxLength: 64 }) }, closed);
export type SignIn = Static<typeof SignIn>;

/** Switches of a simulated printer in the lab; a switch that is left out stays as it is. */
export const PrinterFaults = Type.Object(
  {
    paperOut: Type.Optional(Type.Boolean()),
    nearEnd: Type.Optional(Type.Boolean()),
    coverOpen: Type.Optional(Type.Boolean()),
    cutterJam: Type.Optional(Type.Boolean()),
    printerError: Type.Optional(Type.Boolean()),
    garbage: Type.Optional(Type.Boolean()),
    xoff: Type.Optional(Type.Boolean()),
    cableCut: Type.Optional(Type.Boolean()),
    hung: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type PrinterFaults = Static<typeof PrinterFaults>;

/**
 * Switches of a simulated LED board. `mute`: it shows what it is sent, and does not say so; `lossy`: bytes are lost now and then,
 * both ways; `wrongBaud`: every byte arrives as another one.
 */
export const BoardFaults = Type.Object(
  {
    cableCut: Type.Optional(Type.Boolean()),
    hung: Type.Optional(Type.Boolean()),
    mute: Type.Optional(Type.Boolean()),
    refusing: Type.Optional(Type.Boolean()),
    lossy: Type.Optional(Type.Boolean()),
    wrongBaud: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type BoardFaults = Static<typeof BoardFaults>;

/** Switches of a simulated pad. `stuck`: the place of the button that does not come up again, from 0; null for none. */
export const PadFaults = Type.Object(
  {
    cableCut: Type.Optional(Type.Boolean()),
    hung: Type.Optional(Type.Boolean()),
    stuck: Type.Optional(orNull(Type.Integer({ minimum: 0, maximum: 39 }))),
    chatter: Type.Optional(Type.Boolean()),
    garbage: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type PadFaults = Static<typeof PadFaults>;

/** Switches of a simulated speaker. `hung`: it takes the sound and never comes to its end. */
export const SpeakerFaults = Type.Object(
  { cableCut: Type.Optional(Type.Boolean()), hung: Type.Optional(Type.Boolean()) },
  closed,
);
export type SpeakerFaults = Static<typeof SpeakerFaults>;

/** A finger on a simulated pad: down, or up again. `button` counts from 0, in the order on the pad. */
export const PadFinger = Type.Object(
  { button: Type.Integer({ minimum: 0, maximum: 39 }), down: Type.Boolean() },
  closed,
);
export type PadFinger = Static<typeof PadFinger>;

/** Switches of the simulated centre. `offline`: no connection; `slow`: answers after 3 s; `refusing`: answers 422. */
export const CentreFaults = Type.Object(
  {
    offline: Type.Optional(Type.Boolean()),
    slow: Type.Optional(Type.Boolean()),
    refusing: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type CentreFaults = Static<typeof CentreFaults>;

/** The demo's visitors an hour, and how many times faster than life they and the agents are. */
export const DemoTraffic = Type.Object(
  {
    perHour: Type.Optional(Type.Integer({ minimum: 0, maximum: 90 })),
    pace: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(10), Type.Literal(60)])),
  },
  closed,
);
export type DemoTraffic = Static<typeof DemoTraffic>;

/** So that what arrives late is never taken for the next visitor's. */
const visit = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 64,
    description:
      'The `id` of the visit that is meant, as `GET /api/v1/counters/{id}/rate` tells it; refused when another one has followed. The latest one if left out.',
  }),
);

const score = Type.Integer({
  minimum: 1,
  maximum: 10,
  description: 'From 1, the worst, up to the scale of the lobby.',
});
const reason = oneOfUnion(RatingReason);

/** A score on the screen, where there is no pad or it is out of order. */
export const GiveRating = Type.Object({ score, visit }, closed);
export type GiveRating = Static<typeof GiveRating>;

/** What a low score was about. */
export const GiveReason = Type.Object({ reason, visit }, closed);
export type GiveReason = Static<typeof GiveReason>;

/** The same from the visitor's own page, which is of one visit only. */
export const Score = Type.Object({ score }, closed);
export const Reason = Type.Object({ reason }, closed);

export const AskCallBack = Type.Object(
  { contact: personalText('Where and when to call, in the words of the visitor'), visit },
  closed,
);
export type AskCallBack = Static<typeof AskCallBack>;
