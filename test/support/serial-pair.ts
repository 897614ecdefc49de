/** A serial cable without hardware: two pseudo-terminals that socat joins, with a tap on what the host sends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { PATIENTLY } from './patience.ts';

export interface SerialPair {
  /** The end for the host's configuration. */
  readonly host: string;
  /** The end for the device. */
  readonly device: string;
  /** Every byte that has gone from the host to the device, over all cuts. */
  readonly sent: () => Buffer;
  /** Ends both pseudo-terminals: for either side that is an unplugged adapter. */
  cut(): Promise<void>;
  /** Lays the cable anew, under the same names. */
  mend(): Promise<void>;
}

/** Laid in `dir`, and gone with the test. */
export async function serialPair(dir: string): Promise<SerialPair> {
  mkdirSync(dir, { recursive: true });
  const [host, device] = [join(dir, 'host'), join(dir, 'device')];
  const taps: string[] = [];
  let socat: ChildProcess | null = null;
  const cut = async () => {
    if (socat === null) return;
    const ended = once(socat, 'exit');
    if (socat.kill('SIGTERM')) await ended;
    socat = null;
  };
  const mend = async () => {
    const tap = join(dir, `sent-${taps.length}.bin`);
    taps.push(tap);
    const ends = [host, device].map((link) => `pty,raw,echo=0,link=${link}`);
    socat = spawn('socat', ['-d', '-d', '-r', tap, ...ends], { stdio: 'ignore' });
    await expect.poll(() => [host, device].every(existsSync), PATIENTLY).toBe(true);
  };
  onTestFinished(cut);
  await mend();
  const sent = () => Buffer.concat(taps.filter(existsSync).map((tap) => readFileSync(tap)));
  return { host, device, sent, cut, mend };
}
