/** The command `npm run bench`: Foyer's figures, each beside what the same machine could do at best in the same minute. */
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { takeLastWords } from './child.ts';
import { coresOfOthers, isVolatile, machineOf, processorTime } from './machine.ts';
import { helpText, readOptions, UsageError, type Options } from './options.ts';
import { jsonOf, misses, tableOf, type Outcome, type Run } from './report.ts';
import type { Bench, Row } from './row.ts';
import { boardRow } from './rows/board.ts';
import { boardWireRow } from './rows/board-wire.ts';
import { centreRow } from './rows/centre.ts';
import { diskRow } from './rows/disk.ts';
import { displaysRow } from './rows/displays.ts';
import { inFlightRow } from './rows/in-flight.ts';
import { installRow } from './rows/install.ts';
import { kioskPageRow } from './rows/kiosk-page.ts';
import { kioskTouchRow } from './rows/kiosk-touch.ts';
import { longDayRow } from './rows/long-day.ts';
import { memoryRow } from './rows/memory.ts';
import { metricsRow } from './rows/metrics.ts';
import { padRow } from './rows/pad.ts';
import { padStormRow } from './rows/pad-storm.ts';
import { printerRow } from './rows/printer.ts';
import { printerWireRow } from './rows/printer-wire.ts';
import { rulesRow } from './rows/rules.ts';
import { startRow } from './rows/start.ts';
import { takeTicketRow } from './rows/take-ticket.ts';
import { televisionRow } from './rows/television.ts';
import { tenThousandRow } from './rows/ten-thousand.ts';
import { waitRow } from './rows/wait.ts';
import { endChildren, openScratch } from './scratch.ts';

/** In the order of the design's table; `memory` after `start`, with which it shares its history. */
const rows: readonly Row[] = [
  takeTicketRow,
  inFlightRow,
  tenThousandRow,
  printerRow,
  printerWireRow,
  boardRow,
  boardWireRow,
  displaysRow,
  televisionRow,
  padRow,
  padStormRow,
  centreRow,
  longDayRow,
  rulesRow,
  waitRow,
  diskRow,
  startRow,
  memoryRow,
  metricsRow,
  kioskPageRow,
  kioskTouchRow,
  installRow,
];
/** A row that takes longer hangs: then it has failed, and the others still have their turn. */
const ROW_LIMIT_MS = 15 * 60_000;

const say = (text: string) => void process.stderr.write(`${text}\n`);

async function runRow(row: Row, options: Options, bench: Bench): Promise<Outcome> {
  const { name, title } = row;
  const outcome = { name, title, figures: [], failure: null, skipped: null, othersCores: 0 };
  const before = processorTime();
  if (row.onlyWith !== undefined && !options[row.onlyWith])
    return { ...outcome, skipped: `needs --${row.onlyWith}` };
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`not done after ${ROW_LIMIT_MS / 60_000} minutes`)),
    ROW_LIMIT_MS,
  );
  try {
    const figures = await Promise.race([row.run(bench), late.promise]);
    return { ...outcome, figures, othersCores: coresOfOthers(before, processorTime()) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`  ${name} failed: ${error instanceof Error ? (error.stack ?? reason) : reason}`);
    return { ...outcome, failure: `${reason}\n${await takeLastWords()}`.trim() };
  } finally {
    clearTimeout(timer);
    endChildren();
  }
}

async function runAll(options: Options): Promise<Run> {
  const dir = openScratch(options.dir);
  const machine = machineOf(dir);
  const startedAt = new Date().toISOString();
  if (isVolatile(machine))
    say(`${dir} is on ${machine.fileSystem}: a flush costs nothing there, choose --data on a real medium`);
  const chosen = rows.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  const outcomes: Outcome[] = [];
  for (const [index, row] of chosen.entries()) {
    const progress = (text: string) => say(`[${index + 1}/${chosen.length}] ${row.name}: ${text}`);
    progress(row.title);
    outcomes.push(await runRow(row, options, { quick: options.quick, seed: options.seed, dir, progress }));
  }
  return { machine, seed: options.seed, quick: options.quick, startedAt, outcomes };
}

async function main(): Promise<number> {
  const names = rows.map(({ name }) => name);
  const options = readOptions(process.argv.slice(2), names);
  if (options.help) {
    process.stdout.write(helpText(names));
    return 0;
  }
  const run = await runAll(options);
  process.stdout.write(tableOf(run));
  if (options.json !== null) writeFileSync(options.json, jsonOf(run));
  return options.check && misses(run) > 0 ? 1 : 0;
}

try {
  // A row that failed may have left sockets open, which would keep the process alive for ever.
  process.exit(await main());
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`bench: ${error.message} (--help tells more)\n`);
  process.exitCode = 2;
}
