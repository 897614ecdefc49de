import type { Clock } from '../clock.ts';
import type { Printers } from '../devices/printers.ts';
import type { Handler } from '../handle.ts';
import type { Ids } from '../ids.ts';
import type { Site } from '../site.ts';
import type { LiveViews } from './live.ts';

/** What routes work with. */
export interface Context {
  readonly handler: Handler;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly site: Site;
  readonly printers: Printers;
  readonly live: LiveViews;
}
