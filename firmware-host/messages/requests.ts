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
