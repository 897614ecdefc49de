/** The central system of a run: a receiver in a process of its own, and what the host needs to reach it. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';
import { getJson } from './http-request.ts';

const RECEIVER = fileURLToPath(new URL('./receiver.ts', import.meta.url));

/** What has come; times are the receiver's own, in ms. */
export interface Tally {
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly outOfOrder: number;
}

export interface Central {
  /** For the lobby file. */
  readonly config: { readonly url: string; readonly secretFile: string };
  tally(): Promise<Tally>;
  stop(): Promise<void>;
}

/** @param dir where its secret is written */
export async function startCentral(dir: string): Promise<Central> {
  const receiver = await startChild([RECEIVER], /^port (\d+)$/m);
  const port = Number(receiver.said);
  const secretFile = join(dir, 'centre.secret');
  writeFileSync(secretFile, `whsec_${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  return {
    config: { url: `http://127.0.0.1:${port}/events`, secretFile },
    tally: async () => (await getJson(port, '/')) as Tally,
    stop: () => receiver.stop(),
  };
}
