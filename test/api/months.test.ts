/** A month that is over is frozen: what was measured stays, and what is corrected stands beside it. */
import { hash } from 'node:crypto';
import { chmodSync, cpSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { listBackups } from '../../firmware-host/journal/sqlite/backup/backups.ts';
import type { InputBatchView } from '../../firmware-host/messages/metric-inputs.ts';
import type { FrozenFigures, FrozenMonths, FrozenMonthView } from '../../firmware-host/messages/months.ts';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { startFoyer, type RunningFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { PATIENTLY } from '../support/patience.ts';
import { tempDir } from '../support/temp.ts';
import { goBackTo } from '../support/went-back.ts';

const LAST_MONTH = fileURLToPath(new URL('../support/last-month.ts', import.meta.url));

/** A lobby that served one visitor on a day of last month, and none since. */
interface Since {
  readonly api: Api;
  readonly dir: string;
  readonly date: string;
  readonly month: string;
  readonly foyer: RunningFoyer;
  /** Another host on the same data. */
  readonly again: () => Promise<RunningFoyer>;
}

async function lobbySince(): Promise<Since> {
  const dir = tempDir();
  const args = ['--config', lobbyFile(dir)];
  const then = await startFoyer(dir, args, ['--import', LAST_MONTH]);
  const api = new Api(then.url);
  await api.act('1', 'sign-in', { agent: 'agent-1' });
  await api.take('A', { kiosk: 'wall' });
  for (const step of ['call-next', 'start', 'finish']) await api.act('1', step);
  const date = (await api.health()).day ?? '';
  await then.stop();
  const foyer = await startFoyer(dir, args);
  const again = () => startFoyer(dir, args);
  return { api: new Api(foyer.url), dir, date, month: date.slice(0, 7), foyer, again };
}

const valueIn = ({ values }: FrozenFigures, metric: string) => values.find(({ id }) => id === metric)?.value;

it('is frozen once, checked, and corrected beside', { timeout: 90_000 }, async () => {
  const { api, dir, date, month } = await lobbySince();
  const frozen = async () => bodyOf(await api.get(`/api/v1/reports/months/${month}`)) as FrozenMonthView;
  const present = ((await api.health()).day ?? '').slice(0, 7);
  expect(await api.refusal(`reports/months/${present}/freeze`, {})).toBe('409 month-not-over');
  expect(await api.faults('reports/months/2026-13/freeze', {})).toEqual(['/month']);
  expect(problemOf(await api.get(`/api/v1/reports/months/${month}`)).code).toBe('month-unknown');

  const view = await api.must<FrozenMonthView>(`reports/months/${month}/freeze`, { by: 'agent-2' }, 201);
  expect(view).toMatchObject({
    month,
    by: 'agent-2',
    file: 'good',
    corrections: [],
    changed: [],
    notCompared: null,
  });
  const { figures } = view;
  if (figures === null) throw new Error('nothing was frozen');
  expect(figures).toMatchObject({ month, range: { from: `${month}-01` }, days: [date] });
  expect(figures.definitions).toHaveLength(23);
  expect(figures.definitions.find(({ id }) => id === 'abandon_rate')?.target?.source).toBe('centres-first');
  expect(valueIn(figures, 'total_contacts')).toBe(1);
  expect(valueIn(figures, 'cost_per_contact')).toBe(null);
  expect(await api.refusal(`reports/months/${month}/freeze`, {})).toBe('409 month-frozen');
  const { months } = bodyOf(await api.get('/api/v1/reports/months')) as FrozenMonths;
  expect(months).toMatchObject([{ month, sha256: view.sha256 }]);

  const file = join(dir, 'months', `${month}.json`);
  const { text } = await api.get(`/api/v1/reports/months/${month}/file`);
  expect(hash('sha256', text)).toBe(view.sha256);
  expect(JSON.parse(text)).toEqual(figures);
  expect(statSync(file).mode & 0o777).toBe(0o400);

  const rows = [{ fromDate: date, toDate: date, amount: 50 }];
  const batch = await api.must<InputBatchView>('metric-inputs/costs', { by: 'agent-1', rows }, 201);
  const corrected = await frozen();
  expect(corrected).toMatchObject({
    figures,
    corrections: [{ batch: batch.id, kind: 'costs', deed: 'entered', by: 'agent-1' }],
    changed: [{ id: 'cost_per_contact', frozen: null, now: 50 }],
  });
  await api.must(`metric-inputs/${batch.id}/withdraw`, {});
  const back = await frozen();
  expect(back.changed).toEqual([]);
  expect(back.corrections.map(({ deed, by }) => [deed, by])).toEqual([
    ['entered', 'agent-1'],
    ['withdrawn', 'desk'],
  ]);

  chmodSync(file, 0o600);
  writeFileSync(file, text.replace('"value": 1', '"value": 2'));
  expect(await frozen()).toMatchObject({
    file: 'changed',
    figures: null,
    changed: null,
    notCompared: 'no-figures',
  });
  rmSync(file);
  expect(await frozen()).toMatchObject({ file: 'missing', figures: null });
  expect(problemOf(await api.get(`/api/v1/reports/months/${month}/file`)).code).toBe('month-unknown');
});

it('asked twice at once is frozen once, and its file is that of its fact', { timeout: 90_000 }, async () => {
  const { api, month } = await lobbySince();
  const answers = await Promise.all(
    ['agent-1', 'agent-2', 'agent-1'].map((by) => api.post(`/api/v1/reports/months/${month}/freeze`, { by })),
  );
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409, 409]);
  expect(bodyOf(await api.get(`/api/v1/reports/months/${month}`))).toMatchObject({ file: 'good' });
  const headers = { 'idempotency-key': 'again' };
  const again = await api.post(`/api/v1/reports/months/${month}/freeze`, {}, headers);
  expect(problemOf(again).code).toBe('month-frozen');
});

it(
  'is not compared with days that are no longer kept, nor with tables that cannot be read',
  { timeout: 90_000 },
  async () => {
    const { api, dir, month, foyer, again } = await lobbySince();
    const path = `/api/v1/reports/months/${month}`;
    const { figures } = await api.must<FrozenMonthView>(`reports/months/${month}/freeze`, {}, 201);
    const { day } = await api.health();
    await foyer.stop();
    const reports = ReportTables.open(join(dir, 'reports.db'), { epoch: 1, after: 0 });
    expect(reports.prune(day ?? '')).toBeGreaterThan(0);
    reports.close();
    const pruned = await again();
    const view = bodyOf(await new Api(pruned.url).get(path));
    expect(view).toMatchObject({ file: 'good', figures, changed: null, notCompared: 'days-gone' });
    await pruned.stop();
    // Tables of a later version are left alone, and cannot be read.
    const database = new DatabaseSync(join(dir, 'reports.db'));
    database.exec('PRAGMA user_version = 99');
    database.close();
    const unread = bodyOf(await new Api((await again()).url).get(path));
    expect(unread).toMatchObject({
      file: 'good',
      figures,
      changed: null,
      notCompared: 'metrics-unavailable',
    });
  },
);

it(
  'is in the backups, comes back with one, and where its file and its copy are damaged, that is told',
  { timeout: 120_000 },
  async () => {
    const { api, dir, month, foyer } = await lobbySince();
    const { sha256 } = await api.must<FrozenMonthView>(`reports/months/${month}/freeze`, {}, 201);
    await api.must('storage/backup');
    await foyer.stop();
    // On a new card there is nothing but the backups.
    const newDir = tempDir();
    cpSync(join(dir, 'backups'), join(newDir, 'backups'), { recursive: true });
    const [newest] = listBackups(join(newDir, 'backups'), null);
    goBackTo(newDir, newest?.name ?? '');
    const lobby = ['--config', lobbyFile(newDir)];
    const restored = await startFoyer(newDir, lobby);
    await expect
      .poll(restored.output, PATIENTLY)
      .toContain(`${month}.json is missing: its copy from a backup stands there`);
    const path = `/api/v1/reports/months/${month}`;
    expect(bodyOf(await new Api(restored.url).get(path))).toMatchObject({
      file: 'good',
      sha256,
    });
    await restored.stop();

    const own = join(newDir, 'months', `${month}.json`);
    const copy = join(newDir, 'backups', 'months', `${month}_${sha256}.json`);
    for (const file of [own, copy]) {
      chmodSync(file, 0o600);
      writeFileSync(file, 'rotten');
    }
    const damaged = await startFoyer(newDir, lobby);
    await expect
      .poll(damaged.output, PATIENTLY)
      .toContain('is not what was frozen, and no backup has a good copy of it');
    expect(bodyOf(await new Api(damaged.url).get(path))).toMatchObject({ file: 'changed', figures: null });
  },
);
