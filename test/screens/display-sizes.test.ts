/** Televisions of every size at every distance, their pictures, and what they do without the host. */
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DisplayScreen } from '../../firmware-host/messages/display.ts';
import type { DisplayView } from '../../firmware-host/messages/views.ts';
import { passTimeUntil, stageForTests } from '../kiosk/support/stage.ts';
import { displayView, now } from '../kiosk/support/views.ts';

const stage = stageForTests();

const lying = { width: 1920, height: 1080 };
const standing = { width: 1080, height: 1920 };
const mmPerInch = 25.4;
const capital = 0.733;

const screen = (change: Partial<DisplayScreen> = {}): DisplayScreen => ({
  id: 'tv',
  distanceMetres: 6,
  diagonalInches: 55,
  sound: true,
  slides: true,
  ...change,
});

async function open(change: Partial<DisplayView>, size = lying, path = '/display'): Promise<Page> {
  stage.host.show('display', displayView(change));
  const page = await stage.open(path, size);
  await page.locator('.frame:not(.starting)').waitFor();
  return page;
}

/** How high capitals are on the glass, in mm for each metre of distance. */
async function mmPerMetre(page: Page, selector: string, { distanceMetres, diagonalInches }: DisplayScreen) {
  const { px, zoom } = await page.evaluate<{ px: number; zoom: number }>(`(() => {
    const element = document.querySelector('foyer-display').shadowRoot.querySelector('${selector}');
    const frame = element.closest('.frame');
    return {
      px: Number.parseFloat(getComputedStyle(element).fontSize),
      zoom: frame.getBoundingClientRect().width / frame.offsetWidth,
    };
  })()`);
  const size = page.viewportSize() ?? lying;
  const pxPerMm = Math.hypot(size.width, size.height) / (diagonalInches * mmPerInch);
  return (px * zoom * capital) / pxPerMm / distanceMetres;
}

/** What stands outside of the block that it is in. */
const outside = (page: Page, parts: string, block: string): Promise<string[]> =>
  page.locator(parts).evaluateAll(
    (found, within) =>
      found.flatMap((part) => {
        const box = part.getBoundingClientRect();
        const room = part.closest(within)?.getBoundingClientRect();
        const fits =
          room !== undefined &&
          box.left >= room.left - 1 &&
          box.right <= room.right + 1 &&
          // The box of a word in a line is that of its face, which is higher than the letters.
          (part.ownerDocument.defaultView?.getComputedStyle(part).display === 'inline' ||
            (box.top >= room.top - 1 && box.bottom <= room.bottom + 1));
        return fits || box.width === 0 ? [] : [part.outerHTML.replaceAll(/<!--.*?-->|\s+/g, ' ')];
      }),
    block,
  );

const words = ['.header b', '.banner .go', '.earlier li', '.waiting li', '.foot p'];

describe('sizes', () => {
  test.each([
    ['as drawn', screen(), lying, 4],
    ['on its end', screen(), standing, 4],
    ['farther away', screen({ distanceMetres: 7 }), lying, 3],
    ['far away', screen({ distanceMetres: 9 }), lying, 2],
    ['far away and small', screen({ distanceMetres: 6, diagonalInches: 40 }), lying, 2],
    ['far away on its end', screen({ distanceMetres: 8 }), standing, 3],
    ['larger', screen({ distanceMetres: 8, diagonalInches: 75 }), lying, 4],
    ['near', screen({ distanceMetres: 4 }), lying, 6],
    ['with few dots', screen(), { width: 1280, height: 720 }, 4],
    ['of another shape', screen(), { width: 1600, height: 1200 }, 3],
  ])('%s, every word can be read, and nothing is cut', async (_name, one, size, rows) => {
    const calls = displayView().calls;
    const more = [...calls, ...calls.map((call) => ({ ...call, position: call.position - 50 }))];
    const page = await open({ screens: [one], calls: more.slice(0, 7), averageQueueMinutes: null }, size);
    for (const selector of words) expect(await mmPerMetre(page, selector, one)).toBeGreaterThanOrEqual(6);
    expect(await mmPerMetre(page, '.banner .called', one)).toBeGreaterThanOrEqual(12);
    expect(await page.locator('.earlier li').count()).toBe(rows);
    expect(await outside(page, '.header, .banner, .earlier li, .waiting li, .foot', '.frame')).toEqual([]);
    expect(await outside(page, '.banner .called, .banner .go, .banner .counter span', '.banner')).toEqual([]);
    expect(await outside(page, '.earlier li > *', '.earlier')).toEqual([]);
    expect(await outside(page, '.waiting li > :not(.name)', '.waiting')).toEqual([]);
  });

  test('each television has its own; one that nobody knows is the first', async () => {
    const screens = [screen(), screen({ id: 'far', distanceMetres: 9 })];
    const rows = async (path: string) =>
      (await open({ screens }, lying, path)).locator('.earlier li').count();
    expect(await rows('/display?screen=far')).toBe(2);
    expect(await rows('/display?screen=tv')).toBe(4);
    expect(await rows('/display?screen=gone')).toBe(4);
  });
});

const minutesAgo = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000).toISOString();
const picture = (name: string) => `.slide img[src$="${name}"]`;

describe('pictures', () => {
  const slides = { seconds: 10, afterSeconds: 60, list: 'x' };
  const quiet = (minutes: number, change: Partial<DisplayView> = {}): Partial<DisplayView> => ({
    slides,
    waiting: [],
    waitingTotal: 0,
    calls: displayView().calls.map((call) => ({ ...call, at: minutesAgo(minutes) })),
    ...change,
  });
  /** One dot of a picture, and something that is none. */
  const dot = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );

  async function openWith(pictures: readonly string[], change: Partial<DisplayView>): Promise<Page> {
    const addresses = pictures.map((name) => `/api/v1/display/slides/${name}`);
    stage.host.show('display/slides', { pictures: addresses });
    stage.host.show('display', displayView({ slides: null }));
    const page = await stage.open('/display', lying);
    await page.route('**/api/v1/display/slides/*', (route) =>
      route.fulfill({
        contentType: 'image/png',
        body: route.request().url().includes('broken') ? 'x' : dot,
      }),
    );
    onTestFinished(() => page.unrouteAll());
    stage.host.show('display', displayView(change));
    await page.locator('.frame:not(.starting)').waitFor();
    return page;
  }

  test('come in turn when nobody was called for a while, without those that are broken', async () => {
    const page = await openWith(['1.png', 'broken.png', '2.png'], quiet(2));
    await passTimeUntil(page, page.locator(picture('1.png')));
    await passTimeUntil(page, page.locator(picture('2.png')));
    expect(await page.locator('.header').count()).toBe(1);
    expect(await page.locator('.foot').count()).toBe(1);
    await passTimeUntil(page, page.locator(picture('1.png')));
  });

  test('go at once when somebody is called', async () => {
    const page = await openWith(['1.png'], quiet(2));
    await passTimeUntil(page, page.locator(picture('1.png')));
    const [newest] = displayView().calls;
    if (newest === undefined) throw new Error('no call');
    const view = quiet(2);
    stage.host.show('display', displayView({ ...view, calls: [{ ...newest, position: 200 }] }));
    await page.locator('.banner .called').waitFor();
    expect(await page.locator('.slide').count()).toBe(0);
  });

  test('leave most of the time to the rows while people wait', async () => {
    const page = await openWith(
      ['1.png'],
      quiet(2, { waitingTotal: 4, waiting: displayView().waiting, slides: { ...slides, seconds: 3 } }),
    );
    await passTimeUntil(page, page.locator('.slide'));
    await passTimeUntil(page, page.locator('.banner .called'));
    let shown = 0;
    for (let second = 0; second < 30; second += 1) {
      await page.clock.runFor(1000);
      shown += await page.locator('.slide').count();
    }
    expect(shown).toBeGreaterThan(3);
    expect(shown).toBeLessThan(15);
  });

  test('do not come where a television shall have none, nor over an emergency', async () => {
    const page = await openWith(['1.png'], quiet(2, { screens: [screen({ slides: false })] }));
    await page.clock.runFor(20_000);
    expect(await page.locator('.slide').count()).toBe(0);
  });
});

test('what is older than ten seconds without the host is marked, with the time at which it was true', async () => {
  const page = await open({});
  stage.host.away();
  await page.locator('.header .mute').waitFor();
  expect(await page.locator('.stale').count()).toBe(0);
  await passTimeUntil(page, page.locator('.stale'));
  expect(await page.locator('.banner .called').textContent()).toBe('A023');
  stage.host.back();
  await passTimeUntil(page, page.locator('.foot > :first-child:not(.stale)'));
});
