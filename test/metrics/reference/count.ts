/** The 23 metrics, each counted by hand from what happened: slowly, and without a word of SQL. */
import { Temporal } from 'temporal-polyfill';
import type { MetricId } from '../../../firmware-host/messages/metrics.ts';
import type { Recorded } from '../../../firmware-host/journal/journal.ts';
import type { Stretch, TicketLife, VisitLife } from './hall.ts';
import { answersOf, costsOf, entered, shiftsOf, turnoverOf, upTo } from './inputs.ts';
import { Lives } from './lives.ts';
import type { Share } from './share.ts';

const SHORT_MS = 20_000;
const WAIT_MS = 20_000;
const RETRY_MS = 180_000;

type Where = Omit<Share, 'above' | 'below'>;

export interface Chosen {
  readonly timeZone: string;
  readonly withinMs: (service: string) => number;
  readonly transferCounts: boolean;
}

/** All that the metrics are counted from. */
function see(journal: readonly Recorded[], { timeZone }: Chosen) {
  const lives = new Lives(journal);
  const lastDate = [...lives.dates].toSorted().at(-1) ?? '';
  const inputs = upTo(entered(journal), lastDate);
  const tickets = [...lives.tickets.values()].filter(({ date }) => date !== '');
  const visits = tickets.flatMap(({ visits: own }) => own);
  const ended = visits.filter(({ ending }) => ending !== null);
  const called = visits.filter(({ waited }) => waited !== null);
  const over = tickets.filter(({ state }) => ['finished', 'no-show', 'cancelled'].includes(state));
  const spread = (what: Stretch['what']) =>
    lives.stretches
      .filter((one) => one.what === what)
      .flatMap((one) =>
        pieces(one.at, one.ms ?? lives.now - one.since, timeZone).map((piece) => ({ ...one, ...piece })),
      );
  return {
    lives,
    inputs,
    lastDate,
    tickets,
    ended,
    called,
    came: called.filter(({ served, started }) => served !== null || started !== null),
    parts: ended.filter((one) => one.served !== null && !one.isEstimated && one.ending !== 'corrected'),
    known: ended.filter(({ isEstimated }) => !isEstimated),
    finished: ended.filter(({ ending }) => ending === 'finished'),
    writings: lives.stretches.filter(
      ({ what, visit, ms }) => what === 'wrap-up' && visit?.isEstimated === false && ms !== null,
    ),
    late: over.filter((ticket) => !isShort(ticket)),
    impatient: over.filter((ticket) => hasGivenUp(ticket) && ticket.patience !== null),
    left: tickets.filter(hasLeftLine),
    refused: firsts(lives),
    signedIn: spread('signed-in'),
    idle: spread('idle'),
    shifts: shiftsOf(inputs, lives),
  };
}
type Seen = ReturnType<typeof see>;

function each<T>(
  all: readonly T[],
  where: (one: T) => Where,
  above: (one: T) => number,
  below: (one: T) => number,
): Share[] {
  return all.map((one) => ({ ...where(one), above: above(one), below: below(one) }));
}
const one = () => 1;
const none = () => 0;
const isLong = (ms: number | null) => Number((ms ?? 0) >= WAIT_MS);

/** All shares of each metric over all days of a journal. */
export function count(journal: readonly Recorded[], chosen: Chosen): Record<MetricId, Share[]> {
  const seen = see(journal, chosen);
  return {
    ...ofWaiting(seen, chosen),
    ...ofServing(seen),
    ...ofOutcome(seen, chosen),
    ...ofPeople(seen, chosen),
  };
}

const ofWaiting = ({ impatient, called, came, late, left }: Seen, { withinMs }: Chosen) => ({
  abandon_time: each(impatient, ofTicket, ({ patience }) => patience ?? 0, one),
  calls_to_answer: each(came, ofCall, ({ calls }) => calls, one),
  queue_time: each(
    called.filter(({ waited }) => isLong(waited)),
    ofCall,
    ({ waited }) => waited ?? 0,
    one,
  ),
  speed_of_answer: each(came, ofCall, ({ waited }) => waited ?? 0, one),
  abandon_rate: each(late, ofTicket, (ticket) => Number(hasGivenUp(ticket)), one),
  queued_rate: [
    ...each(called, ofCall, ({ waited }) => isLong(waited), one),
    ...each(left, ofTicket, ({ patience }) => isLong(patience), one),
  ],
  service_level: [
    ...each(called, ofCall, ({ waited, service }) => Number((waited ?? 0) <= withinMs(service)), one),
    ...each(
      left.filter(({ patience }) => (patience ?? 0) > SHORT_MS),
      ofTicket,
      none,
      one,
    ),
  ],
});

const ofServing = ({ writings, parts, known, finished, signedIn }: Seen) => ({
  wrap_up_time: each(writings, ofWriting, ({ ms }) => ms ?? 0, one),
  handle_time: [
    ...each(parts, ofEnd, ({ served }) => served ?? 0, one),
    ...each(writings, ofWriting, ({ ms }) => ms ?? 0, none),
  ],
  hold_time: each(
    known,
    ofEnd,
    ({ held }) => held,
    ({ holds }) => holds,
  ),
  service_time: each(parts, ofEnd, ({ served }) => served ?? 0, one),
  contacts_per_hour: [
    ...each(
      finished.filter(({ ticket }) => !ticket.isSlip),
      ofEnd,
      one,
      none,
    ),
    ...each(signedIn, ofStretch, none, ({ part }) => part),
  ],
});

const ofOutcome = ({ lives, inputs, ended, finished, late, refused, tickets }: Seen, chosen: Chosen) => ({
  quality_score: each(
    inputs.flatMap((input) => (input.kind === 'quality' ? input.rows : [])),
    ({ agent, date }) => ({ agent, date, at: null }),
    ({ score }) => score,
    one,
  ),
  blocked_rate: [...each(refused, (refusal) => refusal, one, one), ...each(tickets, ofTicket, none, one)],
  first_contact_resolution: each(finished, ofEnd, (visit) => Number(isResolved(visit, lives, chosen)), one),
  transfer_rate: each(
    ended,
    ofEnd,
    ({ ending }) => Number(ending === 'transferred'),
    ({ ending }) => Number(ending === 'finished'),
  ),
  answered_rate: each(late, ofTicket, ({ state }) => Number(state === 'finished'), one),
  total_contacts: [...each(refused, (refusal) => refusal, one, none), ...each(tickets, ofTicket, one, none)],
});

const busy = ({ served, held }: VisitLife) => (served ?? 0) + held;

function ofPeople(
  { lives, inputs, lastDate, shifts, signedIn, finished, known, writings, idle }: Seen,
  { timeZone }: Chosen,
) {
  const isOnRoster = (agent: string, date: string) =>
    shifts.some((shift) => shift.agent === agent && shift.date === date);
  const isThere = (agent: string, date: string) =>
    lives.stretches.some((own) => own.what === 'signed-in' && own.agent === agent && own.date === date);
  const rostered = shifts.flatMap((shift) =>
    pieces(shift.at, shift.ms, timeZone).map((piece) => ({ ...shift, ...piece })),
  );
  const firstShifts = shifts.filter(
    ({ agent, date }, index) =>
      shifts.findIndex((other) => other.agent === agent && other.date === date) === index,
  );
  return {
    adherence: [
      ...each(
        signedIn.filter(({ agent, date }) => isOnRoster(agent, date)),
        ofStretch,
        ({ part }) => part,
        none,
      ),
      ...each(rostered, ofStretch, none, ({ part }) => part),
    ],
    cost_per_contact: [
      ...each(
        costsOf(inputs, lastDate),
        (cost) => cost,
        ({ amount }) => amount,
        none,
      ),
      ...each(finished, ofEnd, none, one),
      ...each(
        answersOf(inputs, lastDate),
        (answered) => answered,
        none,
        (machine) => machine.count,
      ),
    ],
    occupancy: [
      ...each(known, ofEnd, busy, busy),
      ...each(
        writings,
        ofWriting,
        ({ ms }) => ms ?? 0,
        ({ ms }) => ms ?? 0,
      ),
      ...each(idle, ofStretch, none, ({ part }) => part),
    ],
    attendance: each(
      firstShifts,
      ({ agent, date, at }) => ({ agent, date, at }),
      ({ agent, date }) => Number(isThere(agent, date)),
      one,
    ),
    turnover: turnoverOf(inputs, [...lives.dates].at(-1) ?? ''),
  };
}

const isResolved = ({ ticket, date }: VisitLife, { owed }: Lives, { transferCounts }: Chosen): boolean =>
  !ticket.isCallBackAsked &&
  !ticket.hasComeAgain &&
  ![...ticket.said.values()].includes(false) &&
  ![...owed.values()].some((file) => file.isOwed && file.ticket === ticket.id && file.date === date) &&
  (!transferCounts || ticket.transfers === 0);

const ofTicket = ({ date, takenAt, wanted, kind }: TicketLife): Where => ({
  date,
  at: takenAt,
  service: wanted,
  class: kind,
});
const dimensionsOf = ({ date, service, counter, agent, ticket }: VisitLife) => ({
  date,
  service,
  counter,
  agent,
  class: ticket.kind,
});
const ofCall = (visit: VisitLife): Where => ({ ...dimensionsOf(visit), at: visit.calledAt });
const ofEnd = (visit: VisitLife): Where => ({ ...dimensionsOf(visit), at: visit.endedAt });
const ofStretch = ({
  date,
  counter,
  agent,
  at,
}: {
  date: string;
  counter?: string;
  agent: string;
  at: number;
}): Where => (counter === undefined ? { date, agent, at } : { date, counter, agent, at });
const ofWriting = ({ date, counter, agent, at, visit }: Stretch): Where =>
  visit === null
    ? { date, at, counter, agent }
    : { date, at, counter, agent, service: visit.service, class: visit.ticket.kind };

const hasGivenUp = ({ state, endedBy }: TicketLife) =>
  state === 'no-show' || (state === 'cancelled' && endedBy === 'visitor');
const isShort = (ticket: TicketLife) =>
  hasGivenUp(ticket) && ticket.patience !== null && ticket.patience <= SHORT_MS;
const hasLeftLine = ({ state, endedBy, patience, visits }: TicketLife) =>
  state === 'cancelled' &&
  endedBy === 'visitor' &&
  patience !== null &&
  visits.every(({ ending }) => ending !== 'cancelled');

/** One person tries again within minutes. */
function firsts({ refusals }: Lives): Where[] {
  const found: Where[] = [];
  const counted: { readonly place: string; readonly at: number }[] = [];
  for (const { date, at, service, kiosk } of refusals.toSorted((a, b) => a.at - b.at)) {
    const place = `${date} ${service} ${kiosk}`;
    if (counted.some((other) => other.place === place && at - other.at <= RETRY_MS)) continue;
    counted.push({ place, at });
    found.push({ date, at, service });
  }
  return found;
}

/** The half hour of the clock on the wall in which a moment is. */
export function halfHourOf(at: number, timeZone: string): number {
  const { minute, second, millisecond } =
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return at - (minute % 30) * 60_000 - second * 1000 - millisecond;
}

function pieces(at: number, ms: number, timeZone: string): { readonly at: number; readonly part: number }[] {
  const next = halfHourOf(at, timeZone) + 1_800_000;
  if (at + ms <= next) return [{ at, part: ms }];
  return [{ at, part: next - at }, ...pieces(next, at + ms - next, timeZone)];
}
