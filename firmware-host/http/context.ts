import type { Centre } from '../central/open.ts';
import type { Clock } from '../clock.ts';
import type { Devices } from '../devices/devices.ts';
import type { PrintTickets } from '../followers/print-tickets.ts';
import type { Handler } from '../handle.ts';
import type { Ids } from '../ids.ts';
import type { Storage } from '../journal/storage.ts';
import type { DemoTraffic } from '../lab/demo-traffic.ts';
import type { DayRule } from '../lobby-day.ts';
import type { KeepLive } from '../metrics/live/keep-live.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { MonthFiles } from '../months/month-files.ts';
import type { Stationery } from '../paper/stationery.ts';
import type { RatingWindows } from '../pads/rating-windows.ts';
import type { PersonalTexts } from '../personal-texts.ts';
import type { Site } from '../site.ts';
import type { HouseSound } from '../speech/house-sound.ts';
import type { VisitorKeys } from '../visitor-keys.ts';
import type { LiveViews } from './live.ts';
import type { Keeper } from './storage.ts';

/** What routes work with. */
export interface Context {
  readonly handler: Handler;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly site: Site;
  readonly devices: Devices;
  /** What all tickets have in common. */
  readonly stationery: Stationery;
  readonly live: LiveViews;
  readonly traffic: DemoTraffic;
  /** What is heard in the lobby, and what its televisions have beside it. */
  readonly sound: HouseSound;
  /** When the time to rate a visit is over. */
  readonly windows: RatingWindows;
  /** Prints what is no ticket, in turn with the tickets; null where the host was stopped first. */
  readonly printTest: PrintTickets['printTest'];
  readonly texts: PersonalTexts;
  readonly visitorKeys: VisitorKeys;
  /** When lobby days begin, and what hours they have. */
  readonly dayRule: DayRule;
  /** Null where no centre is configured. */
  readonly centre: Centre | null;
  /** The metrics of the house, reckoned elsewhere. */
  readonly metrics: Metrics;
  /** What is pushed of them with the lobby. */
  readonly moment: Pick<KeepLive, 'figures'>;
  /** Files of months whose figures are frozen. */
  readonly months: MonthFiles;
  /** The medium behind the journal. */
  readonly storage: Pick<Storage, 'report'>;
  /** Who looks after the journal and its copies. */
  readonly keeper: Keeper;
  /** By which commands know the host of their data directory: `host.json` has it too. */
  readonly run: string;
}
