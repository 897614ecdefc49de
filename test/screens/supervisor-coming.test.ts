/** The figures that are pushed to the supervisor's page, and what it says of the half hour to come. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { LobbyService, LobbyView } from '../../firmware-host/messages/lobby.ts';
import { showFigures } from '../kiosk/support/figure-host.ts';
import { figures, nextHalfHour } from '../kiosk/support/live-figures.ts';
import { counter, counters, lobbyView } from '../kiosk/support/lobby-view.ts';
import { type OpenOptions, seen, stageForTests, zh } from '../kiosk/support/stage.ts';
import { ago } from '../kiosk/support/views.ts';

const stage = stageForTests();

/** Nobody has waited beyond what was promised. */
const inTime: readonly LobbyService[] = lobbyView().services.map((service) => ({
  ...service,
  targetMinutes: 60,
  longest: service.letter === 'A' ? service.longest : null,
}));
const calm = { services: [...inTime], cases: { open: 0, overdue: 0, first: null } };

async function open(change: Partial<LobbyView> = {}, options: OpenOptions = {}): Promise<Page> {
  showFigures(stage.host);
  stage.host.show('lobby', lobbyView({ ...calm, ...change }));
  const page = await stage.open('/supervisor#now', { width: 1440, height: 900, ...options });
  await page.locator('foyer-half-hours table').waitFor();
  return page;
}

const tile = (page: Page, place: number) => page.locator('.live > li').nth(place);
const duties = (page: Page) => page.locator('.todo h2').allInnerTexts();
const line = (page: Page) => page.locator('foyer-half-hours .next');
const oneMore = zh('supervisor.duty.one-more', { counter: '5 号窗口' });
const next = (change: Parameters<typeof nextHalfHour>[0]) => ({ figures: figures({ next: nextHalfHour(change) }) }); // prettier-ignore

describe('the day so far', () => {
  test('stands with its target; the side that visitors suffer from is bad, also by its shape', async () => {
    const page = await open();
    expect(await tile(page, 2).innerText()).toContain(zh('supervisor.too-long'));
    expect(await tile(page, 2).innerText()).toContain('3–10 分');
    expect(await tile(page, 2).locator('.bullet path.out').count()).toBe(1);
    expect(await tile(page, 3).innerText()).toContain(zh('supervisor.near-low'));
    expect(await tile(page, 3).innerText()).toContain('80–92 %');
    expect(await tile(page, 3).locator('.is.warn').count()).toBe(1);
    expect(await tile(page, 3).locator('.bullet path.out').count()).toBe(0);
  });

  test('is no alarm where everybody is called sooner than promised', async () => {
    const known = figures();
    const page = await open({
      figures: {
        ...known,
        serviceLevel: { ...known.serviceLevel, value: 100, status: 'high' },
        queueTime: { ...known.queueTime, value: 60_000, status: 'low' },
      },
    });
    for (const place of [2, 3]) {
      expect(await tile(page, place).innerText()).toContain(zh('supervisor.to-spare'));
      expect(await tile(page, place).locator('.is.bad, .is.warn, path.out').count()).toBe(0);
    }
  });

  test('is said to be unknown where the host does not push it; then the latest visitors have to do', async () => {
    const page = await open({ figures: null });
    expect(await tile(page, 3).innerText()).toContain(zh('supervisor.not-yet'));
    expect(await tile(page, 3).locator('.value').innerText()).toContain('—');
    expect(await tile(page, 2).innerText()).toContain(zh('supervisor.latest'));
    expect(await line(page).count()).toBe(0);
  });

  test('is drawn anew by half hours as soon as the host has pushed newer figures', async () => {
    const page = await open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    stage.host.show('lobby', lobbyView({ ...calm, printProblems: 1 }));
    await seen(page.locator('.todo li', { hasText: zh('supervisor.duty.papers') }));
    await page.clock.runFor(2000);
    expect(asked).not.toContain('/api/v1/metrics/queue_time');
    const asOf = new Date(Date.parse(figures().asOf) + 15_000).toISOString();
    stage.host.show('lobby', lobbyView({ ...calm, figures: figures({ asOf }) }));
    await expect
      .poll(async () => {
        await page.clock.runFor(500);
        return asked;
      })
      .toContain('/api/v1/metrics/queue_time');
  });
});

const bars = (page: Page) => page.locator('.counters .shares');
const label = (page: Page, row: number) => bars(page).nth(row).getAttribute('aria-label');
const minutes = (part: 'serve' | 'walk' | 'wrap' | 'idle' | 'away', count: number) =>
  zh('supervisor.part.minutes', { part: zh(`supervisor.part.${part}`), minutes: count });

describe('the bar of a counter', () => {
  test('is the last sixty minutes, one thing after the other, and the same in words', async () => {
    const page = await open();
    expect(await page.locator('.counters thead').innerText()).toContain(zh('supervisor.last-hour'));
    const said = [minutes('serve', 36), minutes('walk', 8), minutes('wrap', 5), minutes('idle', 4), minutes('away', 8)]; // prettier-ignore
    expect((await label(page, 3))?.split(zh('supervisor.comma'))).toEqual(said);
    const first = bars(page).first().locator('> rect');
    const order = await first.evaluateAll((all) => all.slice(0, 4).map((one) => one.getAttribute('class')));
    expect(order).toEqual(['idle', 'serve', 'wrap', 'walk']);
    // At counter 5 nobody has sat.
    expect(await label(page, 4)).toBe(zh('supervisor.none'));
    expect(await bars(page).nth(4).locator('> rect').count()).toBe(0);
  });

  test('moves on with the minutes, the thing at hand goes on', async () => {
    const page = await open();
    stage.host.show('lobby', lobbyView({ ...calm, now: ago(-4) }));
    // What was idle an hour ago has gone, and the visit goes on.
    await expect.poll(() => label(page, 0)).not.toContain(zh('supervisor.part.idle'));
    expect(await label(page, 0)).toContain(minutes('serve', 48));
  });

  test('is of the day so far where the host does not push the hour', async () => {
    const page = await open({ figures: figures({ lastHour: null }) });
    expect(await page.locator('.counters thead').innerText()).toContain(zh('supervisor.today-shares'));
    expect(await label(page, 0)).toContain('68 %');
    expect(await bars(page).count()).toBe(4);
  });
});

describe('the half hour to come', () => {
  test('takes one more counter: said under the chart, in the tile, and as something to do', async () => {
    const page = await open();
    expect(await duties(page)).toContain(oneMore);
    const duty = page.locator('.todo li', { hasText: oneMore });
    expect(await duty.innerText()).toContain('赵强');
    expect(await duty.locator('a').getAttribute('href')).toBe('/counter?counter=5');
    expect(await tile(page, 4).innerText()).toContain(zh('supervisor.needed', { count: 5 }));
    expect(await line(page).innerText()).toBe(
      zh('metrics.next.weekday', { count: 14, days: 6, weekday: '星期四' }) +
        zh('metrics.next.short', { needed: 5, open: 4 }),
    );
  });

  test('is told in English as one says it, with the days that it is told from', async () => {
    const page = await open({ ...next({ basis: 'all-days', days: 9, needed: 3 }) }, { locale: 'en-GB' });
    expect(await line(page).innerText()).toBe(
      'Next half hour: about 14 visitors, as on 9 days of the last four weeks, for there are too few of this weekday yet. ' +
        '3 counters keep the promise; 4 are open.',
    );
    expect(await page.locator('.todo li', { hasText: 'Open one more' }).count()).toBe(0);
  });

  test.each<[string, Partial<LobbyView>]>([
    ['every counter is open', { counters: counters.map((one) => ({ ...one, state: 'serving' as const })) }],
    ['nobody is free', { agents: lobbyView().agents.slice(0, 4) }],
    ['the only other counter is shut', { counters: counters.filter(({ counter: { id } }) => id !== '5') }],
  ])('asks for nothing that nobody can do: %s', async (_why, change) => {
    const page = await open({ ...next({ needed: 9 }), ...change });
    const isOpen = (change.counters ?? counters).filter(({ state }) => state !== 'closed').length;
    expect(await line(page).innerText()).toContain(zh('metrics.next.full', { needed: 9, open: isOpen }));
    expect((await duties(page)).join(' ')).not.toContain(zh('supervisor.duty.one-more', { counter: '' }));
  });

  test('names no second counter beside one that a long wait asks for', async () => {
    const page = await open({ services: lobbyView().services });
    expect(await duties(page)).toContain(
      zh('supervisor.duty.open', { counter: '5 号窗口', service: '咨询' }),
    );
    expect(await duties(page)).not.toContain(oneMore);
  });

  test.each<[string, Partial<LobbyView>]>([
    ['after the day', { day: { date: '2026-11-19', closed: true } }],
    ['while everybody is outside', { evacuation: '火警' }],
    ['when it is over', next({ to: '2026-11-19T06:00:00.000Z' })],
    ['where the lobby is too young', { figures: figures({ next: null }) }],
  ])('is not told %s', async (_when, change) => {
    const page = await open(change);
    expect(await line(page).count()).toBe(0);
    expect(await duties(page)).not.toContain(oneMore);
    expect(await tile(page, 4).innerText()).not.toContain(zh('supervisor.needed', { count: 5 }));
  });

  test('opens the free counter for which most people wait', async () => {
    const closed = { state: 'closed', agent: null, since: null, number: null, today: null } as const;
    const page = await open({
      counters: [...counters.slice(0, 4), counter('5', { ...closed, services: ['V'] }), counter('6', { ...closed, services: ['A', 'B'] })], // prettier-ignore
    });
    expect(await duties(page)).toContain(zh('supervisor.duty.one-more', { counter: '6 号窗口' }));
  });
});
