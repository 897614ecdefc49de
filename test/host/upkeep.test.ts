/** What is done by itself for the memory of the house: with the real journal, and minutes that pass when the test says so. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { Handler } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import type { Actor } from '../../firmware-host/journal/journal.ts';
import type { Storage } from '../../firmware-host/journal/storage.ts';
import { Upkeep, type Restart, type UpkeepOptions } from '../../firmware-host/upkeep/upkeep.ts';
import { alwaysOpen, lobby } from '../support/lobby.ts';
import { openStoreIn } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

const MINUTE_MS = 60_000;
const MB = 1024 * 1024;
const host = { kind: 'host', id: 'test' } as const;
const visitor = { kind: 'visitor', id: 'wall' } as const;
const at = Date.UTC(2026, 10, 22, 4);
const clock = {
  now: () => ({ at, monoMs: 1, boot: 'boot', trusted: true }),
  trusted: () => true,
  source: () => 'assumed',
};

const retention = { eventDays: 400, reportDays: 1100, textDays: 90 };

interface Wish {
  readonly ballastMb?: number;
  readonly storage?: (real: Storage) => Partial<Storage>;
  readonly more?: Partial<UpkeepOptions>;
}

async function house({ ballastMb = 0, storage: change = () => ({}), more = {} }: Wish = {}) {
  const dir = tempDir();
  const { journal, storage: real } = await openStoreIn(dir, { ballastBytes: ballastMb * MB });
  let isUnavailable = false;
  const gate: typeof journal = {
    append: (events, options) =>
      isUnavailable
        ? Promise.resolve({ kind: 'unavailable', reason: 'full' })
        : journal.append(events, options),
    read: (from, options) => journal.read(from, options),
    dayOpenings: (count) => journal.dayOpenings(count),
    lastPosition: () => journal.lastPosition(),
    close: () => journal.close(),
  };
  // Methods of the real one are bound to it, and may be replaced one by one.
  const storage: Storage = { ...real, probe: () => real.probe(), hurry: () => real.hurry(), ...change(real) };
  const handler = await Handler.start(gate, clock, randomIds());
  const ask = (command: Command, actor: Actor = host) => handler.handle({ command, actor });
  const tell = async (command: Command) => expect((await ask(command)).kind).toBe('done');
  let tickets = 0;
  const said: string[] = [];
  const restarts: Restart[] = [];
  const upkeep = new Upkeep({
    handler,
    clock,
    storage,
    usage: await storage.usage(),
    config: { backup: { everyMinutes: 15, secondDir: null }, retention, ballastMb },
    lasting: [],
    delivered: () => Infinity,
    keepTexts: () => Promise.resolve(),
    say: (line) => void said.push(line),
    restart: (wish) => void restarts.push(wish),
    ...more,
  });
  onTestFinished(async () => {
    await upkeep.stop();
    await journal.close();
  });
  await tell({ type: 'apply-config', lobby, timetable: null });
  return {
    dir,
    handler,
    upkeep,
    said,
    restarts,
    openDay: (date: string) => tell({ type: 'open-day', date, timetable: alwaysOpen }),
    take: async () => {
      tickets += 1;
      const ticket = `ticket-${tickets}`;
      const rest = { kiosk: 'wall', language: 'zh-CN', by: 'kiosk', token: `token-${tickets}` } as const;
      return (await ask({ type: 'take-ticket', service: 'A', ticket, ...rest }, visitor)).kind;
    },
    breakMedium: (broken: boolean) => {
      isUnavailable = broken;
    },
    files: (folder: string) =>
      existsSync(join(dir, folder))
        ? readdirSync(join(dir, folder))
            .filter((name) => name.endsWith('.db'))
            .toSorted()
        : [],
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
  return () => vi.useRealTimers();
});

const findDamage = () => Promise.resolve('position 2 is not what was written');

/** Minutes pass; then what they have brought about is waited for. */
const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * MINUTE_MS);

/** The journal's thread lives in real time; the pauses of this one in the test's. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await vi.advanceTimersByTimeAsync(1);
    await new Promise((resolve) => void setImmediate(resolve));
  }
}

describe('the upkeep of the journal', () => {
  it('seals the days that are over when the next one opens, and copies them', async () => {
    const { upkeep, openDay, take, files } = await house();
    await openDay('2026-11-20');
    await take();
    upkeep.start();
    await openDay('2026-11-21');
    await until(() => files('backups/history').length === 1 && files('backups/journal').length === 1);
    expect(files('history')).toEqual(['2026-11-20_000000000001-000000000004.db']);
    expect(files('backups/history')).toEqual(files('history'));
    await until(() => !upkeep.view().backup.running);
    expect(upkeep.view()).toMatchObject({
      warnings: [],
      history: { days: 1, oldest: '2026-11-20' },
      backup: { lastAt: '2026-11-22T04:00:00.000Z', fault: null },
    });
  });

  it('copies the open day every fifteen minutes while something is new', async () => {
    const { upkeep, openDay, take, files } = await house();
    await openDay('2026-11-22');
    upkeep.start();
    await pass(14);
    expect(files('backups/journal')).toEqual([]);
    await pass(1);
    await until(() => files('backups/journal').length === 1);
    await until(() => !upkeep.view().backup.running);
    await pass(15);
    await until(() => !upkeep.view().backup.running);
    expect(files('backups/journal')).toHaveLength(1);
    await take();
    await pass(15);
    await until(() => files('backups/journal').length === 2);
  });

  it('says that a backup is under way, and begins no second one', async () => {
    const { upkeep, openDay } = await house();
    await openDay('2026-11-22');
    upkeep.start();
    const first = upkeep.backUp();
    await until(() => upkeep.view().backup.running);
    expect(await upkeep.backUp()).toBe('running');
    expect(await first).toBe('done');
    expect(upkeep.view().backup.files).toHaveLength(1);
  });

  it('deletes closed days by age, and none that the centre lacks', async () => {
    let delivered = 3;
    const { upkeep, openDay, files } = await house({ more: { delivered: () => delivered } });
    for (const date of ['2025-01-01', '2025-01-02', '2026-11-21', '2026-11-22']) await openDay(date);
    upkeep.start();
    await until(() => files('history').length === 3);
    const closed = files('history');
    await pass(60);
    await until(() => files('history').length === 2);
    expect(files('history')).toEqual(closed.slice(1));
    delivered = 100;
    await pass(60);
    await until(() => files('history').length === 1);
    expect(files('history')).toEqual(closed.slice(2));
  });

  it('makes room on a disk that gets full: copies first, then days that the centre has, oldest first', async () => {
    let freeMb = 100;
    const short = (real: Storage): Partial<Storage> => ({
      usage: async () => ({ ...(await real.usage()), freeBytes: freeMb * MB }),
      // The disk that the test runs on has room; the one it is about has not.
      restoreBallast: () => Promise.resolve(false),
    });
    const { upkeep, openDay, files, said } = await house({
      ballastMb: 1,
      storage: short,
      more: { delivered: () => 5 },
    });
    for (const date of ['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']) await openDay(date);
    upkeep.start();
    await until(() => files('backups/history').length === 3 && !upkeep.view().backup.running);
    expect(upkeep.view().warnings).toEqual([]);
    await pass(0.5);
    await until(() => upkeep.view().warnings.includes('ballast-used'));
    expect(files('history')).toHaveLength(3);
    freeMb = 2;
    await pass(0.5);
    await until(() => files('history').length === 1);
    await until(() => said.length === 3);
    expect(said.map((line) => line.slice(0, 24))).toEqual([
      'disk: copies of closed d',
      'disk: 2026-11-19_0000000',
      'disk: 2026-11-20_0000000',
    ]);
    expect(files('backups/history')).toEqual([]);
    expect(upkeep.view().warnings).toEqual(['ballast-used', 'disk-low']);
    // What the centre lacks stays, whatever becomes of the disk.
    await pass(1);
    expect(files('history')).toHaveLength(1);
  });

  it('asks a medium that takes nothing until it takes entries again, without a visitor', async () => {
    let isWell = false;
    const sick = (real: Storage): Partial<Storage> => ({
      probe: () =>
        isWell ? real.probe() : Promise.resolve({ kind: 'unavailable', reason: 'full' } as const),
    });
    const { upkeep, handler, openDay, take, breakMedium } = await house({ storage: sick });
    await openDay('2026-11-22');
    upkeep.start();
    breakMedium(true);
    expect(await take()).toBe('refused');
    expect(upkeep.view().fault).toBe('full');
    await pass(0.1);
    expect(handler.fault).toBe('full');
    [isWell] = [true];
    breakMedium(false);
    await pass(0.1);
    await until(() => handler.fault === null);
    expect(await take()).toBe('done');
  });

  it('lets reports follow, and says when they cannot', async () => {
    let isBroken = true;
    const broken = (real: Storage): Partial<Storage> => ({
      report: () => (isBroken ? Promise.reject(new Error('no room')) : real.report()),
    });
    const { upkeep, handler, openDay, said } = await house({ storage: broken });
    await openDay('2026-11-22');
    upkeep.start();
    await pass(0.2);
    await until(() => upkeep.view().warnings.includes('reports-stopped'));
    expect(said).toEqual(['reports: no room']);
    isBroken = false;
    await until(() => upkeep.view().reports.position === handler.committed.position);
    await until(() => upkeep.view().warnings.length === 0);
  });

  it('starts anew when the journal is found damaged', async () => {
    const { upkeep, restarts, said } = await house({ storage: () => ({ check: findDamage }) });
    upkeep.start();
    expect(await upkeep.check()).toBe('position 2 is not what was written');
    expect(restarts).toEqual([{ kind: 'damage', reason: 'position 2 is not what was written' }]);
    expect(said[0]).toMatch(/damaged .* starts anew/);
  });

  it('goes back to a backup that is there, and to no other', async () => {
    const { upkeep, openDay, restarts } = await house();
    await openDay('2026-11-22');
    upkeep.start();
    await upkeep.backUp();
    const [file] = upkeep.view().backup.files;
    expect(await upkeep.restore('local', 'no-such.db')).toBe('unknown');
    expect(await upkeep.restore('second', file?.name ?? '')).toBe('unknown');
    expect(restarts).toEqual([]);
    expect(await upkeep.restore('local', file?.name ?? '')).toBe('accepted');
    expect(restarts).toEqual([{ kind: 'restore', place: 'local', name: file?.name }]);
  });

  it('looks at closed days in turn, mends one from its copy, and says so', async () => {
    const { upkeep, handler, dir, openDay, files, said } = await house();
    for (const date of ['2026-11-20', '2026-11-21', '2026-11-22']) await openDay(date);
    upkeep.start();
    await until(() => files('backups/history').length === 2 && !upkeep.view().backup.running);
    await until(() => upkeep.view().reports.position === handler.committed.position);
    const [first = ''] = files('history');
    writeFileSync(join(dir, 'history', first), 'not what it was');
    await pass(10);
    await until(() => upkeep.view().warnings.includes('period-mended'));
    expect(said).toEqual([expect.stringContaining(first)]);
    expect(files('history')).toHaveLength(2);
  });

  it('looks at a closed day that could not be read before its turn', async () => {
    const { upkeep, handler, dir, openDay, files, said } = await house();
    for (const date of ['2026-11-20', '2026-11-21', '2026-11-22']) await openDay(date);
    upkeep.start();
    await until(() => files('backups/history').length === 2 && !upkeep.view().backup.running);
    const [, second = ''] = files('history');
    writeFileSync(join(dir, 'history', second), 'not what it was');
    await pass(0.2);
    await until(() => upkeep.view().warnings.includes('reports-stopped'));
    await pass(0.5);
    await until(() => upkeep.view().warnings.includes('period-mended'));
    await until(() => upkeep.view().reports.position === handler.committed.position);
    expect(said).toEqual([expect.stringMatching(/^reports: /), expect.stringContaining(second)]);
  });
});
