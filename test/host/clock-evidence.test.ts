/** The real readers of what the machine says about its clock, on files and a program that stand in for it. */
import { chmodSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readEvidence } from '../../firmware-host/clock-evidence.ts';
import { SystemClock, systemClock, thisMachine } from '../../firmware-host/clock.ts';
import { tempDir } from '../support/temp.ts';

const ALL = { ntp: true, rtc: true };

/** Directories in place of /run and /sys, and a program in place of timedatectl. */
function stage() {
  const dir = tempDir();
  const runDir = join(dir, 'run');
  const sysDir = join(dir, 'sys');
  const program = join(dir, 'timedatectl');
  const places = { runDir, sysDir, ntpCommand: [program, 'show'] as const, ntpMs: 10_000 };
  const marker = join(runDir, 'systemd/timesync/synchronized');
  mkdirSync(join(runDir, 'systemd/timesync'), { recursive: true });
  return {
    places,
    mark: (seconds = Date.now() / 1000) => {
      writeFileSync(marker, '');
      utimesSync(marker, seconds, seconds);
    },
    say: (script: string) => {
      writeFileSync(program, `#!/bin/sh\n${script}\n`);
      chmodSync(program, 0o755);
    },
    remove: () => rmSync(program),
    addRtc: (name: string, hctosys: string, sinceEpoch: string) => {
      const folder = join(sysDir, 'class/rtc', name);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'hctosys'), `${hctosys}\n`);
      writeFileSync(join(folder, 'since_epoch'), `${sinceEpoch}\n`);
    },
  };
}

it('where nothing is there, there is no evidence', async () => {
  expect(await readEvidence(stage().places, ALL)).toEqual({ markerAt: null, ntp: null, rtcAt: null });
});

it('the marker tells when it was synchronised', async () => {
  const { places, mark } = stage();
  mark(1_795_000_000);
  expect((await readEvidence(places, ALL)).markerAt).toBe(1_795_000_000_000);
});

it.each([
  ['echo yes', true],
  ['echo no', false],
  ['echo', null],
  ['echo "Failed to connect to bus: Host is down" >&2; exit 1', null],
])('of a program that does `%s` is made %s', async (script, ntp) => {
  const { places, say } = stage();
  say(script);
  expect((await readEvidence(places, ALL)).ntp).toBe(ntp);
});

it('a program that hangs is not waited for', async () => {
  const { places, say } = stage();
  say('exec sleep 60');
  expect((await readEvidence({ ...places, ntpMs: 20 }, ALL)).ntp).toBeNull();
});

it('the clock with a battery is the one that has set the system', async () => {
  const { places, addRtc } = stage();
  addRtc('rtc0', '0', '1795000000');
  expect((await readEvidence(places, ALL)).rtcAt).toBeNull();
  addRtc('rtc1', '1', '1795000007');
  expect((await readEvidence(places, ALL)).rtcAt).toBe(1_795_000_007_000);
  addRtc('rtc1', '1', 'Input/output error');
  expect((await readEvidence(places, ALL)).rtcAt).toBeNull();
});

it('what costs something is read only where it is wanted', async () => {
  const { places, say, addRtc } = stage();
  say('echo yes');
  addRtc('rtc0', '1', '1795000000');
  expect(await readEvidence(places, { ntp: false, rtc: false })).toMatchObject({ ntp: null, rtcAt: null });
});

it('the clock of this machine believes what it finds there', async () => {
  const { places, mark, say, remove } = stage();
  const machine = thisMachine(places);
  const clock = new SystemClock('synchronised', machine);
  onTestFinished(() => clock.end());
  say('echo no');
  await clock.begin(null);
  const before = clock.now();
  expect(before).toMatchObject({ trusted: false, boot: machine.boot });
  mark();
  await clock.look();
  expect([clock.trusted(), clock.source()]).toEqual([true, 'timesyncd']);
  // Gone with its program, it is still the same clock in the same boot.
  remove();
  const next = new SystemClock('synchronised', thisMachine({ ...places, runDir: '/nowhere' }));
  onTestFinished(() => next.end());
  await next.begin(clock.now());
  expect([next.trusted(), next.source()]).toEqual([true, 'journal']);
  expect(next.now().monoMs).toBeGreaterThanOrEqual(before.monoMs);
});

it('a demo believes its clock at once', () => {
  expect(systemClock('assume').now().trusted).toBe(true);
});
