/** What the machine knows about its own wall clock, from where Linux keeps it. Whatever cannot be read is no evidence. */
import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Evidence } from './clock-trust.ts';

const run = promisify(execFile);

/** Where it is read. */
export interface EvidencePlaces {
  readonly runDir: string;
  readonly sysDir: string;
  /** Says `yes` or `no`; the program and its arguments. */
  readonly ntpCommand: readonly [string, ...string[]];
  /** A start of the host waits for it no longer than this. */
  readonly ntpMs: number;
}

/**
 * timedatectl asks timedated, which asks the kernel: adjtimex(2), `maxerror` below 16 s (`ntp_synced` in systemd's timedated.c).
 * Whoever disciplines the clock resets it, be it timesyncd, chrony or ntpd; it grows by 0.5 ms a second (MAXFREQ,
 * kernel/time/ntp.c), so the answer turns to `no` nine hours after the last word from a time server, and at once when somebody
 * sets the clock. STA_UNSYNC is of no use: it only says who may write to the battery clock. Node has no adjtimex of its own.
 */
export const linuxPlaces: EvidencePlaces = {
  runDir: '/run',
  sysDir: '/sys',
  ntpCommand: ['timedatectl', 'show', '--property=NTPSynchronized', '--value'],
  // timedated is started by the question, and a slow card takes its time over it.
  ntpMs: 2000,
};

/**
 * @param wanted the two that cost something: a program that is started, and a chip that is asked over a slow bus
 */
export async function readEvidence(
  { runDir, sysDir, ntpCommand, ntpMs }: EvidencePlaces,
  wanted: { readonly ntp: boolean; readonly rtc: boolean },
): Promise<Evidence> {
  const [markerAt, ntp, rtcAt] = await Promise.all([
    markerTime(runDir),
    wanted.ntp ? ntpState(ntpCommand, ntpMs) : null,
    wanted.rtc ? rtcTime(sysDir) : null,
  ]);
  return { markerAt, ntp, rtcAt };
}

/** systemd-timesyncd touches this file after each successful synchronisation, once it has set the clock (systemd-timesyncd.service(8)). */
async function markerTime(runDir: string): Promise<number | null> {
  const marker = await orNull(stat(join(runDir, 'systemd/timesync/synchronized')));
  return marker === null ? null : marker.mtimeMs;
}

async function ntpState(
  [program, ...args]: EvidencePlaces['ntpCommand'],
  timeout: number,
): Promise<boolean | null> {
  const answer = await orNull(run(program, args, { timeout, killSignal: 'SIGKILL' }));
  const said = answer?.stdout.trim();
  return said === 'yes' ? true : said === 'no' ? false : null;
}

/** `hctosys` is 1 at the clock that gave the system its time at boot; `since_epoch` is what it shows (ABI/testing/sysfs-class-rtc). */
async function rtcTime(sysDir: string): Promise<number | null> {
  const clocks = join(sysDir, 'class/rtc');
  for (const name of (await orNull(readdir(clocks))) ?? []) {
    if ((await numberIn(join(clocks, name, 'hctosys'))) !== 1) continue;
    const seconds = await numberIn(join(clocks, name, 'since_epoch'));
    return seconds === null ? null : seconds * 1000;
  }
  return null;
}

async function numberIn(path: string): Promise<number | null> {
  const text = (await orNull(readFile(path, 'utf8')))?.trim();
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : null;
}

/** A file that is not there, a chip that does not answer, a program that is missing or hangs: nobody vouches, and that is all. */
const orNull = <T>(asked: Promise<T>): Promise<T | null> => asked.catch(() => null);
