/** No power cut takes back an answer: what was not synchronised is lost, kept or torn, and the journal opens all the same. */
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { seeded } from '../support/seeded.ts';
import { FLOOR_FILE } from './house/life.ts';
import { brokenBeginning, missingIn, openAgain, unreserved } from './house/verdict.ts';
import { writeFirstForm } from './house/first-form.ts';
import { powerCuts, type Moment } from './power/moments.ts';
import type { Rebuilt } from './power/disk.ts';
import { record, type Recording } from './power/recorder.ts';
import { roundSeed, type Context, type Scenario } from './scenario.ts';

/** In memory where there is room for it: what is rebuilt has no medium to wait for. */
const MEMORY = '/dev/shm';
const DAYS = 4;
const TICKETS_PER_DAY = 16;
/** Of a record's moments, chosen evenly; all in a long run. */
const SHORT_STATES = 250;
/** Of the states, every so many is opened with a thread of its own, as a host does it. */
const HOST_EVERY = 20;
const BROKEN_MAX = 5;

export const powerScenario: Scenario = {
  name: 'power',
  title: 'the power fails at any sync, and of what was not synchronised anything may be left',
  // Each of them some hundreds of states.
  rounds: { full: 4, short: 2 },
  controlBreaks: /was answered, and the journal ends at/,
  run,
};

async function run(context: Context): Promise<readonly string[]> {
  let states = 0;
  for (let round = context.from; round < context.from + context.rounds; round += 1) {
    const dir = join(context.dir, `round-${round}`);
    rmSync(dir, { recursive: true, force: true });
    const seed = roundSeed(context.seed, round);
    const recording = await recordRound(context, dir, seed, round);
    context.say(
      `round ${round}: ${recording.steps.length} steps, ${recording.events.length} events recorded`,
    );
    const { count, broken } = await tryAll(context, dir, recording, seed);
    states += count;
    context.done(round, broken, dir);
    rmSync(dir, { recursive: true, force: true });
  }
  if (states > 0) context.figure(`${states} states after a power cut`);
  return [];
}

/** Every second one begins with a journal of the first form, which has to be migrated. */
async function recordRound(context: Context, dir: string, seed: number, round: number): Promise<Recording> {
  const data = join(dir, 'data');
  mkdirSync(data, { recursive: true });
  if (round % 2 === 0) writeFirstForm(join(data, 'journal.db'), TICKETS_PER_DAY);
  return record({ dir, seed, days: DAYS, ticketsPerDay: TICKETS_PER_DAY, isWeak: context.control });
}

interface Tried {
  readonly count: number;
  readonly broken: string[];
}

async function tryAll(context: Context, dir: string, recording: Recording, seed: number): Promise<Tried> {
  const moments = chosen(recording, seed, context);
  const byPhase = new Map<string, number>();
  const broken: string[] = [];
  let count = 0;
  const queue = moments.values();
  const work = async () => {
    for (const moment of queue) {
      byPhase.set(moment.phase, (byPhase.get(moment.phase) ?? 0) + 1);
      const faults = await tryOne(
        dir,
        recording.events,
        moment,
        count % HOST_EVERY === 0 ? 'as a host' : 'inside',
      );
      broken.push(...faults.map((fault) => `${nameOf(moment)}: ${fault}`));
      if ((count += 1) % 500 === 0) context.say(`${count} of ${moments.length} states`);
      // A weak writer loses something in almost every state.
      if (broken.length >= BROKEN_MAX) return;
    }
  };
  await Promise.all([work(), work()]);
  context.figure([...byPhase].map(([phase, states]) => `${phase} ${states}`).join(', '));
  return { count, broken };
}

/** Different states, each once. */
function chosen(recording: Recording, seed: number, { short, control }: Context): Moment[] {
  const seen = new Set<string>();
  const moments: Moment[] = [];
  for (const moment of powerCuts(recording, seeded(seed))) {
    const key = digest(moment);
    if (seen.has(key)) continue;
    seen.add(key);
    moments.push(moment);
  }
  if (!short && !control) return moments;
  const step = moments.length / SHORT_STATES;
  return moments.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

function digest({ answered, pruned, found: { folders, files } }: Moment): string {
  const hash = createHash('sha1').update(`${answered} ${pruned} ${folders.join(' ')}`);
  for (const [name, content] of files) hash.update(`\n${name} ${content.length}\n`).update(content);
  return hash.digest('base64');
}

const nameOf = ({ at, phase, fate, answered }: Moment): string =>
  `power cut during "${phase}" (step ${at}, unsynchronised: ${fate}, ${answered} answered)`;

async function tryOne(
  dir: string,
  events: readonly Recorded[],
  moment: Moment,
  way: 'as a host' | 'inside',
): Promise<string[]> {
  const data = mkdtempSync(join(isWritable(MEMORY) ? MEMORY : dir, 'foyer-cut-'));
  const faults: string[] = [];
  try {
    lay(data, moment.found);
    faults.push(...brokenBackups(data), ...(await judge(data, events, moment, way)));
    return faults;
  } catch (error) {
    faults.push(`it does not open: ${error instanceof Error ? error.message : String(error)}`);
    return faults;
  } finally {
    // As it was found, not as it was left by the look at it.
    if (faults.length > 0) lay(join(dir, `found-${moment.at}-${moment.fate}`), moment.found);
    rmSync(data, { recursive: true, force: true });
  }
}

async function judge(
  data: string,
  events: readonly Recorded[],
  moment: Moment,
  way: 'as a host' | 'inside',
): Promise<string[]> {
  const floor = join(data, FLOOR_FILE);
  const reserved = existsSync(floor) ? readFileSync(floor, 'utf8') : null;
  const { journal, opening, events: found } = await openAgain(data, way);
  try {
    const { restored } = opening;
    return [
      ...missingIn(found, { events, ...moment }),
      // A power cut damages nothing: who restores after each one would lose trust in what it says.
      ...(restored === null ? [] : [`it was taken for damaged: ${restored.reason}`]),
      ...unreserved(reserved, { events, ...moment }),
      ...(await brokenBeginning(journal)),
    ];
  } finally {
    await journal.close();
  }
}

function lay(dir: string, { folders, files }: Rebuilt): void {
  mkdirSync(dir, { recursive: true });
  for (const folder of folders) mkdirSync(join(dir, folder), { recursive: true });
  for (const [name, content] of files) writeFileSync(join(dir, name), content);
}

/** What has the name of a backup is a whole one. */
function brokenBackups(data: string): string[] {
  const folder = join(data, 'backups', 'journal');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const [, position] = /_e1_(\d+)\.db$/.exec(name) ?? [];
    if (position === undefined) return [];
    try {
      const database = new DatabaseSync(join(folder, name), { readOnly: true });
      const last = Number(
        database.prepare('SELECT coalesce(max(seq), 0) AS last FROM events').get()?.['last'],
      );
      database.close();
      return last < Number(position) ? [`the backup ${name} ends at ${last}`] : [];
    } catch (error) {
      return [`the backup ${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}

function isWritable(dir: string): boolean {
  try {
    accessSync(dir, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
