/** What people enter for the metrics, by hand and from files, and how it is taken back. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { line } from '../kiosk/support/ask.ts';
import { faultyCheck, showFigures } from '../kiosk/support/figure-host.ts';
import { refusal } from '../kiosk/support/host.ts';
import { lobbyView } from '../kiosk/support/lobby-view.ts';
import { seen, stageForTests, zh } from '../kiosk/support/stage.ts';

const stage = stageForTests();

async function open(tab: string, ready: string): Promise<Page> {
  showFigures(stage.host);
  stage.host.show('lobby', lobbyView());
  const page = await stage.open(`/supervisor#${tab}`, { width: 1440, height: 900 });
  await page.locator(ready).first().waitFor();
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first();
const posted = () => stage.host.posts.map(({ path, body }) => [path, body]);

describe('what people enter', () => {
  const text = 'agent,date,from,to\nchen,2026-11-20,09:00,17:30\n';
  const upload = (page: Page) =>
    page
      .locator('foyer-csv-upload input[type=file]')
      .setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const good = { kind: 'roster', rows: 1, faults: [], batch: null };

  test('a good file is looked at first, and taken once, in a name', async () => {
    const batch = { id: 'b', kind: 'roster', by: 'zhou', at: '2026-11-19T06:26:00.000Z', rows: 1 };
    stage.host.answer(({ path }) => ({
      status: 200,
      body: path.includes('check') ? good : { ...good, batch },
    }));
    const page = await open('inputs', 'foyer-inputs tbody');
    await upload(page);
    await page.getByText(zh('inputs.good', { count: 1 })).waitFor();
    expect(await button(page, zh('inputs.take', { count: 1 })).isDisabled()).toBe(true);
    await page.locator('foyer-csv-upload wa-select').click();
    await page.locator('foyer-csv-upload wa-option[value=zhou]').click();
    await button(page, zh('inputs.take', { count: 1 })).click();
    expect(await seen(page.getByText(zh('inputs.taken', { count: 1 })))).toBe(true);
    expect(posted()).toEqual([
      ['metric-inputs/roster/csv?check=yes', text],
      ['metric-inputs/roster/csv?by=zhou', text],
    ]);
  });

  test('of a faulty file every fault is shown with its line, and nothing can be taken', async () => {
    stage.host.answer(() => ({ status: 200, body: faultyCheck }));
    const page = await open('inputs', 'foyer-inputs tbody');
    await upload(page);
    const rows = page.locator('foyer-csv-upload tbody tr');
    await rows.first().waitFor();
    expect(await rows.locator('th').allInnerTexts()).toEqual(['2', '4', '7']);
    expect(await rows.nth(1).innerText()).toContain('25:00');
    expect(await page.locator('foyer-csv-upload .btn.main').count()).toBe(0);
  });

  test('a file that is refused says why', async () => {
    stage.host.answer(() => refusal('too-many', 429));
    const page = await open('inputs', 'foyer-inputs tbody');
    await upload(page);
    expect(await seen(page.locator('foyer-csv-upload [role=alert]'))).toBe(true);
  });

  test('a batch is withdrawn as a whole', async () => {
    stage.host.answer(() => ({ status: 200, body: {} }));
    const page = await open('inputs', 'foyer-inputs tbody');
    await page.locator('foyer-inputs tbody button').first().click();
    await page.locator('foyer-ask wa-select[name=by]').click();
    await page.locator('foyer-ask wa-option[value=zhou]').click();
    await page.locator('foyer-ask button[type=submit]').click();
    await expect.poll(posted).toEqual([['metric-inputs/batch-2/withdraw', { by: 'zhou' }]]);
  });

  test('costs by hand', async () => {
    stage.host.answer(() => ({ status: 200, body: {} }));
    const page = await open('inputs/costs', 'foyer-inputs .columns');
    await button(page, zh('inputs.do.costs')).click();
    await line(page, 'amount', '1250.5');
    await page.locator('foyer-ask wa-select[name=by]').click();
    await page.locator('foyer-ask wa-option[value=chen]').click();
    await page.locator('foyer-ask button[type=submit]').click();
    const row = { fromDate: '2026-11-19', toDate: '2026-11-19', amount: 1250.5, service: null };
    await expect.poll(posted).toEqual([['metric-inputs/costs', { by: 'chen', rows: [row] }]]);
  });

  test('answers of machines by hand', async () => {
    stage.host.answer(() => ({ status: 200, body: {} }));
    const page = await open('inputs/answers', 'foyer-inputs .columns');
    await button(page, zh('inputs.do.answers')).click();
    await line(page, 'count', '31');
    await page.locator('foyer-ask wa-select[name=service]').click();
    await page.locator('foyer-ask wa-option[value=A]').click();
    await page.locator('foyer-ask wa-select[name=by]').click();
    await page.locator('foyer-ask wa-option[value=chen]').click();
    await page.locator('foyer-ask button[type=submit]').click();
    const row = { date: '2026-11-19', count: 31, service: 'A' };
    await expect.poll(posted).toEqual([['metric-inputs/answers', { by: 'chen', rows: [row] }]]);
  });
});
