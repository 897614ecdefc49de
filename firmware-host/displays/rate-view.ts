import { instant } from '../clock.ts';
import type { EndedVisit } from '../domain/counter-desk.ts';
import { elapsedMs, type Moment } from '../domain/moment.ts';
import { askAt, type Ask } from '../domain/rules/ask.ts';
import { visitToExplain, visitToRate } from '../domain/rules/rate.ts';
import type { State } from '../domain/state.ts';
import { deskOf, ticketOf } from '../domain/state.ts';
import type { RateView, VisitToRate } from '../messages/pad.ts';
import type { Site } from '../site.ts';
import { counterOf, languageOf, serviceName } from '../site.ts';
import { ratingReasons } from './names.ts';

/** The screen that a counter turns to its visitors: for whoever has just been served, and nobody else. */
export function rateView(site: Site, state: Readonly<State>, id: string, now: Moment): RateView {
  const ask = askAt(state, now);
  return {
    counter: counterOf(site, id),
    now: instant(now.at),
    demo: site.demo,
    languages: [...site.languages],
    scale: state.lobby?.ratings.scale ?? 0,
    reasons: ratingReasons(state.lobby?.ratings.reasons ?? []),
    visit: ask === null ? null : visitView(site, ask, id),
  };
}

function visitView(site: Site, ask: Ask, id: string): VisitToRate | null {
  const { state, lobby, now } = ask;
  const asked = visitToRate(state, id, now);
  const visit = asked ?? ratedVisit(ask, id);
  if (visit === null) return null;
  const { number, service, score, presses, finished } = visit;
  const pressed = score === null ? undefined : (presses.find((press) => press.score === score) ?? presses[0]);
  const [reason = null] = visit.reason === null ? [] : ratingReasons([visit.reason]);
  return {
    id: visit.ticket,
    number,
    service: { letter: service, name: serviceName(site, service) },
    language: languageOf(site, state.tickets.get(visit.ticket)?.language ?? ''),
    state: asked === null ? 'rated' : 'asked',
    score,
    ratedAt: pressed === undefined ? null : instant(pressed.at.at),
    isLow: asked === null && visitToExplain(ask, id) !== null,
    reason,
    isCallBackAsked: visit.isCallBackAsked,
    until: instant(finished.at + lobby.ratings.windowMs),
  };
}

/** One that has its rating, as long as it may be explained and the next visitor is not being served. */
function ratedVisit({ state, lobby, now }: Ask, id: string): EndedVisit | null {
  const desk = deskOf(state, id);
  if (desk.ticket !== null && ticketOf(state, desk.ticket).state === 'serving') return null;
  const visit = desk.lastVisit;
  if (visit === null || visit.score === null) return null;
  return elapsedMs(visit.finished, now) > lobby.ratings.windowMs ? null : visit;
}
