/**
 * The sums of one lobby day as SQL over the report tables. Each source has its measures, and the moment by which its rows belong to a
 * half hour. Tickets of a day lie between two openings of a day in the journal, so no date has to be looked for.
 */
import type { Measure } from '../measures.ts';

/** Who gave up this soon had not come for a visit: left out of the rates, as the centres do. */
export const SHORT_MS = 20_000;

export interface TallyRules {
  /** From how long a wait on somebody had to wait. */
  readonly waitFromMs: number;
  /** Within how long the visitors of each service are to be called, by letter. */
  readonly withinMs: Readonly<Record<string, number>>;
  /** Of a service that left the configuration. */
  readonly withinMsElse: number;
}

export interface Source {
  /** With the moment of a row as `at`, and its dimensions under their names. */
  readonly from: string;
  readonly sums: { readonly [M in Measure]?: string };
}

/** `:first` and `:next`: positions of the day's opening and of the next day's; `:date`. */
const TODAYS = 't.position >= :first AND t.position < :next AND t.date = :date';

const GAVE_UP = `(state = 'no-show' OR (state = 'cancelled' AND ended_by = 'visitor'))`;
const HAS_ENDED = `state IN ('finished', 'no-show', 'cancelled')`;
/** Called and then cancelled is a wait that a call has ended. */
const LEFT_LINE = `(state = 'cancelled' AND ended_by = 'visitor' AND gave_up_ms IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM stays AS s WHERE s.ticket = t.position AND s.ending = 'cancelled'))`;

export const ticketSource = ({ waitFromMs }: TallyRules): Source => ({
  from: `SELECT ${wallTime('t.taken', 'b')} AS at, first_service AS service, '' AS counter, '' AS agent, class, state, ended_by, gave_up_ms, ${LEFT_LINE} AS has_left
    FROM tickets AS t LEFT JOIN boots AS b ON b.id = t.taken_boot WHERE ${TODAYS}`,
  sums: {
    taken: '1',
    decided: HAS_ENDED,
    answered_tickets: `state = 'finished'`,
    gave_up: GAVE_UP,
    gave_up_short: `${GAVE_UP} AND gave_up_ms <= ${SHORT_MS}`,
    patient: `${GAVE_UP} AND gave_up_ms IS NOT NULL`,
    patience_ms: `iif(${GAVE_UP}, gave_up_ms, 0)`,
    left_line: 'has_left',
    left_line_waited: `has_left AND gave_up_ms >= ${waitFromMs}`,
    left_line_late: `has_left AND gave_up_ms > ${SHORT_MS}`,
  },
});

/** Also of tickets that were kept from an earlier day. */
const staysOfDay = (columns: string, moment: string, where: string): string => {
  const row = `${wallTime(`s.${moment}`, 'b')} AS at, s.service, coalesce(s.counter, '') AS counter, coalesce(s.agent, '') AS agent, t.class, ${columns}`;
  const boots = `LEFT JOIN boots AS b ON b.id = s.${moment}_boot`;
  return `SELECT ${row} FROM tickets AS t CROSS JOIN stays AS s ON s.ticket = t.position ${boots}
      WHERE ${TODAYS} AND s.date = :date AND ${where}
    UNION ALL SELECT ${row} FROM stays AS s INDEXED BY later_stays CROSS JOIN tickets AS t ON t.position = s.ticket ${boots}
      WHERE s.is_later = 1 AND s.date = :date AND ${where}`;
};

/** Somebody came; `started_ms` is there while the visit goes on. */
const CAME = '(served_ms IS NOT NULL OR started_ms IS NOT NULL)';

export const callSource = ({ waitFromMs, withinMs, withinMsElse }: TallyRules): Source => {
  const cases = Object.entries(withinMs).map(([service, ms]) => `WHEN ${quoted(service)} THEN ${ms}`);
  const within =
    cases.length === 0 ? withinMsElse : `CASE service ${cases.join(' ')} ELSE ${withinMsElse} END`;
  return {
    from: staysOfDay('s.waited_ms, s.calls, s.served_ms, s.started_ms', 'called', 's.waited_ms IS NOT NULL'),
    sums: {
      called: '1',
      called_in_time: `waited_ms <= ${within}`,
      waited: `waited_ms >= ${waitFromMs}`,
      waited_ms: `iif(waited_ms >= ${waitFromMs}, waited_ms, 0)`,
      answered: CAME,
      answered_wait_ms: `iif(${CAME}, waited_ms, 0)`,
      answered_calls: `iif(${CAME}, calls, 0)`,
    },
  };
};

/** Nobody knows how long a visit took whose end was estimated. The wrong card is no visit, though it takes an agent's time. */
const IS_PART = `(served_ms IS NOT NULL AND is_estimated = 0 AND ending <> 'corrected')`;
const NEEDS_CALL_BACK = `(t.is_call_back_asked = 1 OR t.position IN (
  SELECT ticket FROM cases WHERE cases.position >= :first AND cases.position < :next
    AND ticket IS NOT NULL AND call_back_due_at IS NOT NULL))`;

/** The agent or the visitor says that the matter is not settled; or the visitor came again for it. */
const IS_UNSETTLED = '(t.agent_settled IS 0 OR t.visitor_settled IS 0 OR t.is_returned = 1)';

export const visitSource: Source = {
  from: staysOfDay(
    `s.ending, s.served_ms, s.held_ms, s.holds, s.is_estimated, t.is_recovered, t.transfers, iif(s.ending = 'finished', ${IS_UNSETTLED} OR ${NEEDS_CALL_BACK}, 0) AS is_open`,
    'ended',
    's.ending IS NOT NULL',
  ),
  sums: {
    served: `ending = 'finished'`,
    served_live: `ending = 'finished' AND is_recovered = 0`,
    service_parts: IS_PART,
    service_ms: `iif(${IS_PART}, served_ms, 0)`,
    holds: 'iif(is_estimated = 0, holds, 0)',
    held_ms: 'iif(is_estimated = 0, held_ms, 0)',
    busy_ms: 'iif(is_estimated = 0, coalesce(served_ms, 0) + held_ms, 0)',
    transferred: `ending = 'transferred'`,
    resolved: `ending = 'finished' AND NOT is_open`,
    resolved_directly: `ending = 'finished' AND NOT is_open AND transfers = 0`,
  },
};

/** The writing up of a visit begins with the very fact that ended it. */
export const wrapUpSource: Source = {
  from: `SELECT ${wallTime('w.began', 'b')} AS at, s.service, w.counter, w.agent, t.class, w.lasted_ms
    FROM spells AS w CROSS JOIN tickets AS t ON t.position = w.ticket CROSS JOIN stays AS s ON s.ticket = w.ticket AND s.n = (
      SELECT max(n) FROM stays WHERE ticket = w.ticket AND counter = w.counter AND ending IN ('finished', 'transferred')
        AND ended_boot = w.began_boot AND ended_mono_ms = w.began_mono_ms)
    LEFT JOIN boots AS b ON b.id = w.began_boot
    WHERE w.position >= :first AND w.position < :next AND w.date = :date AND w.kind = 'wrap-up' AND w.lasted_ms IS NOT NULL
      AND s.is_estimated = 0`,
  sums: { wrap_ups: '1', wrap_up_ms: 'lasted_ms' },
};

/** A stretch of an agent's time; one that still goes on has lasted until `:now`, the lobby time of the last fact. */
const stretches = (
  table: 'spells' | 'idles',
): string => `SELECT ${wallTime('w.began', 'b')} AS at, w.counter, w.agent,
    coalesce(w.lasted_ms, max(0, :now - w.since_ms)) AS ms
  FROM ${table} AS w LEFT JOIN boots AS b ON b.id = w.began_boot
  WHERE w.position >= :first AND w.position < :next AND w.date = :date`;

export const spellRows = stretches('spells');
export const idleRows = stretches('idles');

export const refusalRows = `SELECT ${wallTime('r.refused', 'b')} AS at, r.service, r.kiosk
  FROM refusals AS r LEFT JOIN boots AS b ON b.id = r.refused_boot
  WHERE r.position >= :first AND r.position < :next AND r.date = :date ORDER BY 1, r.position`;

/** Wall time as far as it is known today, as in the views `…_times`. */
export function wallTime(moment: string, boot: string): string {
  return `iif(${moment}_trusted = 1 OR ${boot}.offset_ms IS NULL, ${moment}_at, ${moment}_mono_ms + ${boot}.offset_ms)`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
