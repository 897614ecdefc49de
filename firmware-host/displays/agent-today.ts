import { meanOf, type Spells } from '../domain/agent-day.ts';
import { emptyDesk, type CounterDesk } from '../domain/counter-desk.ts';
import type { Moment } from '../domain/moment.ts';
import { shareOfGood } from '../domain/satisfaction.ts';
import type { State } from '../domain/state.ts';
import type { CounterView } from '../messages/counter.ts';
import type { AgentToday } from '../messages/counter-queue.ts';
import { wallSecond } from './wall-time.ts';

/** The day of whoever sits at a counter; null where nobody does. */
export function agentToday(state: Readonly<State>, counter: string, now: Moment): AgentToday | null {
  const { agent } = state.counters.get(counter) ?? emptyDesk;
  const day = agent === null ? undefined : state.agentDays.get(agent);
  if (day === undefined) return null;
  const since = (phase: 'idle' | 'paused') =>
    day.doing?.phase === phase ? wallSecond(state, now, day.doing.sinceMs) : null;
  const { count: ratings, good } = day.ratedTold;
  return {
    served: day.served,
    facedMs: mean(day.faced),
    wrapUpMs: mean(day.wrapUp),
    walkMs: mean(day.walk),
    idleMs: Math.round(day.idleMs),
    idleSince: since('idle'),
    pausedMs: Math.round(day.pausedMs),
    pausedSince: since('paused'),
    sentOn: day.sentOn,
    noShows: day.noShows,
    satisfaction: ratings === 0 ? null : { percent: shareOfGood(good, ratings), ratings },
  };
}

/** In whole ms. */
function mean(spells: Spells): number | null {
  const ms = meanOf(spells);
  return ms === null ? null : Math.round(ms);
}

/** One pause of a kind is no habit, nor is one note. */
const AWAY_NEEDED = 3;

/** How long a pause or the writing up that goes on usually takes, and when it ends by itself. */
export function awayOf(
  state: Readonly<State>,
  { agent, status, statusMs, pause }: CounterDesk,
  now: Moment,
): Pick<CounterView, 'usualAwayMs' | 'readyAt'> {
  if (agent === null || status === 'ready') return { usualAwayMs: null, readyAt: null };
  if (pause !== null) {
    const { count = 0, meanMs = 0 } = state.paces.paused[pause] ?? {};
    return { usualAwayMs: count < AWAY_NEEDED ? null : Math.round(meanMs), readyAt: null };
  }
  const written = state.agentDays.get(agent)?.wrapUp ?? null;
  const maxMs = state.lobby?.wrapUp?.maxMs ?? null;
  return {
    usualAwayMs: written === null || written.count < AWAY_NEEDED ? null : mean(written),
    readyAt: maxMs === null ? null : wallSecond(state, now, statusMs + maxMs),
  };
}
