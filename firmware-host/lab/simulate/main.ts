/** The command `npm run simulate-day`: days of a lobby as fast as they can be decided, and what came of them. */
import { setTimeout } from 'node:timers/promises';
import { formatFaults } from '../../../config/faults.ts';
import { loadConfig } from '../../../config/load.ts';
import { systemClock } from '../../clock.ts';
import { helpText, readOptions, UsageError, type Options } from './options.ts';
import { ProgressBar } from './progress.ts';
import { NeverOpenError, simulateDays, type Pace, type Progress } from './simulation.ts';
import { summaryOf, textOf } from './summary.ts';

const OK = 0;
const MISUSED = 2;
/** 128 + SIGINT, as shells have it. */
const INTERRUPTED = 130;
const VISITORS_PER_COUNTER = 50;

/** Shows how far the days are, and keeps them to the speed that was asked for. */
function paceOf(options: Options, bar: ProgressBar, signal: AbortSignal): Pace {
  const clock = systemClock('assume');
  const nowMs = () => clock.now().monoMs;
  let began: { readonly day: number; readonly atMs: number; readonly realMs: number } | null = null;
  return (progress: Progress) => {
    const realMs = nowMs();
    bar.show(progress, realMs);
    if (options.speed === Infinity) return;
    // Nights are skipped, whatever the speed.
    if (began?.day !== progress.day) began = { day: progress.day, atMs: progress.atMs, realMs };
    const leftMs = began.realMs + (progress.atMs - began.atMs) / options.speed - realMs;
    if (leftMs < 1) return;
    return setTimeout(leftMs, undefined, { signal }).catch(() => undefined);
  };
}

async function run(options: Options): Promise<number> {
  const loaded = await loadConfig(options.configFile);
  if (!loaded.ok) {
    process.stderr.write(`${formatFaults(loaded.faults)}\n`);
    return MISUSED;
  }
  const { config } = loaded;
  const staffed = Math.min(config.counters.length, config.agents.length);
  const visitorsPerDay = options.visitorsPerDay ?? VISITORS_PER_COUNTER * staffed;
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort()).once('SIGTERM', () => interrupt.abort());
  const bar = new ProgressBar(process.stderr, options.days);
  const { seed, days } = options;
  const pace = paceOf(options, bar, interrupt.signal);
  const tally = await simulateDays({ config, seed, days, visitorsPerDay }, pace, interrupt.signal);
  bar.end();
  const summary = summaryOf(tally, options);
  process.stdout.write(options.json ? `${JSON.stringify(summary, null, 2)}\n` : textOf(summary));
  if (!interrupt.signal.aborted) return OK;
  process.stderr.write('simulate-day: ended early; the summary is of what was until then\n');
  return INTERRUPTED;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) process.stdout.write(helpText);
  else process.exitCode = await run(options);
} catch (error) {
  if (!(error instanceof UsageError) && !(error instanceof NeverOpenError)) throw error;
  process.stderr.write(`simulate-day: ${error.message} (--help tells more)\n`);
  process.exitCode = MISUSED;
}
