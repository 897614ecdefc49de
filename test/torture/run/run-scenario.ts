/** One scenario and its control, as the torture runs them. */
import { rmSync } from 'node:fs';
import type { Options } from '../options.ts';
import type { Context, Scenario } from '../scenario.ts';
import type { State } from './state.ts';

export interface Outcome {
  readonly name: string;
  readonly isControl: boolean;
  /** `skipped` and `failed`: why; else null. */
  readonly reason: string | null;
  readonly verdict: 'kept' | 'broken' | 'skipped' | 'failed';
  readonly broken: readonly string[];
  readonly figures: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
}

export type Say = (line: string) => void;

/** A scenario that says nothing for so long hangs. */
const SILENCE_MAX_MS = 10 * 60_000;

/** A promise that is kept, and a control that breaks one: both are good. */
export const isGood = ({ isControl, verdict }: Outcome): boolean =>
  verdict === 'skipped' || verdict === (isControl ? 'broken' : 'kept');

const roundsOf = ({ rounds }: Scenario, options: Options): number =>
  options.rounds ?? (options.short ? rounds.short : rounds.full);

export async function runRounds(
  scenario: Scenario,
  options: Options,
  state: State,
  say: Say,
): Promise<Outcome> {
  const key = `${scenario.name}-${options.seed}`;
  const before = state.of(key);
  const total = roundsOf(scenario, options);
  const broken = [...before.broken];
  const figures = [...before.figures];
  let done = before.done;
  const save = () => state.set(key, { done, broken, figures });
  if (done > 0) say(`${done} of ${total} rounds are done already`);
  const context = {
    seed: options.seed,
    from: done + 1,
    rounds: Math.max(0, total - done),
    dir: state.work(key),
    short: options.short,
    control: false,
    figure: (line: string) => void figures.push(line),
    done: (round: number, sentences: readonly string[] = [], files?: string) => {
      done = Math.max(done, round);
      broken.push(...sentences.map((sentence) => `round ${round}: ${sentence}`));
      for (const sentence of sentences) say(`BROKEN in round ${round}: ${sentence}`);
      if (sentences.length > 0) say(`kept in ${state.keep(key, round, sentences, files)}`);
      save();
    },
  };
  const outcome = await judge(scenario, { ...context, say }, broken, figures);
  if (outcome.verdict === 'kept' || outcome.verdict === 'broken') {
    done = total;
    save();
    state.endWork(key);
  }
  return { ...outcome, isControl: false };
}

export async function runControl(
  scenario: Scenario,
  options: Options,
  state: State,
  say: Say,
): Promise<Outcome> {
  const key = `${scenario.name}-${options.seed}-control`;
  const broken: string[] = [];
  const figures: string[] = [];
  const context = {
    seed: options.seed,
    from: 1,
    rounds: scenario.controlRounds ?? 1,
    dir: state.work(key),
    short: options.short,
    control: true,
    figure: (line: string) => void figures.push(line),
    done: (_round: number, sentences: readonly string[] = []) => void broken.push(...sentences),
  };
  try {
    const outcome = await judge(scenario, { ...context, say }, broken, figures);
    const wanted = scenario.controlBreaks ?? /^/;
    const caught = broken.filter((sentence) => wanted.test(sentence));
    if (outcome.verdict !== 'broken' || caught.length > 0)
      return { ...outcome, isControl: true, broken: caught };
    return {
      ...outcome,
      isControl: true,
      verdict: 'failed',
      reason: `it broke something else: ${broken[0]}`,
    };
  } finally {
    state.endWork(key);
  }
}

async function judge(
  scenario: Scenario,
  context: Context,
  broken: string[],
  figures: readonly string[],
): Promise<Omit<Outcome, 'isControl'>> {
  const { name } = scenario;
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const reason = scenario.skipped?.() ?? null;
  const shared = { name, broken, figures, rounds: context.rounds };
  if (reason !== null) return { ...shared, verdict: 'skipped', reason, seconds: 0 };
  if (context.rounds === 0)
    return { ...shared, verdict: broken.length === 0 ? 'kept' : 'broken', reason, seconds: 0 };
  const watch = watchdog(name);
  try {
    const awake: Context = {
      ...context,
      say: (line) => (watch.wake(), context.say(line)),
      done: (...round) => (watch.wake(), context.done(...round)),
    };
    broken.push(...(await Promise.race([scenario.run(awake), watch.hangs])));
    const verdict = broken.length === 0 ? 'kept' : 'broken';
    return { ...shared, verdict, reason, seconds: seconds() };
  } catch (error) {
    context.say(`failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const why = error instanceof Error ? error.message : String(error);
    return { ...shared, verdict: 'failed', reason: why, seconds: seconds() };
  } finally {
    watch.end();
  }
}

function watchdog(name: string): { hangs: Promise<never>; wake: () => void; end: () => void } {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`${name} has said nothing for ${SILENCE_MAX_MS / 60_000} minutes`)),
    SILENCE_MAX_MS,
  );
  return { hangs: late.promise, wake: () => void timer.refresh(), end: () => clearTimeout(timer) };
}

/** An empty directory again: what a round leaves behind when it is over. */
export const emptied = (dir: string): void => rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
