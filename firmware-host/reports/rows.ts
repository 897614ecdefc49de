/**
 * What stands in the report tables: counts, durations and moments. No name of a visitor, no secret of a page, and no reference to
 * a text; so a row may be kept for as long as the house wants to compare its years.
 */

export type Value = number | string | null;
export type Values = { readonly [column: string]: Value };
type Flag = 0 | 1;

type MomentColumn<Name extends string> =
  `${Name}_at` | `${Name}_mono_ms` | `${Name}_boot` | `${Name}_trusted`;
/** A moment as the clocks had it; the views say what is known of it today. `boot` is the id of a row of `boots`. */
export type MomentOf<Name extends string, Cell = number> = { [Column in MomentColumn<Name>]: Cell };
export type MomentOrNull<Name extends string> = MomentOf<Name, number | null>;

/** A number that was given. Times in line and at counters are in lobby time: see domain/lobby-time.ts. */
export type TicketRow = MomentOf<'taken'> &
  MomentOrNull<'ended'> & {
    /** Of its taking. */
    position: number;
    /** Of the latest fact that is in this row or in its stays. */
    last: number;
    id: string;
    /** Lobby day of its taking. */
    date: string;
    state: string;
    /** In whose line it stands, or stood last. */
    service: string;
    /** What it was taken for; a wrong touch is corrected. */
    first_service: string;
    /** What was touched by mistake. */
    corrected_from: string | null;
    class: string;
    kiosk: string;
    language: string;
    source: string;
    size: number;
    /** First ticket of the visit, where this is a later one. */
    visit: string | null;
    priority: string | null;
    granted_by: string | null;
    is_promised: Flag;
    /** Null: nothing was promised, or nobody was called yet. */
    is_promise_kept: Flag | null;
    stays: number;
    transfers: number;
    /** How often the visitor came back after a no-show. */
    returns: number;
    ended_by: string | null;
    /** From a pre-printed slip: it counts, and has no durations. */
    is_recovered: Flag;
    is_call_back_asked: Flag;
    /** Whether the matter is settled, as the agent and as the visitor had it last; null while they have not said. */
    agent_settled: Flag | null;
    visitor_settled: Flag | null;
    /** A keyed hash, which nobody can make a name of. */
    visitor_key: string | null;
    /** The visitor came again soon after it was finished, for the same service. */
    is_returned: Flag;
    /** Of who left by himself or did not come: for how long he had waited, to his last call. */
    gave_up_ms: number | null;
    /** Position of the rating. */
    rating: number | null;
    /** Since when it waits; null once it has ended. */
    waiting_ms: number | null;
  };

/** A ticket at a counter, from its first call there to its leaving; a handover ends it for the agent who goes. */
export type StayRow = MomentOrNull<'called'> &
  MomentOrNull<'ended'> & {
    /** Position of the ticket. */
    ticket: number;
    n: number;
    /** Lobby day of the call. */
    date: string;
    /** The ticket was taken on an earlier day. */
    is_later: Flag;
    service: string;
    counter: string | null;
    agent: string | null;
    /** In the line before; null where the visitor was taken over from another agent. */
    waited_ms: number | null;
    calls: number;
    /** From the first call to the last. */
    calling_ms: number | null;
    /** From the first call to the start; null where nobody came, or nobody pressed start. */
    walk_ms: number | null;
    /** Face to face, without the time on hold. */
    served_ms: number | null;
    held_ms: number;
    holds: number;
    /** Nobody pressed start. */
    is_implied: Flag;
    /** Nobody pressed finish: its end is left out of means. */
    is_estimated: Flag;
    /** Null while it goes on. */
    ending: string | null;
    /** Of a transfer. */
    reason: string | null;
    called_ms: number | null;
    last_call_ms: number | null;
    started_ms: number | null;
    held_since_ms: number | null;
  };

/** Somebody was sent away. Retries of one person are a row each. */
export type RefusalRow = MomentOf<'refused'> & {
  position: number;
  date: string;
  service: string;
  kiosk: string;
  reason: string;
};

/** A stretch in which an agent was ready, paused or wrote up a visit. The opening of a day begins a new one. */
export type SpellRow = MomentOf<'began'> & {
  position: number;
  counter: string;
  last: number;
  date: string;
  agent: string;
  kind: string;
  /** Of a pause. */
  reason: string | null;
  /** Position of the ticket that is written up. */
  ticket: number | null;
  /** Null while it goes on. */
  lasted_ms: number | null;
  since_ms: number | null;
};

/** A stretch in which an agent was free to call: ready, and with nobody at the desk. The opening of a day begins a new one. */
export type IdleRow = MomentOf<'began'> & {
  position: number;
  counter: string;
  last: number;
  date: string;
  agent: string;
  /** Null while it goes on. */
  lasted_ms: number | null;
  since_ms: number | null;
};

/** A press. One with a flag is kept and never counted. */
export type RatingRow = MomentOf<'pressed'> & {
  position: number;
  last: number;
  date: string;
  /** Position of the ticket. */
  ticket: number | null;
  service: string | null;
  counter: string;
  agent: string | null;
  score: number;
  scale: number;
  source: string;
  flag: string | null;
  reason: string | null;
};

/**
 * What goes on after a visit: a complaint or a repair (`case`), or a visitor who asked to be called back (`call-back`). `ended`: signed,
 * or dropped since nothing was ever written in it.
 */
export type CaseRow = MomentOf<'opened'> &
  MomentOrNull<'resolved'> &
  MomentOrNull<'called_back'> &
  MomentOrNull<'ended'> & {
    /** Of its opening. */
    position: number;
    last: number;
    id: string;
    /** Lobby day of its opening. */
    date: string;
    /** Position of the ticket; null where its row is gone. */
    ticket: number | null;
    kind: string;
    service: string;
    /** Agent who received it first. */
    receiver: string | null;
    subject: string | null;
    /** How the visitor wishes to hear of it; `none`: does not. */
    call_back: string | null;
    is_told: Flag;
    /** `open`, `resolved`, `called-back`, `signed` or `dropped`. */
    state: string;
    /** By when there is a result, and by when the visitor is called back, in ms since 1970; null where no time was set. */
    due_at: number | null;
    call_back_due_at: number | null;
    /** The due time went by without. */
    is_overdue: Flag;
    is_call_back_overdue: Flag;
  };

/** Everything that was taken on a day has its position between this opening and the next. */
export type DayRow = MomentOf<'opened'> &
  MomentOrNull<'closed'> & {
    position: number;
    last: number;
    date: string;
    /** Position of the closing that nobody has taken back. */
    closed: number | null;
  };
