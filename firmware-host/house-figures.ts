/** What the house measures of itself: metrics, their alarms, and the months that were frozen. */
import type { LobbyConfig } from '../config/schema.ts';
import type { Clock } from './clock.ts';
import type { Handler } from './handle.ts';
import type { LiveViews } from './http/live.ts';
import { layoutOf, monthsIn } from './journal/sqlite/medium/layout.ts';
import type { Storage } from './journal/storage.ts';
import { keepAlarms } from './metrics/alarms/keep-alarms.ts';
import { settingsOf } from './metrics/configured.ts';
import { keepLive, type KeepLive } from './metrics/live/keep-live.ts';
import { catchUpReports, Metrics } from './metrics/metrics.ts';
import { bringBackMonths } from './months/bring-back.ts';
import { MonthFiles } from './months/month-files.ts';
import type { Site } from './site.ts';

export interface HouseFigures {
  /** For those who answer questions. */
  readonly own: {
    readonly metrics: Metrics;
    readonly months: MonthFiles;
    /** Those of this moment, which are pushed. */
    readonly moment: Pick<KeepLive, 'figures'>;
  };
  /** From here on alarms come and go, whoever looks at the lobby is told its figures, and months that have lost their files get them back. */
  start(): void;
  /** Resolves when nothing is measured any more, and what was to be told is told. */
  close(): Promise<unknown>;
}

interface Options {
  readonly config: LobbyConfig;
  readonly dataDir: string;
  readonly say: (line: string) => void;
}

interface Core {
  readonly handler: Handler;
  readonly clock: Clock;
  readonly storage: Storage;
  readonly live: LiveViews;
}

export function houseFigures({ config, dataDir, say }: Options, core: Core, site: Site): HouseFigures {
  const { storage, handler, clock, live } = core;
  const { reports: reportsPath, metrics: cachePath, months: monthsDir, backups } = layoutOf(dataDir);
  const { secondDir } = config.storage.backup;
  const catchUp = () => catchUpReports(storage, () => handler.committed.position);
  const metrics = new Metrics({ reportsPath, cachePath, settings: settingsOf(config) }, catchUp);
  const alarms = keepAlarms({ ...core, site, metrics, config, say });
  const moment = keepLive({ handler, clock, live, metrics, config, say });
  const months = new MonthFiles(monthsDir);
  const copies = [backups, ...(secondDir === null ? [] : [secondDir])].map(monthsIn);
  const bringBack = () =>
    bringBackMonths({ files: months, frozen: [...handler.committed.months.values()], copies, say });
  let broughtBack = Promise.resolve();
  return {
    own: { metrics, months, moment },
    start: () => {
      alarms.start();
      moment.start();
      // Nobody freezes meanwhile.
      broughtBack = months.inTurn(bringBack);
    },
    close: () => Promise.all([alarms.stop(), moment.stop(), metrics.close(), broughtBack]),
  };
}
