/** Whole days of a lobby, with everybody in it, as fast as they can be decided. */
import { setImmediate } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import type { LobbyConfig } from '../../../config/schema.ts';
import { leftOver } from '../../domain/rules/day.ts';
import { nextDueMs } from '../../domain/rules/due.ts';
import { Handler } from '../../handle.ts';
import type { Actor, Journal } from '../../journal/journal.ts';
import { lobbyOf } from '../../site.ts';
import { Agents } from './agents.ts';
import { countedIds, seededSource } from './chance.ts';
import { arrivals, workingDay, type WorkingDay } from './hours.ts';
import { MemoryJournal } from './memory-journal.ts';
import { usualPeople, type People } from './people.ts';
import { Scene } from './scene.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { Tally } from './tally.ts';
import { Visitors } from './visitors.ts';

const HOST: Actor = { kind: 'host', id: 'simulate-day' };
/** A Monday without holidays near it. Always the same one, or the same seed would not give the same day. */
const FIRST_DATE = '2026-03-02';
/** The house is opened before the first visitor. */
const BEFORE_MS = 60 * 60_000;
/** Nothing here waits for a medium: without a turn now and then nobody would hear Ctrl+C. */
const STEPS_A_TURN = 500;
/** So many closed days in a row, and the lobby is taken as never open. */
const CLOSED_DAYS_MAX = 400;

export interface SimulationOptions {
  readonly config: LobbyConfig;
  readonly seed: number;
  readonly days: number;
  readonly visitorsPerDay: number;
  readonly people?: People;
  /** Where the days are kept; in memory, and only as long as they are needed, when left out. */
  readonly journal?: Journal;
}

/** Told before each thing that happens; whoever is slow makes the day as slow. */
export type Pace = (progress: Progress) => Promise<void> | void;

export interface Progress {
  /** From 1. */
  readonly day: number;
  readonly date: string;
  /** When the next thing happens, in ms since 1970. */
  readonly atMs: number;
  readonly fromAt: number;
  readonly untilAt: number;
}

/** Thrown where the lobby has no open day at all. */
export class NeverOpenError extends Error {}

/**
 * Runs the days, one after the other; ends early, in the middle of a day, when the signal says so.
 * @throws NeverOpenError
 */
export async function simulateDays(
  options: SimulationOptions,
  pace: Pace,
  signal: AbortSignal,
): Promise<Tally> {
  const { config, seed, days } = options;
  const random = seededSource(seed);
  const clock = new SimulatedClock(0);
  const ids = countedIds(random);
  const handler = await Handler.start(options.journal ?? new MemoryJournal(), clock, ids);
  const people = options.people ?? usualPeople(config.services);
  const scene = new Scene({ handler, clock, ids, random, people });
  const tally = new Tally();
  handler.onCommit(tally.count);
  let date = FIRST_DATE;
  for (let day = 1; day <= days && !signal.aborted; day += 1) {
    const open = nextOpenDay(config, date);
    await liveThrough(scene, tally, { ...options, ...open, day }, pace, signal);
    date = dayAfter(open.date);
  }
  await handler.stop();
  return tally;
}

function nextOpenDay(config: LobbyConfig, from: string): { date: string; hours: WorkingDay } {
  let date = from;
  for (let closed = 0; closed < CLOSED_DAYS_MAX; closed += 1) {
    const hours = workingDay(config, date);
    if (hours !== null) return { date, hours };
    date = dayAfter(date);
  }
  throw new NeverOpenError(`nothing is open in the ${CLOSED_DAYS_MAX} days after ${from}`);
}

const dayAfter = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString();

interface DayToLive extends SimulationOptions {
  readonly day: number;
  readonly date: string;
  readonly hours: WorkingDay;
}

async function liveThrough(
  scene: Scene,
  tally: Tally,
  { config, day, date, hours, visitorsPerDay }: DayToLive,
  pace: Pace,
  signal: AbortSignal,
): Promise<void> {
  const { clock, people, random } = scene;
  const coming = arrivals(hours, people.demand, visitorsPerDay, random);
  clock.moveTo(Math.min(hours.fromAt, coming[0]?.atMs ?? Infinity) - BEFORE_MS);
  await scene.ask({ type: 'apply-config', lobby: lobbyOf(config), timetable: null }, HOST);
  await scene.ask({ type: 'open-day', date, timetable: hours.timetable }, HOST);
  let agents: Agents | null = null;
  const visitors = new Visitors(scene, {
    onArrival: () => agents?.onArrival(),
    onForecast: (ticket, forecasts) => tally.note(ticket, forecasts),
  });
  agents = new Agents(scene, visitors);
  await visitors.expect(coming);
  agents.expect(hours);
  const { fromAt, untilAt } = hours;
  for (let steps = 1; !signal.aborted; steps += 1) {
    const atMs = nextAtMs(scene);
    if (atMs === null) break;
    if (steps % STEPS_A_TURN === 0) await setImmediate();
    const waiting = pace({ day, date, atMs, fromAt, untilAt });
    if (waiting !== undefined) await waiting;
    await step(scene, atMs);
  }
  scene.agenda.clear();
  if (!signal.aborted) await close(scene);
}

/** The next thing that somebody does; what happens by itself comes between. Null when everybody has gone home. */
function nextAtMs({ agenda, state, clock }: Scene): number | null {
  const { nextAtMs: at } = agenda;
  if (at === null) return null;
  const dueMs = nextDueMs(state, clock.now());
  return dueMs === null ? at : Math.min(at, clock.atMs + Math.ceil(dueMs));
}

async function step(scene: Scene, atMs: number): Promise<void> {
  const { agenda, clock } = scene;
  clock.moveTo(atMs);
  const dueMs = nextDueMs(scene.state, clock.now());
  if (dueMs === 0) {
    const outcome = await scene.ask({ type: 'time-passed' }, HOST);
    if (outcome.kind === 'refused') throw new Error(`time-passed was refused: ${outcome.code}`);
  }
  if (agenda.nextAtMs !== null && agenda.nextAtMs <= clock.atMs) await agenda.take()?.what();
}

/** The manager settles the day's cases, and whoever is left is sent home. */
async function close(scene: Scene): Promise<void> {
  const agent = scene.state.lobby?.agents[0]?.id ?? '';
  const manager: Actor = { kind: 'agent', id: agent };
  for (const { id } of scene.state.cases.values()) {
    await scene.ask({ type: 'resolve-case', case: id, agent, result: 'simulated' }, manager);
    await scene.ask({ type: 'call-back', case: id, agent, result: 'simulated' }, manager);
    await scene.ask({ type: 'sign-case', case: id, manager: agent }, manager);
  }
  for (const { id, state, counter } of leftOver(scene.state)) {
    if (counter !== null && (state === 'called' || state === 'serving'))
      await scene.ask({ type: 'finish-forgotten', counter }, manager);
    else await scene.ask({ type: 'cancel', ticket: id, by: 'staff', reason: 'closing' }, manager);
  }
  const outcome = await scene.ask({ type: 'close-day', dispositions: {}, rest: 'cancel' }, HOST);
  if (outcome.kind === 'refused') throw new Error(`the day cannot be closed: ${outcome.code}`);
}
