/** The command `npm run torture`: everything cruel that can happen to a lobby's memory, and what must survive it. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { endChildren } from '../bench/scratch.ts';
import { helpText, readOptions, UsageError, type Options } from './options.ts';
import { clocks } from './clocks.ts';
import { damageScenario } from './damage.ts';
import { fullScenario } from './full.ts';
import { killScenario } from './kill.ts';
import { powerScenario } from './power.ts';
import { soakScenario } from './soak.ts';
import { reportOf } from './run/report.ts';
import { isGood, runControl, runRounds, type Outcome } from './run/run-scenario.ts';
import { State } from './run/state.ts';
import type { Scenario } from './scenario.ts';

const scenarios: readonly Scenario[] = [
  killScenario,
  powerScenario,
  damageScenario,
  fullScenario,
  clocks,
  soakScenario,
];

/** Exit codes of a shell for a program that a signal has ended. */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const say = (line: string) => void process.stderr.write(`${line}\n`);

async function runAll(options: Options, state: State): Promise<Outcome[]> {
  const chosen = scenarios.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  const outcomes: Outcome[] = [];
  for (const scenario of chosen) {
    const { name, title } = scenario;
    say(`${name}: ${title}`);
    if (!options.control)
      outcomes.push(await runRounds(scenario, options, state, (line) => say(`  ${name}: ${line}`)));
    endChildren();
    outcomes.push(await runControl(scenario, options, state, (line) => say(`  ${name}, control: ${line}`)));
    endChildren();
  }
  return outcomes;
}

async function main(): Promise<number> {
  const names = scenarios.map(({ name }) => name);
  const options = readOptions(process.argv.slice(2), names);
  if (options.help) {
    process.stdout.write(helpText(names));
    return 0;
  }
  say(`--seed ${options.seed}`);
  const dir = options.state ?? mkdtempSync(join(tmpdir(), 'foyer-torture-'));
  // Handlers of 'exit' are synchronous, and run for every way in which Node itself ends.
  process.on('exit', endChildren);
  for (const [signal, code] of Object.entries(exitCodes)) process.once(signal, () => process.exit(code));
  const state = new State(dir);
  const outcomes = await runAll(options, state);
  process.stdout.write(reportOf(outcomes));
  if (existsSync(join(dir, 'failed'))) say(`Failed rounds are kept in ${join(dir, 'failed')}`);
  else if (options.state === null) rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  return outcomes.every(isGood) ? 0 : 1;
}

try {
  // A scenario that failed may have left sockets open, which would keep the process alive for ever.
  process.exit(await main());
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`torture: ${error.message} (--help tells more)\n`);
  process.exitCode = 2;
}
