/** The supervisor's pages of figures: a bad figure is found, understood, answered and taken along. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { LobbyView } from '../../firmware-host/messages/lobby.ts';
import { line } from '../kiosk/support/ask.ts';
import { showFigures, slowHandling, smallHouse } from '../kiosk/support/figure-host.ts';
import { alarm, lobbyView } from '../kiosk/support/lobby-view.ts';
import { metricSeries, metricValues } from '../kiosk/support/metrics-view.ts';
import { frozenMonth, satisfactionReport } from '../kiosk/support/satisfaction-view.ts';
import { seen, stageForTests, zh } from '../kiosk/support/stage.ts';

const stage = stageForTests();

async function open(tab: string, change: Partial<LobbyView> = {}, ready = ''): Promise<Page> {
  stage.host.show('lobby', lobbyView(change));
  const page = await stage.open(`/supervisor#${tab}`, { width: 1440, height: 900 });
  await page
    .locator(ready === '' ? '.head nav' : ready)
    .first()
    .waitFor();
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first();
const posted = () => stage.host.posts.map(({ path, body }) => [path, body]);
const sheet = (page: Page) => page.locator('foyer-metric-sheet');

test('a year that nobody had asked for says how far it has come, until it is there', async () => {
  showFigures(stage.host);
  stage.host.hold('metrics');
  stage.host.show('metrics/progress', { progress: { done: 120, total: 365 } });
  const page = await open('metrics');
  expect(await seen(page.getByText(zh('metrics.loading')))).toBe(true);
  expect(await seen(page.getByText(zh('metrics.loading.days', { done: 120, total: 365 })))).toBe(true);
  const bar = page.locator('foyer-metrics progress');
  expect(await bar.evaluate((found) => [found.getAttribute('value'), found.getAttribute('max')])).toEqual([
    '120',
    '365',
  ]);
  stage.host.show('metrics/progress', { progress: { done: 121, total: 365 } });
  expect(await seen(page.getByText(zh('metrics.loading.days', { done: 121, total: 365 })))).toBe(true);
});

describe('this moment', () => {
  test('the day by half hours stands over its table, and neither has what has not come yet', async () => {
    showFigures(stage.host);
    const page = await open('now', {}, 'foyer-half-hours table');
    const heads = await page.locator('foyer-half-hours thead th').allInnerTexts();
    expect(heads.slice(1, 3)).toEqual(['08:30', '09:00']);
    expect(heads).toHaveLength(19);
    const waits = await page.locator('foyer-half-hours tbody tr').first().locator('td').allInnerTexts();
    expect(waits.at(-1)).toBe('—');
    const chart = page.locator('foyer-line-chart svg');
    expect(await chart.getAttribute('aria-label')).toContain(zh('metric.queue_time.name'));
    const isKnown = waits.filter((value) => value !== '—');
    expect(await chart.locator('.point, .out').count()).toBe(isKnown.length);
    expect(await chart.locator('.out').count()).toBe(isKnown.filter((value) => Number(value) > 10).length);
  });

  test('an alarm is something to do, with its advice; it is answered with a name and a note', async () => {
    showFigures(stage.host);
    stage.host.answer(() => ({ status: 200, body: {} }));
    const page = await open('now', { services: [], alarms: [alarm('alarm-1')] });
    const duty = page.locator('.todo li', { hasText: zh('metric.queue_time.name') });
    expect(await duty.innerText()).toContain(zh('metric.queue_time.advice-high-1'));
    await duty.getByRole('button', { name: zh('supervisor.do.acknowledge-alarm') }).click();
    await page.locator('foyer-ask wa-select[name=by]').click();
    await page.locator('foyer-ask wa-option[value=zhou]').click();
    await line(page, 'note', ' 已请赵强开窗 ');
    await page.locator('foyer-ask button[type=submit]').click();
    await expect.poll(posted).toEqual([['alarms/alarm-1/acknowledge', { by: 'zhou', note: '已请赵强开窗' }]]);
  });

  test('one that was answered is nothing to do any more, until it is told again', async () => {
    showFigures(stage.host);
    const acknowledged = { by: 'zhou', note: 'text-1', at: '2026-11-19T06:00:00.000Z' };
    const page = await open(
      'now',
      { alarms: [alarm('alarm-1', { acknowledged })] },
      'foyer-half-hours table',
    );
    const duty = page.locator('.todo li', { hasText: zh('metric.queue_time.name') });
    expect(await duty.count()).toBe(0);
    const repostedAt = '2026-11-19T06:20:00.000Z';
    stage.host.show('lobby', lobbyView({ alarms: [alarm('alarm-1', { acknowledged, repostedAt })] }));
    expect(await seen(duty)).toBe(true);
  });
});

describe('the metrics', () => {
  test('all of them in their groups, the states counted, and the first bad one open', async () => {
    showFigures(stage.host);
    const page = await open('metrics', {}, 'foyer-metric-sheet .value');
    const rows = page.locator('foyer-metrics .list tbody tr');
    expect(await rows.count()).toBe(metricValues.length);
    expect(await rows.first().innerText()).toContain(zh('metrics.status.long'));
    expect(await page.locator('foyer-metrics .counts').innerText()).toContain(
      zh('metrics.count.out', { count: 2 }),
    );
    expect(await sheet(page).locator('h2').innerText()).toBe(zh('metric.queue_time.name'));
    expect(await sheet(page).locator('.advice li').count()).toBe(2);
  });

  test('what has no input says which, and never a nought', async () => {
    showFigures(stage.host);
    const page = await open('metrics/cost_per_contact', {}, 'foyer-metric-sheet .value');
    const row = page.locator('foyer-metrics tbody tr', { hasText: zh('metric.cost_per_contact.name') });
    expect(await row.locator('.big').innerText()).toBe('—');
    expect(await row.innerText()).toContain(zh('metrics.missing.costs'));
    await sheet(page)
      .getByRole('link', { name: zh('inputs.do.costs') })
      .click();
    expect(
      await seen(page.locator('foyer-inputs [aria-pressed=true]', { hasText: zh('inputs.kind.costs') })),
    ).toBe(true);
  });

  test('by arrows and Enter to another one; its parts by another view', async () => {
    showFigures(stage.host);
    const page = await open('metrics', {}, 'foyer-metric-sheet .value');
    await page.locator('foyer-metrics a.opens').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect.poll(() => sheet(page).locator('h2').innerText()).toBe(zh('metric.speed_of_answer.name'));
    await button(page, zh('metrics.by.agent')).click();
    expect(await seen(sheet(page).locator('.parts th', { hasText: '陈敏' }))).toBe(true);
  });

  test('why numbers were sent on, and its days as a table', async () => {
    showFigures(stage.host);
    const page = await open('metrics/transfer_rate', {}, 'foyer-metric-sheet details');
    const reasons = sheet(page).locator('.parts').first();
    expect(await reasons.locator('tbody tr').first().innerText()).toMatch(/选错服务\s+9/);
    await sheet(page).locator('summary').click();
    expect(await sheet(page).locator('details tbody tr').count()).toBe(14);
  });

  test('of another period it asks anew; dates the wrong way round are not asked', async () => {
    showFigures(stage.host);
    const page = await open('metrics', {}, 'foyer-metric-sheet .value');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).search));
    await button(page, zh('metrics.period.week')).click();
    await expect.poll(() => asked.join(' ')).toContain('from=2026-11-16&to=2026-11-22');
    await button(page, zh('metrics.period.dates')).click();
    asked.length = 0;
    await page.locator('foyer-metrics wa-input[name=from] input').fill('2026-11-25');
    await page.locator('foyer-metrics wa-input[name=from] input').blur();
    expect(await seen(page.getByText(zh('metrics.span.wrong')))).toBe(true);
    expect(asked.join(' ')).not.toContain('2026-11-25');
  });

  test('a refusal is said, and what was known stays away from what was not', async () => {
    showFigures(stage.host);
    const page = await open('metrics', {}, 'foyer-metric-sheet .value');
    await page.route('**/api/v1/metrics?*', (route) => route.abort());
    await button(page, zh('metrics.period.month')).click();
    expect(
      await seen(page.locator('foyer-metrics [role=alert]', { hasText: zh('console.unreachable') })),
    ).toBe(true);
    expect(await page.locator('foyer-metrics table').count()).toBe(0);
    await page.unroute('**/api/v1/metrics?*');
  });
});

describe('a report', () => {
  test('is a line and a table of the same figures, by whatever it is made of, and is taken along as it is seen', async () => {
    showFigures(stage.host);
    const page = await open('reports', {}, 'foyer-trend-chart canvas');
    const series = metricSeries('queue_time', 'day');
    expect(await page.locator('foyer-reports .tables table').first().locator('tbody tr').count()).toBe(
      series.points.length,
    );
    await button(page, zh('metrics.by.counter')).click();
    await button(page, '1 号窗口').click();
    expect(await seen(page.getByText(zh('reports.only', { name: '1 号窗口' })))).toBe(true);
    const link = page.locator('foyer-reports a[download]').first();
    const href = new URL((await link.getAttribute('href')) ?? '', stage.host.url);
    expect(href.pathname).toBe('/api/v1/metrics/queue_time.csv');
    expect(Object.fromEntries(href.searchParams)).toEqual({
      from: '2026-11-06',
      to: '2026-11-19',
      counter: '1',
      step: 'day',
      by: 'counter',
      language: 'zh-CN',
    });
  });

  test('of a day goes to the ticket printer, and the page says so when no paper came', async () => {
    showFigures(stage.host);
    stage.host.answer(() => ({ status: 200, body: { state: 'failed', problem: 'paper-out' } }));
    const page = await open('reports', {}, 'foyer-trend-chart canvas');
    await button(page, zh('supervisor.do.print-day')).click();
    await page.locator('foyer-ask button[type=submit]').click();
    expect(await seen(page.locator('.note.fault', { hasText: zh('supervisor.day-not-printed') }))).toBe(true);
    expect(posted()).toEqual([['lobby/print-day', { date: '2026-11-19', language: 'zh-CN' }]]);
  });

  test('of half hours over months is not asked for, and the page says what would do', async () => {
    showFigures(stage.host);
    const page = await open('reports', {}, 'foyer-trend-chart canvas');
    await page.locator('foyer-reports wa-input[name=from] input').fill('2026-01-01');
    await page.locator('foyer-reports wa-input[name=from] input').blur();
    await button(page, zh('reports.step.half-hour')).click();
    expect(await seen(page.getByText(zh('reports.too-fine', { days: 31 })))).toBe(true);
  });

  test('what a target tolerates is said, drawn, and not yet out of it', async () => {
    showFigures(stage.host);
    slowHandling(stage.host);
    const page = await open('metrics/handle_time', {}, 'foyer-metric-sheet foyer-line-chart svg');
    await sheet(page)
      .getByText(zh('metrics.its-target', { target: '3–10 分 ± 15%' }))
      .waitFor();
    const chart = sheet(page).locator('foyer-line-chart svg');
    expect(await chart.locator('.tolerance').count()).toBe(1);
    expect(await chart.locator('.out').count()).toBe(1);
    const heights = await Promise.all(
      ['.tolerance', '.band'].map(async (part) => Number(await chart.locator(part).getAttribute('height'))),
    );
    // From 2.55 to 11.5 minutes is wider than from 3 to 10.
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(8.95 / 7, 2);
  });

  test.each(['days-gone', 'metrics-unavailable'] as const)(
    'a month that cannot be compared says why, and no figure of it is said to have changed: %s',
    async (notCompared) => {
      showFigures(stage.host);
      const { month } = frozenMonth();
      stage.host.show(`reports/months/${month}`, frozenMonth({ changed: null, notCompared }));
      const page = await open('reports', {}, 'foyer-months li');
      await page.locator('foyer-frozen-month button').click();
      await page.getByText(zh(`reports.not-compared.${notCompared}`)).waitFor();
      const cells = await page.locator('foyer-frozen-month tbody td:last-child').allInnerTexts();
      expect(new Set(cells)).toEqual(new Set(['']));
    },
  );

  test('a month is put away in a name, and what was put away is looked at', async () => {
    showFigures(stage.host);
    stage.host.answer(() => ({ status: 200, body: {} }));
    const page = await open('reports', {}, 'foyer-months li');
    await page.locator('foyer-frozen-month button').click();
    expect(await seen(page.locator('foyer-frozen-month tbody tr'))).toBe(true);
    expect(await page.locator('foyer-frozen-month .is.warn').innerText()).toContain(zh('inputs.kind.costs'));
    await page.locator('foyer-months li', { hasText: '2026 年 9 月' }).getByRole('button').click();
    await page.locator('foyer-ask wa-select[name=by]').click();
    await page.locator('foyer-ask wa-option[value=zhou]').click();
    await page.locator('foyer-ask button[type=submit]').click();
    await expect.poll(posted).toEqual([['reports/months/2026-09/freeze', { by: 'zhou' }]]);
  });
});

describe('satisfaction', () => {
  test('tells no share of too few, and lists what does not count', async () => {
    showFigures(stage.host);
    const page = await open('satisfaction', {}, 'foyer-satisfaction .facts');
    const last = page.locator('foyer-satisfaction section').nth(1).locator('tbody tr').last();
    expect(await last.innerText()).toContain(zh('satisfaction.hidden', { count: 5 }));
    // One small group alone would follow from the others.
    const beforeLast = page.locator('foyer-satisfaction tbody tr', {
      hasText: zh('satisfaction.hidden-too'),
    });
    expect(await beforeLast.count()).toBe(1);
    const { flagged } = satisfactionReport();
    const doubtful = page.locator('foyer-satisfaction section').last().locator('tbody tr');
    expect(await doubtful.count()).toBe(flagged.length);
    expect(await doubtful.nth(2).innerText()).toContain(zh('satisfaction.flag.row'));
  });

  test('of a house that is a small group itself nothing is told from which its rate would follow', async () => {
    showFigures(stage.host);
    smallHouse(stage.host);
    const page = await open('satisfaction', {}, 'foyer-satisfaction .facts');
    const told = page.locator('foyer-satisfaction').getByText(zh('satisfaction.hidden', { count: 5 }));
    // Beside the rate, and where the scores would stand.
    await expect.poll(() => told.count()).toBeGreaterThanOrEqual(2);
    expect(await page.locator('foyer-satisfaction .facts').innerText()).not.toContain('3／4');
  });

  test('a low score stands with its reason and its call-back', async () => {
    showFigures(stage.host);
    const page = await open('satisfaction', {}, 'foyer-satisfaction .facts');
    const low = page.locator('foyer-satisfaction section').nth(2).locator('tbody tr').nth(1);
    expect(await low.innerText()).toContain(zh('rate.reason.attitude'));
    expect(await low.locator('.is.bad').innerText()).toBe(zh('satisfaction.call-back.overdue'));
  });
});
