/** What may be asked of the host over HTTP. */
import Type, { type Static } from 'typebox';
import { Language, closed } from './common.ts';

export const TakeTicket = Type.Object(
  {
    service: Type.String({ minLength: 1, maxLength: 8, description: "The service's letter, such as A." }),
    kiosk: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: "The kiosk's id; the first one if left out." }),
    ),
    language: Type.Optional(Language),
  },
  closed,
);
export type TakeTicket = Static<typeof TakeTicket>;

export const SignIn = Type.Object({ agent: Type.String({ minLength: 1, maxLength: 64 }) }, closed);
export type SignIn = Static<typeof SignIn>;

/** Switches of a simulated printer in the lab; a switch that is left out stays as it is. */
export const PrinterFaults = Type.Object(
  {
    paperOut: Type.Optional(Type.Boolean()),
    coverOpen: Type.Optional(Type.Boolean()),
    cableCut: Type.Optional(Type.Boolean()),
    hung: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type PrinterFaults = Static<typeof PrinterFaults>;

/** Switches of a simulated LED board. `mute`: it shows what it is sent, and does not say so. */
export const BoardFaults = Type.Object(
  {
    cableCut: Type.Optional(Type.Boolean()),
    hung: Type.Optional(Type.Boolean()),
    mute: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type BoardFaults = Static<typeof BoardFaults>;

/** Switches of a simulated rating pad. */
export const PadFaults = Type.Object(
  { cableCut: Type.Optional(Type.Boolean()), hung: Type.Optional(Type.Boolean()) },
  closed,
);
export type PadFaults = Static<typeof PadFaults>;

/** A finger on a simulated pad: down, or up again. `button` counts from 0, the best score first. */
export const PadFinger = Type.Object(
  { button: Type.Integer({ minimum: 0, maximum: 9 }), down: Type.Boolean() },
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

/** A score on the screen, where there is no pad or it is out of order. */
export const GiveRating = Type.Object(
  {
    score: Type.Integer({
      minimum: 1,
      maximum: 10,
      description: 'From 1, the worst, up to the scale of the lobby.',
    }),
  },
  closed,
);
export type GiveRating = Static<typeof GiveRating>;
