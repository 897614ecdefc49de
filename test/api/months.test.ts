/** A month that is over is frozen: what was measured stays, and what is corrected stands beside it. */
import { hash } from 'node:crypto';
import { chmodSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { InputBatchView } from '../../firmware-host/messages/metric-inputs.ts';
import type { FrozenFigures, FrozenMonths, FrozenMonthView } from '../../firmware-host/messages/months.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { startFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { tempDir } from '../support/temp.ts';

const LAST_MONTH = fileURLToPath(new URL('../support/last-month.ts', import.meta.url));

/** A lobby that served one visitor on a day of last month, and none since. */
async function lobbySince(): Promise<{ api: Api; dir: string; date: string; month: string }> {
  const dir = tempDir();
  const args = ['--config', lobbyFile(dir)];
  const then = await startFoyer(dir, args, ['--import', LAST_MONTH]);
  const api = new Api(then.url);
  await api.act('1', 'sign-in', { agent: 'agent-1' });
  await api.take('A', { kiosk: 'wall' });
  for (const step of ['call-next', 'start', 'finish']) await api.act('1', step);
  const date = (await api.health()).day ?? '';
  await then.stop();
  const today = await startFoyer(dir, args);
  return { api: new Api(today.url), dir, date, month: date.slice(0, 7) };
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
  expect(view).toMatchObject({ month, by: 'agent-2', file: 'good', corrections: [], changed: [] });
  const { figures } = view;
  if (figures === null) throw new Error('nothing was frozen');
  expect(figures).toMatchObject({ month, range: { from: `${month}-01` } });
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
  expect(await frozen()).toMatchObject({ file: 'changed', figures: null, changed: [] });
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
