import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { assertAccess } from '../config/access.ts';
import type { ListenAddress } from '../config/flags.ts';
import type { LobbyConfig } from '../config/schema.ts';
import type { Centre } from './central/open.ts';
import { openCentre } from './central/open.ts';
import { acknowledged } from './central/parking.ts';
import { reasonOf } from './central/reason.ts';
import type { SystemClock } from './clock.ts';
import { systemClock } from './clock.ts';
import { Devices } from './devices/devices.ts';
import { followLobby } from './follow-lobby.ts';
import type { Handler } from './handle.ts';
import { removeHostFile, writeHostFile } from './host-file.ts';
import { houseFigures } from './house-figures.ts';
import { LiveViews } from './http/live.ts';
import { buildServer } from './http/server.ts';
import type { Server } from './http/typed-server.ts';
import { randomIds } from './ids.ts';
import type { StorageUsage } from './journal/storage.ts';
import { DemoTraffic } from './lab/demo-traffic.ts';
import { CHECK_MS, openDueDay } from './lobby-day.ts';
import { openMemory, type Memory } from './memory.ts';
import { readMountWarnings } from './mount-options.ts';
import type { StorageWarning } from './messages/storage.ts';
import { Stationery } from './paper/stationery.ts';
import { RatingWindows } from './pads/rating-windows.ts';
import { PassTime } from './pass-time.ts';
import { reportFaults } from './report-faults.ts';
import { lobbyOf, siteOf } from './site.ts';
import { HouseSound } from './speech/house-sound.ts';
import { timetableOf } from './timetable.ts';
import { keepTexts } from './upkeep/keep-texts.ts';
import { Upkeep, type Restart } from './upkeep/upkeep.ts';

const PAGES_DIR = fileURLToPath(new URL('../kiosk-ui/dist', import.meta.url));
/** Of the five seconds that a stop may take, what answers on their way are given; then their lines are cut. */
const ANSWER_MS = 1000;
/** Of the five seconds that a stop may take, what a paper under way is given to come out. */
const SETTLE_MS = 3000;

const actor = { kind: 'host', id: 'configuration' } as const;

export interface HostOptions {
  readonly config: LobbyConfig;
  /** Made when it is not there. */
  readonly dataDir: string;
  readonly listen: ListenAddress;
  readonly version: string;
  /** Told of what a technician should see though the lobby goes on, a line at a time. */
  readonly say: (line: string) => void;
  /** Told when the host cannot go on; it should be closed and started anew. */
  readonly onFatal: (reason: string) => void;
  /** What is to be warned of from the start on. */
  readonly warnings: readonly StorageWarning[];
  /** Told when it should be closed and started anew for the sake of its journal. */
  readonly onRestart: (wish: Restart) => void;
}

export interface Host {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly pagesBuilt: boolean;
  /** Ends streams, stops intake, answers what is under way, settles papers, closes ports and the journal; within five seconds. */
  close(): Promise<void>;
}

/**
 * The composition root: builds everything once, in the order in which it depends on each other.
 * @throws Error with a reason for the technician when the lobby cannot be opened
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { config, dataDir, listen, say, onFatal } = options;
  assertAccess(config, listen.host);
  const clock = systemClock(config.clock);
  const memory = await openMemory({ config, dataDir, clock, say, onLost: onFatal }).catch(
    (error: unknown) => {
      clock.end();
      throw error;
    },
  );
  try {
    const { handler, journal, storage } = memory;
    await applyConfig(handler, config);
    await openDueDay(handler, clock, config);
    const centre = await openCentre({ config, dataDir, handler, journal, clock, ids: randomIds(), say });
    const [usage, mountWarnings, stationery] = await Promise.all([
      storage.usage(),
      readMountWarnings(dataDir),
      Stationery.open(config, say),
    ]);
    return await openLobby(options, { ...memory, clock, centre, usage, mountWarnings, stationery });
  } catch (error) {
    clock.end();
    await memory.journal.close();
    throw error;
  }
}

async function applyConfig(handler: Handler, config: LobbyConfig): Promise<void> {
  const { day } = handler.committed;
  const timetable = day === null ? null : timetableOf(config, day.date);
  const command = { type: 'apply-config', lobby: lobbyOf(config), timetable } as const;
  const outcome = await handler.handle({ command, actor });
  if (outcome.kind === 'refused')
    throw new Error(`the configuration could not be written down: ${outcome.detail ?? outcome.code}`);
}

interface Core extends Memory {
  readonly clock: SystemClock;
  /** Null where no centre is configured. */
  readonly centre: Centre | null;
  readonly usage: StorageUsage;
  readonly mountWarnings: readonly StorageWarning[];
  readonly stationery: Stationery;
}

/** From the first thing on that keeps the process alive, whatever fails: what was opened is closed, and the process can end. */
async function openLobby(options: HostOptions, core: Core): Promise<Host> {
  const { config, listen, version, say } = options;
  const { handler, clock, centre, journal } = core;
  let url: string | null = null;
  let isStopping = false;
  let server: Server | null = null;
  // In a demo the phone page is reached where the host itself is; that is known once it listens.
  const site = siteOf(config, () => config.publicUrl ?? (config.access === 'demo' ? url : null));
  const live = new LiveViews(handler, clock);
  const devices = devicesOf(options);
  const windows = new RatingWindows(handler, clock);
  const work = followLobby(options, core, { site, devices, windows });
  const sound = new HouseSound({ config, handler, clock, site, speakers: devices.speakers, say });
  const traffic = demoTraffic(config, core, devices);
  const report = reportFaults(say, handler, devices);
  const days = setInterval(() => void openDueDay(handler, clock, config), CHECK_MS);
  const time = new PassTime(handler, clock, say);
  const keeper = upkeepOf(options, core);
  const figures = houseFigures(options, { ...core, live }, site);

  const close = async () => {
    isStopping = true;
    report.end();
    clearInterval(days);
    clock.end();
    traffic.close();
    sound.stop();
    windows.close();
    live.close();
    if (server !== null) await closeServer(server);
    await time.stop();
    await Promise.race([work.settle(), pause(SETTLE_MS, undefined, { ref: false })]);
    // What is measured may wait behind a chore of the journal's thread, which the keeper hurries.
    await Promise.all([devices.close(), centre?.close(), figures.close(), keeper.stop()]);
    await work.settle();
    await handler.stop();
    // A medium that has failed by now has nothing more to lose, and everybody else should end in peace.
    await journal.close().catch((error: unknown) => say(`journal: it was not closed: ${reasonOf(error)}`));
    await removeHostFile(options.dataDir).catch((error: unknown) => say(`host.json: ${reasonOf(error)}`));
  };
  try {
    const ids = randomIds();
    const run = ids.token();
    const own = { site, devices, live, traffic, windows, keeper, ids, run, sound };
    const context = { ...core, ...own, ...figures.own, printTest: work.printTest, dayRule: config };
    const built = await buildServer(context, {
      publicUrl: config.publicUrl ?? null,
      isStopping: () => isStopping,
      pagesDir: PAGES_DIR,
      version,
    });
    server = built.server;
    await server.listen({ host: listen.host, port: listen.port });
    url = urlOf(listen.host, portOf(server) ?? listen.port);
    await work.begin();
    sound.start();
    time.start();
    centre?.start();
    keeper.start();
    figures.start();
    // A convenience of commands: a disk that is full must not keep the lobby shut for it.
    await writeHostFile(options.dataDir, { url, run }).catch((error: unknown) =>
      say(`host.json: ${reasonOf(error)}`),
    );
    return { url, pagesBuilt: built.pagesBuilt, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Null for one that does not listen to a port. */
function portOf({ server }: Server): number | null {
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : null;
}

const devicesOf = ({ config, dataDir, say }: HostOptions): Devices =>
  new Devices(config.devices, { dir: join(dataDir, 'speech'), remark: (text) => say(`speech: ${text}`) });

function upkeepOf({ config, dataDir, warnings, say, onRestart }: HostOptions, core: Core): Upkeep {
  const { handler, clock, storage, usage, texts, centre, mountWarnings } = core;
  const { textDays } = config.storage.retention;
  return new Upkeep({
    handler,
    clock,
    storage,
    usage,
    config: config.storage,
    lasting: [...warnings, ...core.warnings, ...mountWarnings],
    delivered: () => (centre === null ? Infinity : acknowledged(centre.delivery.view())),
    keepTexts: (places) =>
      keepTexts(
        { texts, handler, clock, textDays, dataDir, secondDir: config.storage.backup.secondDir },
        places,
      ),
    say,
    restart: onRestart,
  });
}

/** Answers what is on its way, and cuts what hangs. */
async function closeServer(server: Server): Promise<void> {
  const hangers = setTimeout(() => server.server.closeAllConnections(), ANSWER_MS);
  await server.close();
  clearTimeout(hangers);
}

function demoTraffic(config: LobbyConfig, { handler, clock, centre }: Core, devices: Devices): DemoTraffic {
  const ids = randomIds();
  return new DemoTraffic({
    handler,
    clock,
    ids,
    random: ids.fraction,
    available: config.access === 'demo' && !devices.printers.isAnyReal && centre?.simulated !== null,
    press: (counter, score, ms) => devices.pads.tap(counter, score, ms),
  });
}

const urlOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
