/** A serial cable without hardware: two pseudo-terminals that socat joins, with a tap on what the host sends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { PATIENTLY } from './patience.ts';

export interface SerialPair {
  /** The end for the host's configuration. */
  readonly host: string;
  /** The end for the device. */
  readonly device: string;
  /** Every byte that has gone from the host to the device. */
  readonly sent: () => Buffer;
}

/** Laid in `dir`, and gone with the test. */
export async function serialPair(dir: string): Promise<SerialPair> {
  const [host, device, tap] = ['host', 'device', 'sent.bin'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  const ends = [host, device].map((link) => `pty,raw,echo=0,link=${link}`);
  const socat = spawn('socat', ['-d', '-d', '-r', tap, ...ends], { stdio: 'ignore' });
  onTestFinished(async () => {
    const ended = once(socat, 'exit');
    if (socat.kill('SIGTERM')) await ended;
  });
  await expect.poll(() => [host, device].every(existsSync), PATIENTLY).toBe(true);
  return { host, device, sent: () => (existsSync(tap) ? readFileSync(tap) : Buffer.alloc(0)) };
}
