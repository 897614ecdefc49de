/** The supervisor's figures before the real host: a bad hour is found, understood, answered and taken along. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { AlarmList } from '../../../firmware-host/messages/alarms.ts';
import { bodyOf } from '../../support/api.ts';
import { choose, line } from '../../kiosk/support/ask.ts';
import { zh } from '../../kiosk/support/stage.ts';
import { agree, settled } from './support/devices.ts';
import { houseWithPages } from './support/house.ts';
import { soon } from './support/patience.ts';

/** Nobody is called more often than once: a house that wishes for less finds every hour a bad one. */
const metrics = { targets: [{ metric: 'calls_to_answer', max: 0 }] };
const house = houseWithPages({ more: { metrics } });

const open = async (tab: string): Promise<Page> => {
  const page = await house().open(`/supervisor#${tab}`, {
    still: false,
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
  });
  await page.getByText(zh('site.connected')).waitFor();
  return page;
};

async function serveOne(): Promise<void> {
  const { api } = house();
  await api.act('1', 'sign-in', { agent: 'agent-1' });
  await api.take('A', { kiosk: 'wall' });
  for (const step of ['call-next', 'start', 'finish', 'sign-out']) await api.act('1', step);
}

/** What people have entered. */
const inputs = async () => bodyOf(await house().api.get('/api/v1/metric-inputs'));

/** What a link saves when it is pressed. */
async function savedBy(page: Page, press: () => Promise<void>): Promise<string> {
  const saved = page.waitForEvent('download');
  await press();
  return readFile(await (await saved).path(), 'utf8');
}

test('a faulty file of shifts is told line by line, a good one is taken, and taken back', async () => {
  const page = await open('inputs');
  const file = page.locator('foyer-csv-upload input[type=file]');
  const upload = (rows: readonly string[]) =>
    file.setInputFiles({
      name: 'roster.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`agent,date,from,to\n${rows.join('\n')}\n`),
    });
  await upload([
    'agent-1,2026-01-05,09:00,17:00',
    'nobody,2026-01-05,09:00,17:00',
    'agent-1,2026-02-31,9,25:00',
  ]);
  const faulty = page.locator('foyer-csv-upload tbody tr');
  await faulty.first().waitFor();
  expect(new Set(await faulty.locator('th').allInnerTexts())).toEqual(new Set(['3', '4']));
  await upload(['agent-1,2026-01-05,09:00,17:00']);
  await page.getByText(zh('inputs.good', { count: 1 })).waitFor();
  expect(await inputs()).toMatchObject({ batches: [] });
  await page.locator('foyer-csv-upload wa-select').click();
  await page.locator('foyer-csv-upload wa-option[value=agent-2]').click();
  await page.getByRole('button', { name: zh('inputs.take', { count: 1 }) }).click();
  await page.getByText(zh('inputs.taken', { count: 1 })).waitFor();
  expect(await inputs()).toMatchObject({ batches: [{ kind: 'roster', by: 'agent-2', rows: 1 }] });
});

test('a bad hour is found, its advice read, its alarm answered, its figures taken along', async () => {
  await serveOne();
  const page = await open('reports');
  await chooseMetric(page, 'calls_to_answer');
  await page.getByRole('button', { name: zh('reports.step.half-hour'), exact: true }).click();
  const hours = page.locator('foyer-reports .tables table').first().locator('tbody tr');
  await expect
    .poll(async () => (await hours.allInnerTexts()).filter((row) => /\s1\s/.test(row)).length)
    .toBe(1);
  const csv = await savedBy(page, () => page.locator('foyer-reports a[download]').first().click());
  expect(csv).toContain(zh('metric.calls_to_answer.name'));

  await house().api.must('lobby/close-day', { dispositions: {}, rest: 'cancel' });
  await page.goto(`${house().url}/supervisor#now`);
  const duty = page.locator('.todo li', { hasText: zh('metric.calls_to_answer.name') });
  await duty.waitFor();
  expect(await duty.innerText()).toContain(zh('metric.calls_to_answer.advice-high-1'));
  await duty.getByRole('link', { name: zh('alarms.more') }).click();
  const sheet = page.locator('foyer-metric-sheet');
  await sheet.getByRole('heading', { name: zh('metric.calls_to_answer.name') }).waitFor();
  await sheet.getByText(zh('metric.calls_to_answer.advice-high-1')).waitFor();
  await sheet.getByRole('button', { name: zh('supervisor.do.acknowledge-alarm') }).click();
  await choose(page, 'by', 'agent-2');
  await line(page, 'note', '已请同事一次叫准');
  await agree(page, 'supervisor.do.acknowledge-alarm');
  await settled(page);
  const alarms = async () => (bodyOf(await house().api.get('/api/v1/alarms')) as AlarmList).alarms;
  await soon(
    async () => (await alarms()).find(({ metric }) => metric === 'calls_to_answer')?.acknowledged?.by,
    'agent-2',
  );
  await page.getByRole('link', { name: zh('supervisor.tab.now') }).click();
  await duty.waitFor({ state: 'hidden' });
});

async function chooseMetric(page: Page, metric: string): Promise<void> {
  const list = page.locator('foyer-reports wa-select').first();
  await list.click();
  await list.locator(`wa-option[value="${metric}"]`).click();
}
