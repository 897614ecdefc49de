/** Who may reach a lobby, checked against where it listens. */
import { BlockList, isIP } from 'node:net';
import { quote } from './faults.ts';
import type { LobbyConfig } from './schema.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only this machine itself can reach `host`: an address of the loopback, or `localhost`. */
export function isLoopback(host: string): boolean {
  const version = isIP(host);
  if (version === 0) return host.toLowerCase() === 'localhost';
  return loopback.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Refuses a lobby without sign-in on an address that others can reach: anybody in the building could call, cancel and shut
 * the lobby. `listenHost` is what the host binds to, without brackets.
 * @throws Error whose message names the address and the remedy.
 */
export function assertAccess(config: Pick<LobbyConfig, 'access'>, listenHost: string): void {
  if (isLoopback(listenHost)) return;
  throw new Error(
    `This lobby says access: ${config.access}, which asks nobody to sign in, so it may not listen on ` +
      `${quote(listenHost)} where others can reach it. Use --listen 127.0.0.1:8080 or another loopback address.`,
  );
}
