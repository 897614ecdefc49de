/** The two servers that are compared: the host as its users start it, and the empty one. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCommand } from '../support/start-command.ts';
import { startChild, type Child } from './child.ts';

const NOOP = fileURLToPath(new URL('./noop-server.ts', import.meta.url));

export interface Running {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface HostFiles {
  readonly config: string;
  /** The data directory. */
  readonly data: string;
  /** Where compiled modules are kept; beside the data when left out, so that a run does not depend on the one before. */
  readonly compileCache?: string;
}

/** Starts a host; it listens when this resolves. */
export async function startHost({ config, data, compileCache }: HostFiles): Promise<Running> {
  const child = await startChild(
    [...startCommand(), '--config', config, '--data', data, '--listen', '127.0.0.1:0'],
    /Kiosk\s+http:\/\/127\.0\.0\.1:(\d+)\/kiosk/,
    { NODE_COMPILE_CACHE: compileCache ?? join(data, 'compile-cache') },
  );
  return running(child);
}

export async function startNoop(): Promise<Running> {
  const child = await startChild([NOOP], /^port (\d+)$/m);
  return running(child);
}

const running = (child: Child): Running => ({
  port: Number(child.said),
  pid: child.pid,
  stop: () => child.stop(),
});
