import { instant } from '../clock.ts';
import type { State } from '../domain/state.ts';
import { ticketOf } from '../domain/state.ts';
import type { KioskAssistView } from '../messages/counter.ts';

/** Who waits for staff at a kiosk, the longest first. */
export const kioskAssists = (state: Readonly<State>): KioskAssistView[] =>
  [...state.kioskAssists]
    .toSorted(([, one], [, other]) => one.at - other.at)
    .map(([kiosk, { why, ticket, owner, at }]) => ({
      kiosk,
      why,
      number: ticket === null ? null : ticketOf(state, ticket).number,
      owner,
      since: instant(at),
    }));
