import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import type { LobbyConfig } from '../../config/schema.ts';
import { Agenda } from '../../firmware-host/lab/simulate/agenda.ts';
import { readOptions, UsageError } from '../../firmware-host/lab/simulate/options.ts';
import { ProgressBar } from '../../firmware-host/lab/simulate/progress.ts';
import { simulateDays, type Progress } from '../../firmware-host/lab/simulate/simulation.ts';
import { summaryOf, textOf, type Summary } from '../../firmware-host/lab/simulate/summary.ts';
import { seeded, seedOf } from '../support/seeded.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function lobbyFile(name: string): Promise<LobbyConfig> {
  const loaded = await loadConfig(`${root}/config/lobbies/${name}.yaml`);
  if (!loaded.ok) throw new Error(`${name} cannot be read`);
  return loaded.config;
}

async function live(config: LobbyConfig, seed: number, days = 1, visitorsPerDay = 80): Promise<Summary> {
  const { signal } = new AbortController();
  const tally = await simulateDays({ config, seed, days, visitorsPerDay }, () => undefined, signal);
  return summaryOf(tally, { seed, days });
}

describe('a simulated day', () => {
  it('is the same with the same seed, and another one with another', async () => {
    const config = await lobbyFile('property-service-centre');
    const [one, same, other] = [await live(config, 7), await live(config, 7), await live(config, 8)];
    expect(same).toEqual(one);
    expect({ ...other, seed: 7 }).not.toEqual(one);
  });

  it.each(['property-service-centre', 'bank-branch', 'clinic-registration', 'government-hall'])(
    'loses nobody in the lobby %s',
    async (name) => {
      const seed = seedOf(`simulate-day ${name}`) % 100_000;
      const summary = await live(await lobbyFile(name), seed, 2);
      const { visits, served, noShows, returned, cancelled } = summary;
      expect(visits).toBeGreaterThan(0);
      // Some booked a time and stay away.
      expect(visits).toBeLessThanOrEqual(2 * 80);
      expect(served + noShows - returned + cancelled).toBe(visits);
      expect(summary.promises.made).toBeLessThanOrEqual(visits);
      expect(summary.utilisation).toBeGreaterThan(0);
      expect(summary.utilisation).toBeLessThanOrEqual(1);
    },
  );

  it('brings everything that a day can bring, and still loses nobody', async () => {
    const summary = await live(await lobbyFile('property-service-centre'), 3, 3, 250);
    const { visits, served, noShows, returned, cancelled, transferred, corrected, ratings } = summary;
    for (const count of [served, noShows, returned, cancelled, transferred, corrected, ratings])
      expect(count).toBeGreaterThan(0);
    expect(served + noShows - returned + cancelled).toBe(visits);
  });

  it('keeps its promises more often than not, and is nearer than what others show', async () => {
    const summary = await live(await lobbyFile('property-service-centre'), 2026, 3, 230);
    expect(summary.promises.kept).toBeGreaterThan(0.7);
    const { foyer, ...others } = summary.predictors;
    for (const other of Object.values(others))
      expect(foyer?.rmseMinutes).toBeLessThan(other?.rmseMinutes ?? 0);
  });

  it('without visitors has nothing to say, and says so', async () => {
    const summary = await live(await lobbyFile('property-service-centre'), 1, 1, 0);
    expect(summary).toMatchObject({ visits: 0, waitMinutes: null, serviceLevel: null, compared: 0 });
    expect(textOf(summary)).toContain('mean –');
  });

  it('ends when it is told to, in the middle of a day', async () => {
    const config = await lobbyFile('property-service-centre');
    const stop = new AbortController();
    let steps = 0;
    const pace = () => {
      steps += 1;
      if (steps === 300) stop.abort();
    };
    await simulateDays({ config, seed: 1, days: 9, visitorsPerDay: 80 }, pace, stop.signal);
    expect(steps).toBe(300);
  });
});

describe('the agenda', () => {
  it('gives what is first, and of the same time what was put down first', () => {
    const random = seeded(seedOf('agenda'));
    const agenda = new Agenda<number>();
    const times = Array.from({ length: 500 }, () => Math.floor(random() * 50));
    for (const [index, atMs] of times.entries()) agenda.add(atMs, index);
    const taken = Array.from(times, () => agenda.take()?.what);
    const sorted = [...times.keys()].toSorted((one, other) => (times[one] ?? 0) - (times[other] ?? 0));
    expect(taken).toEqual(sorted);
    expect(agenda.take()).toBeUndefined();
  });
});

const at = (part: number): Progress => ({ day: 1, date: '2026-03-02', atMs: part, fromAt: 0, untilAt: 1 });

function drawn(isTTY: boolean, days: number): string {
  let text = '';
  const bar = new ProgressBar({ isTTY, write: (more) => (text += more) }, days);
  for (let step = 0; step <= 100; step += 1) bar.show(at(step / 100), step * 10);
  bar.end();
  return text;
}

describe('the progress', () => {
  it('is one line on a terminal, redrawn now and then, and gone at the end', () => {
    const text = drawn(true, 1);
    expect(text).not.toContain('\n');
    expect(text.split('\r')).toHaveLength(1 + 11 + 1);
    expect(text.endsWith('\r\u001b[2K')).toBe(true);
  });

  it('is a line a tenth where nothing can be redrawn', () => {
    expect(drawn(false, 2)).toBe([0, 10, 20, 30, 40, 50].map((part) => `${part} %  2026-03-02\n`).join(''));
  });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command. `interrupt`: with Ctrl+C as soon as it says anything. */
async function command(args: readonly string[], interrupt = false): Promise<Ended> {
  const child = spawn(process.execPath, ['firmware-host/lab/simulate/main.ts', ...args], { cwd: root });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  if (interrupt) child.stderr.once('data', () => child.kill('SIGINT'));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

describe('npm run simulate-day', () => {
  it('explains itself', async () => {
    const { code, out, err } = await command(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const flag of ['--config', '--seed', '--speed', '--days', '--visitors', '--json'])
      expect(out).toContain(flag);
  });

  it.each([
    [['--sed', '3'], /--sed/],
    [['--seed', 'x'], /--seed is "x"; it wants a whole number/],
    [['--seed', ''], /--seed is ""/],
    [['--days', '0'], /--days is "0"/],
    [['--visitors', '-1'], /--visitors/],
    [['--speed', 'fast'], /--speed is "fast"; it wants a factor above 0, such as 60, or max/],
    [['--speed', '0'], /--speed is "0"/],
    [['lobby.yaml'], /lobby\.yaml/],
  ])('does not understand %j', (args, reason) => {
    expect(() => readOptions(args)).toThrow(reason);
    expect(() => readOptions(args)).toThrow(UsageError);
  });

  it.each([
    [['--sed', '3'], /^simulate-day: .*--sed.*--help tells more/],
    [['--config', '/nowhere.yaml'], /\/nowhere\.yaml: There is no such file/],
  ])('ends with 2 on %j', async (args, reason) => {
    const { code, out, err } = await command(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(reason);
    expect(err).not.toContain('    at ');
  });

  it('lives through a short day and says what came of it', async () => {
    const { code, out, err } = await command(['--visitors', '16', '--seed', '5', '--json']);
    expect(code).toBe(0);
    expect(err).toMatch(/^0 % {2}2026-03-02\n/);
    const { visits, served, noShows, returned, cancelled } = JSON.parse(out) as Summary;
    expect(visits).toBeGreaterThan(10);
    expect(served + noShows - returned + cancelled).toBe(visits);
  });

  it('ends on Ctrl+C with the summary of what was', async () => {
    const { code, out, err } = await command(['--speed', '1', '--json'], true);
    expect(code).toBe(130);
    expect(err).toContain('ended early');
    expect(JSON.parse(out)).toMatchObject({ served: 0 });
  });
});
