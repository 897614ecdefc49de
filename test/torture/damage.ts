/** What is damaged on the medium is found out, or does no harm; and no number is given a second time for it. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomSource } from '../../drivers/driver.ts';
import { openStore } from '../../firmware-host/journal/sqlite/open.ts';
import type { Store } from '../../firmware-host/journal/storage.ts';
import { Api } from '../support/api.ts';
import { seeded } from '../support/seeded.ts';
import { formerHouse, type FormerHouse } from './damage/former-house.ts';
import { harm, harmUnseen, type Harm } from './damage/harm.ts';
import { storeOptions } from './house/life.ts';
import { AFTERWARDS_MS, brokenBeginning, missingIn, readAll } from './house/verdict.ts';
import { startTortureHost } from './run/torture-host.ts';
import { roundSeed, type Context, type Scenario } from './scenario.ts';

/** Of damages in a short run, each of so many is shown to a whole host as well. */
const HOST_EVERY_SHORT = 5;
const READS_MAX = 3;
const BATCHES_MAX = 20;

export const damageScenario: Scenario = {
  name: 'damage',
  title: 'bits flip, pages swap, files are cut and vanish',
  rounds: { full: 500, short: 40 },
  controlBreaks: /lost without a word/,
  run,
};

/** How a damage was found out; `harmless` when everything is there all the same. */
type Finding = 'harmless' | 'restored' | 'refused' | 'mended' | 'told';

interface Judged {
  readonly finding: Finding;
  readonly broken: readonly string[];
  readonly lost: number;
}

async function run(context: Context): Promise<readonly string[]> {
  const house = await formerHouse(join(context.dir, 'house'), context.seed);
  const findings = new Map<Finding, number>();
  let lost = 0;
  for (let round = context.from; round < context.from + context.rounds; round += 1) {
    const random = seeded(roundSeed(context.seed, round));
    const dir = join(context.dir, `round-${round}`);
    const judged = await damageOnce(context, house, dir, round, random);
    findings.set(judged.finding, (findings.get(judged.finding) ?? 0) + 1);
    lost += judged.lost;
    context.done(round, judged.broken, dir);
    rmSync(dir, { recursive: true, force: true });
    if (round % 50 === 0) context.say(`${round} damages`);
  }
  const list = [...findings].map(([finding, count]) => `${finding} ${count}`).join(', ');
  context.figure(`${list}; ${lost} events lost, all of them told`);
  return [];
}

async function damageOnce(
  { control, short }: Context,
  house: FormerHouse,
  dir: string,
  round: number,
  random: RandomSource,
): Promise<Judged> {
  const data = join(dir, 'data');
  cpSync(round % 2 === 0 && !control ? house.stopped : house.data, data, { recursive: true });
  const done = control ? harmUnseen(data) : harm(data, random);
  // The look at it mends; a host has to do so by itself.
  const looked = join(dir, 'looked-at');
  cpSync(data, looked, { recursive: true });
  const judged = await look(looked, house);
  const isShown = !short || round % HOST_EVERY_SHORT === 0;
  const doubled = isShown && !control ? await numbersAgain(data, house) : [];
  const broken = [...judged.broken, ...doubled].map((sentence) => `${nameOf(done)}: ${sentence}`);
  return { ...judged, broken };
}

const nameOf = ({ file, what }: Harm): string => `${file} (${what})`;

async function look(data: string, house: FormerHouse): Promise<Judged> {
  let store: Store;
  try {
    store = await openStore(storeOptions(data, AFTERWARDS_MS), (reason) => {
      throw new Error(reason);
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return { finding: 'refused', broken: isClear(reason) ? [] : [`refused with "${reason}"`], lost: 0 };
  }
  try {
    return await judge(store, house);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { finding: 'harmless', broken: [`it opens, and then: ${reason}`], lost: 0 };
  } finally {
    await store.journal.close();
  }
}

/** A technician can do something with it. */
const isClear = (reason: string): boolean =>
  reason.length > 20 && !/undefined|is not a function/.test(reason);

async function judge(store: Store, house: FormerHouse): Promise<Judged> {
  const { restored } = store.storage.opening;
  const told = await readOrReason(store);
  const patrolled = await patrolAll(store, house);
  const found = typeof told === 'string' ? await readOrReason(store) : told;
  const fault = typeof found === 'string' ? found : null;
  const events = typeof found === 'string' ? [] : found;
  // All of it is there, or what is there is a beginning of it.
  const reach = restored?.after ?? house.events.at(-1)?.seq ?? 0;
  const missing = fault === null ? missingIn(events, { ...house, answered: reach }) : [];
  const lost = Math.max(0, (house.events.at(-1)?.seq ?? 0) - reach);
  const isTold = patrolled.includes('lost') || fault !== null;
  const broken = [
    ...(missing.length > 0 && !isTold ? missing.map((sentence) => `lost without a word: ${sentence}`) : []),
    ...(restored !== null && reach < house.backedUp
      ? [`restored only up to ${reach}, though there was a backup up to ${house.backedUp}`]
      : []),
    ...(restored !== null && restored.lost !== null && restored.lost !== lost
      ? [`${lost} events are lost, ${restored.lost} are told`]
      : []),
    ...(await brokenBeginning(store.journal)),
    ...(await brokenReports(store)),
  ];
  const finding =
    restored !== null
      ? 'restored'
      : fault !== null || patrolled.includes('lost')
        ? 'told'
        : patrolled.includes('mended')
          ? 'mended'
          : 'harmless';
  return { finding, broken, lost };
}

/** All events, or why they cannot be read. */
async function readOrReason({ journal }: Store) {
  try {
    return await readAll(journal);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Every closed day is looked at in its turn. */
async function patrolAll({ storage }: Store, house: FormerHouse): Promise<string[]> {
  const found: string[] = [];
  const { periods } = await storage.usage();
  for (let turn = 0; turn < periods.length * READS_MAX; turn += 1)
    found.push((await storage.patrol(AFTERWARDS_MS + turn + house.pruned)).found);
  return found;
}

/** Tables of reports are made anew from the events when they are not good. */
async function brokenReports({ journal, storage }: Store): Promise<string[]> {
  const last = await journal.lastPosition();
  try {
    let position = 0;
    // Batch by batch; one that finds damage begins again.
    for (let batch = 0; batch < BATCHES_MAX && position < last; batch += 1) position = await storage.report();
    return position < last ? [`the reports end at ${position}, the journal at ${last}`] : [];
  } catch (error) {
    return [`there are no reports any more: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** A host that goes on gives other numbers than those that are out. */
async function numbersAgain(data: string, { config, told }: FormerHouse): Promise<string[]> {
  const host = startTortureHost({ data, config });
  const url = await host.url;
  if (url === null) {
    const reason = host.output();
    return isClear(reason) && !/^\s+at /m.test(reason)
      ? []
      : [`the host ended instead of starting:\n${reason}`];
  }
  const api = new Api(url);
  const out = new Set(told.flatMap(({ number, archiveNumber }) => [number, archiveNumber]));
  const broken: string[] = [];
  for (const service of ['A', 'B', 'A']) {
    const { number, archiveNumber } = (await api.take(service, { kiosk: 'wall' })).ticket;
    for (const given of [number, archiveNumber])
      if (out.has(given)) broken.push(`${given} was given a second time`);
  }
  api.close();
  host.signal('SIGKILL');
  await host.ended;
  return broken;
}
