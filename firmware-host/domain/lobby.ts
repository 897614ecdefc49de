/**
 * The part of the configuration that decides. It is a journalled fact (`config.applied`), so that a replay decides
 * as the day itself did. Names, texts and device addresses decide nothing and stay outside. Durations are in milliseconds.
 */
export interface Lobby {
  /** Language of a ticket whose visitor chose none. */
  readonly language: string;
  readonly services: readonly ServiceRules[];
  readonly counters: readonly CounterRules[];
  readonly agents: readonly AgentRules[];
  /**
   * `printer` is null for a kiosk that shows numbers on its screen only. `spare`: the printer elsewhere on which its papers come
   * out while its own is out of order; a lobby of earlier hosts has none.
   */
  readonly kiosks: readonly {
    readonly id: string;
    readonly printer: string | null;
    readonly spare?: string;
  }[];
  /** All there are, and the tickets that a whole roll of each is said to give. Earlier hosts did not say. */
  readonly printers?: readonly { readonly id: string; readonly rollTickets: number }[];
  readonly order: OrderRules;
  readonly calls: CallRules;
  readonly returns: ReturnRules;
  readonly appointments: AppointmentRules;
  readonly priority: PriorityRules;
  readonly kioskLimit: KioskLimit | null;
  readonly wrapUp: WrapUpRules | null;
  readonly assist: readonly AssistLevel[];
  readonly ratings: RatingRules;
  /** What becomes of those who still wait when a new day opens and nobody has closed the last one. */
  readonly night: 'keep' | 'close';
}

/** What kind of claim a visitor has on the next call, in the order in which a round of calls goes through them. */
export const ticketClasses = ['appointment', 'priority', 'ordinary'] as const;
export type TicketClass = (typeof ticketClasses)[number];

export interface ServiceRules {
  readonly letter: string;
  /** A `case` goes on after the visit: it has a record and a time by which it is settled. */
  readonly kind: 'queue' | 'case';
  /** How fast a wait for this service weighs beside the same wait for another one; 1 is usual. */
  readonly weight: number;
  /** Most people who may wait at once; null for no limit. */
  readonly waitingMax: number | null;
  /** Most tickets of a day; null for no limit. */
  readonly dayMax: number | null;
  /** `to` is null where the numbers go on as long as the day does. */
  readonly numbers: { readonly from: number; readonly to: number | null; readonly digits: number };
  /** Numbers of pre-printed slips for when everything is down; never given by Foyer itself. */
  readonly slips: { readonly from: number; readonly to: number } | null;
  /** Whether visitors are promised a wait. */
  readonly promise: boolean;
  /** Service level: this share (0 to 1) of the tickets is called within `withinMs`. */
  readonly target: { readonly share: number; readonly withinMs: number };
  /** Of a case: how long it may take from the visit to its result, and from the result to the call-back. */
  readonly dueMs: number | null;
  readonly callBackMs: number | null;
  /** Times at which one who finds the service full may come back; null where none are given. */
  readonly returnSlots: { readonly everyMs: number; readonly places: number } | null;
}

export interface CounterRules {
  readonly id: string;
  /** What it calls all day. */
  readonly services: readonly string[];
  /** What it helps out with once somebody has waited so long. */
  readonly overflow: readonly { readonly service: string; readonly afterMs: number }[];
}

export interface AgentRules {
  readonly id: string;
  /** Null: everything that the counter offers. */
  readonly services: readonly string[] | null;
}

export interface OrderRules {
  /** Calls of each class in one round at a counter, at least one each. */
  readonly turns: Readonly<Record<TicketClass, number>>;
  /** Who has waited so long is no longer overtaken by anybody who came later. */
  readonly overtakenMaxMs: number;
}

export interface CallRules {
  /** Least time between two calls of one number, and between the last call and giving up. */
  readonly everyMs: number;
  /** Calls after which nobody is called again. */
  readonly max: number;
  /** Calls before which nobody is given up; at most `max`. */
  readonly noShowCalls: number;
  /** So long after the last call a visitor who has not come is given up by itself; null: only by the agent. */
  readonly noShowAfterMs: number | null;
  /** So long after the last call the visit is taken as begun by itself; null: only by the agent. */
  readonly startAfterMs: number | null;
}

export interface ReturnRules {
  /** For how long after a no-show the number can be taken up again; 0: never. */
  readonly withinMs: number;
  /** Behind how many of those who wait in the same line. */
  readonly placesBack: number;
}

export interface AppointmentRules {
  /** So much before its time an appointment is called as one. */
  readonly earlyMs: number;
  /** Who comes later than this after the time is ordinary, with credit for the time booked. */
  readonly lateMs: number;
}

export interface PriorityRules {
  readonly reasons: readonly string[];
  /** Those of the reasons that visitors may choose themselves. */
  readonly kioskReasons: readonly string[];
  /** Priorities that one agent may grant a day before a second person has to approve; null: any number. */
  readonly quota: number | null;
}

/** Against children and jokers: tickets of one kiosk within `withinMs`. */
export interface KioskLimit {
  readonly withinMs: number;
  /** After so many, the kiosk asks whether another one is meant. */
  readonly confirmAfter: number;
  /** After so many, it gives none. */
  readonly pauseAfter: number;
}

export interface WrapUpRules {
  /** So long after a visit its agent is ready by himself; null: only by the key. */
  readonly maxMs: number | null;
}

export interface AssistLevel {
  /** So long a call for help may stay without anybody who takes it, before it goes to the next level. */
  readonly withinMs: number;
}

export interface RatingRules {
  /** Scores go from 1, the worst, to `scale`. */
  readonly scale: number;
  /** A press counts up to so long after the end of a visit. */
  readonly windowMs: number;
  /** Scores up to this one may be followed by a reason and a wish to be called back. */
  readonly lowMax: number;
  readonly reasons: readonly string[];
  /** A visit shorter than this is none that anybody would rate: the press is flagged. */
  readonly shortVisitMs: number;
  /** By when somebody who asked for it is called back. */
  readonly callBackMs: number;
}
