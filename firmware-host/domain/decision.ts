import type { DomainEvent } from './events.ts';
import type { Refusal } from './refusal.ts';

/** Facts. None at all means: it is so already. */
export interface Accepted {
  readonly events: readonly DomainEvent[];
}

/**
 * Why not. A refusal may be a fact as well: who is sent away at the kiosk is counted. `detail` names what a person has to look
 * at, such as the tickets that nobody has said anything about.
 */
export interface Refused {
  readonly refusal: Refusal;
  readonly events?: readonly DomainEvent[];
  readonly detail?: string;
}

export type Decision = Accepted | Refused;

export const refuse = (refusal: Refusal, detail?: string): Refused => ({
  refusal,
  ...(detail === undefined ? {} : { detail }),
});

/** It is so already. */
export const nothingNew: Accepted = { events: [] };

export const accept = (...events: readonly DomainEvent[]): Accepted => ({ events });
