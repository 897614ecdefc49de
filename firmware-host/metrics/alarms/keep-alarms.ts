import { setTimeout as pause } from 'node:timers/promises';
import type { LobbyConfig } from '../../../config/schema.ts';
import { lobbyDate, type Clock } from '../../clock.ts';
import type { Handler } from '../../handle.ts';
import type { Storage } from '../../journal/storage.ts';
import type { Site } from '../../site.ts';
import type { Metrics } from '../metrics.ts';
import { postAlarms } from './post-alarms.ts';
import { WatchAlarms } from './watch-alarms.ts';

/** In small steps, as the keeper of the journal does it: whoever takes a number goes before. */
const BATCHES_MAX = 40;
const BATCH_PAUSE_MS = 20;

export interface KeepAlarms {
  readonly handler: Handler;
  readonly clock: Clock;
  readonly storage: Pick<Storage, 'report'>;
  readonly site: Site;
  readonly metrics: Metrics;
  readonly config: Pick<LobbyConfig, 'timeZone' | 'dayStartsAt' | 'metrics'>;
  readonly say: (line: string) => void;
}

/** Everything that makes alarms come and go; they are told in the lobby where the house has said so. */
export function keepAlarms({ handler, clock, storage, site, metrics, config, say }: KeepAlarms) {
  let isStopping = false;
  const watch = new WatchAlarms({
    handler,
    clock,
    say,
    catchUp: () => catchUp(handler, storage, () => !isStopping),
    readings: (day) => {
      const today = lobbyDate(clock.now().at, config.timeZone, config.dayStartsAt);
      return metrics.ask({ kind: 'readings', day, today });
    },
  });
  const endPosts = config.metrics.alarms.board ? postAlarms({ handler, clock, site, say }) : null;
  return {
    start: () => watch.start(),
    /** Nothing is judged any more; resolves when what was under way is told. */
    stop: async () => {
      isStopping = true;
      await watch.stop();
      await endPosts?.();
    },
  };
}

/** @returns whether all that was committed by now is in the tables; a house whose tables are being made anew has to wait for them */
export async function catchUp(
  handler: Pick<Handler, 'committed'>,
  storage: Pick<Storage, 'report'>,
  isWanted: () => boolean = () => true,
): Promise<boolean> {
  const { position } = handler.committed;
  for (let batch = 1; batch <= BATCHES_MAX && isWanted(); batch += 1) {
    if ((await storage.report()) >= position) return true;
    await pause(BATCH_PAUSE_MS, undefined, { ref: false });
  }
  return false;
}
