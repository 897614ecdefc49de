import { waitingFor } from '../ahead.ts';
import type { CounterDesk } from '../counter-desk.ts';
import type { CounterRules } from '../lobby.ts';
import { skillsOf } from '../skills.ts';
import type { State } from '../state.ts';
import type { Callers } from './callers.ts';
import type { Workload } from './workload.ts';

/** A pause that is longer than usual ends some time, too: so much of the usual one is always left. */
const PAUSE_LEFT_MIN = 0.25;

/** From when on each counter works for those who wait, in ms from now; below 0 where one can be called at once. */
export interface Capacity {
  readonly fromMs: readonly number[];
  /** Counters that are ready and have nobody. */
  readonly idle: number;
}

/** What is known beside the state. */
interface View {
  readonly callers: Callers;
  readonly load: Workload;
  /** How long the first in line has waited. */
  readonly headMs: number;
  readonly nowMs: number;
}

/**
 * A counter with a visitor works from now on: when it will be free says little, for a visit that has gone on for long may
 * go on (tried: its time so far made the prediction better by less than one in a hundred). An idle one is a whole visit ahead of
 * that. One on a pause comes back when the pause is as long as such pauses are; one of unknown length does not count.
 * One that only helps out begins when the first in line has waited long enough, after its own people.
 */
export function capacityFor(state: State, service: string, { callers, load, headMs, nowMs }: View): Capacity {
  const fromMs: number[] = [];
  let idle = 0;
  const open = callers.get(service) ?? [];
  for (const rules of state.lobby?.counters ?? []) {
    const desk = state.counters.get(rules.id);
    if (desk === undefined || desk.agent === null) continue;
    const afterMs = open.includes(rules.id) ? 0 : helpsAfterMs(rules, service, skillsOf(state, desk.agent));
    if (afterMs === null) continue;
    const backMs = untilBackMs(state, desk, nowMs);
    if (backMs === null) continue;
    const helpsMs = afterMs === 0 ? 0 : Math.max(afterMs - headMs, backlogMs(state, rules, load, callers));
    const isIdle = backMs === 0 && helpsMs === 0 && desk.ticket === null && desk.status === 'ready';
    idle += Number(isIdle);
    fromMs.push(Math.max(helpsMs, backMs) - (isIdle || backMs > 0 ? load.leftMs : 0));
  }
  return { fromMs, idle };
}

/** Null where this counter does not help out with the service, or its agent cannot. */
function helpsAfterMs(
  { overflow }: CounterRules,
  service: string,
  skills: readonly string[] | null,
): number | null {
  if (skills !== null && !skills.includes(service)) return null;
  return overflow.find((one) => one.service === service)?.afterMs ?? null;
}

/** 0 for one that is not on a pause; null where nobody can know. */
function untilBackMs(
  { paces }: State,
  { status, pause, statusMs }: CounterDesk,
  nowMs: number,
): number | null {
  if (status !== 'paused' || pause === null) return 0;
  const usual = paces.paused[pause];
  if (usual === undefined) return null;
  return Math.max(usual.meanMs - (nowMs - statusMs), usual.meanMs * PAUSE_LEFT_MIN);
}

/** The work that waits for a counter's own services, as its share. */
function backlogMs(state: State, { services }: CounterRules, load: Workload, callers: Callers): number {
  return services.reduce((sum, letter) => {
    const counters = Math.max(1, callers.get(letter)?.length ?? 0);
    return sum + (waitingFor(state, letter) * load.meanMs(letter)) / counters;
  }, 0);
}

/** When so much work is done by counters that begin at different times. */
export function doneAfterMs({ fromMs }: Capacity, workMs: number): number {
  let startedMs = 0;
  let doneMs = 0;
  for (const [index, beginsMs] of fromMs.toSorted((one, other) => one - other).entries()) {
    if (index > 0 && doneMs <= beginsMs) break;
    startedMs += beginsMs;
    doneMs = (workMs + startedMs) / (index + 1);
  }
  return doneMs;
}
