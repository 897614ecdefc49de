/** What matters most, as it was when somebody last looked at it and found it good. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../config/texts/texts.ts';
import { startBrowser, type Browser } from './support/browser.ts';
import { dress } from './support/look.ts';
import { compared, faultOf, pictureOf } from './support/picture.ts';
import type { State } from './support/state.ts';
import { reach } from './support/sweep.ts';
import { states } from './states.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

interface Shown {
  readonly page: State['page'];
  readonly state: string;
  readonly language: Language;
  readonly size: readonly [number, number];
  readonly theme?: string;
  readonly elder?: boolean;
}

const upright = [1080, 1920] as const;
const tablet = [1280, 800] as const;
const television = [1920, 1080] as const;
const phone = [390, 844] as const;
const desk = [1280, 720] as const;

const shown: readonly Shown[] = [
  { page: 'kiosk', state: 'home', language: 'zh-CN', size: upright },
  { page: 'kiosk', state: 'home', language: 'zh-CN', size: upright, elder: true },
  { page: 'kiosk', state: 'home, every way', language: 'en', size: upright, theme: 'contrast' },
  { page: 'kiosk', state: 'home, closed and full', language: 'zh-TW', size: upright },
  { page: 'kiosk', state: 'ticket, printed', language: 'zh-CN', size: upright },
  { page: 'kiosk', state: 'ticket, no paper', language: 'en', size: upright },
  { page: 'kiosk', state: 'code', language: 'zh-CN', size: upright },
  { page: 'display', state: 'calls', language: 'zh-CN', size: television },
  { page: 'display', state: 'calls', language: 'en', size: upright },
  { page: 'display', state: 'emergency', language: 'zh-CN', size: television },
  { page: 'rate', state: 'asked', language: 'zh-CN', size: tablet, theme: 'light' },
  { page: 'rate', state: 'reason', language: 'en', size: [800, 1280], theme: 'dark' },
  { page: 'rate', state: 'thanks', language: 'zh-TW', size: tablet, theme: 'contrast' },
  { page: 'ticket', state: 'waiting', language: 'zh-CN', size: phone },
  { page: 'ticket', state: 'called', language: 'en', size: phone },
  { page: 'counter', state: 'idle', language: 'zh-CN', size: desk },
  { page: 'counter', state: 'serving, everything to mind', language: 'zh-CN', size: desk },
  { page: 'supervisor', state: 'ordinary', language: 'zh-CN', size: [1440, 900] },
  { page: 'maintenance', state: 'everything broken', language: 'zh-CN', size: [1440, 900] },
  { page: 'lab', state: 'ordinary', language: 'zh-CN', size: [1440, 900] },
  { page: 'start', state: 'four counters', language: 'en', size: [1280, 800] },
];

const nameOf = ({ page, state, language, size: [width, height], theme, elder }: Shown): string =>
  [page, state, language, height > width ? 'upright' : '', theme ?? '', elder === true ? 'elder' : '']
    .filter((part) => part !== '')
    .join('-')
    .replaceAll(/[ ,]+/g, '-')
    .toLowerCase();

async function open({ page, state: name, language, size, theme, elder = false }: Shown): Promise<Page> {
  const state = states.find((one) => one.page === page && one.name === name);
  if (state === undefined) throw new Error(`No state "${name}" of ${page}.`);
  const [width, height] = size;
  const opened = await reach(browser, state, language, { screen: { width, height, pxPerMm: 4 } });
  await dress(opened, theme ?? null, elder);
  return opened;
}

const take = async (page: Page) =>
  pictureOf(await page.screenshot({ animations: 'disabled', caret: 'hide' }));

test.each(shown.map((one) => [nameOf(one), one] as const))('%s', async (name, one) => {
  expect(await faultOf(name, await take(await open(one)))).toBeNull();
});

const [home] = shown;
if (home === undefined) throw new Error('Nothing is shown.');

test('a page is as like itself as it can be', async () => {
  const first = await take(await open(home));
  expect(compared(first, await take(await open(home))).shares).toEqual([0, 0]);
});

test.each([
  ['a card that has moved', `foyerProbe.styled('.service', 'translate', '8px 0')`],
  ['another colour', `foyerProbe.styled('.service .plate', 'background', '#0b5f8a')`],
  ['a word that is gone', `foyerProbe.styled('.service .wait', 'visibility', 'hidden')`],
])('%s is seen', async (_what, change) => {
  const page = await open(home);
  const before = await take(page);
  await page.evaluate(change);
  expect(compared(before, await take(page)).isSeen).toBe(true);
});
