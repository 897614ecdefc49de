/** Puts together what a lobby with a centre needs; a lobby without one needs nothing of it, and loads nothing. */
import { createSecretKey } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import type { LobbyConfig } from '../../config/schema.ts';
import type { Clock } from '../clock.ts';
import { SendToCentral } from '../followers/send-to-central.ts';
import type { Handler } from '../handle.ts';
import type { Ids } from '../ids.ts';
import type { Journal } from '../journal/journal.ts';
import { lobbyIdOf } from '../lobby-id.ts';
import type { SimulatedCentreView } from '../messages/centre.ts';
import { checkpointFile } from './checkpoint.ts';
import { readSecret } from './secret.ts';
import { isSigned } from './signature.ts';
import { SimulatedCentre } from './simulated-centre.ts';

const CHECKPOINT_FILE = 'centre.json';

export interface OpenCentreOptions {
  readonly config: Pick<LobbyConfig, 'centre'>;
  readonly dataDir: string;
  readonly handler: Handler;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly say: (line: string) => void;
}

export interface Centre {
  readonly delivery: SendToCentral;
  /** Null where the centre is a real one. */
  readonly simulated: SimulatedCentre | null;
  /**
   * Whether it was this centre that said so: with its secret, and lately.
   * @param headers in lower case
   */
  hasSigned(headers: IncomingHttpHeaders, body: string): boolean;
  /** For the lab; null where the centre is a real one. */
  simulatedView(): SimulatedCentreView | null;
  /** Tells that `simulatedView` has changed. */
  onSimulated(listener: () => void): void;
  /** Sends from now on. */
  start(): void;
  /** Ends delivery within a second, then the simulated centre. Before the journal is closed. */
  close(): Promise<void>;
}

/**
 * @returns null where no centre is configured
 * @throws Error with the remedy when the secret or the lobby's id cannot be read
 */
export async function openCentre(options: OpenCentreOptions): Promise<Centre | null> {
  const { config, dataDir, handler, journal, clock, ids, say } = options;
  if (config.centre === null) return null;
  const { url, secretFile } = config.centre;
  const now = () => clock.now().at;
  const key = secretFile === null ? createSecretKey(ids.signingKey()) : await readSecret(secretFile);
  const source = `/lobbies/${await lobbyIdOf(dataDir, ids, now())}`;
  const simulated = secretFile === null ? await SimulatedCentre.open({ key, now }) : null;
  // Only here: the client is some megabytes of memory.
  const { HttpSender } = await import('./http-sender.ts');
  const delivery = await SendToCentral.open({
    url: simulated === null ? withoutQuery(url) : url,
    source,
    handler,
    journal,
    epoch: handler.committed.epoch,
    sender: new HttpSender({ url: simulated?.url ?? url, key, now }),
    store: checkpointFile(join(dataDir, CHECKPOINT_FILE)),
    clock,
    random: ids.fraction,
    say,
  });
  return {
    delivery,
    simulated,
    hasSigned: (headers, body) => isSigned(key, headers, body, now()),
    simulatedView: () => (simulated === null ? null : { delivery: delivery.view(), ...simulated.view() }),
    onSimulated(listener) {
      if (simulated === null) return;
      simulated.onChange(listener);
      delivery.onChange(listener);
    },
    start: () => delivery.start(),
    async close() {
      await delivery.stop();
      await simulated?.close();
    },
  };
}

/** A query may hold a key of the receiver. */
function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
