/** The devices of a lobby, each with its page open and ready. */
import type { Locator, Page } from 'playwright-core';
import type { TextKey } from '../../../../config/texts/texts.ts';
import { say, zh } from '../../../kiosk/support/stage.ts';
import type { House } from './house.ts';

export const services = { A: '缴费', B: '报修' } as const;

/** The touchscreen at the door, which has a printer, or another one. */
export async function openKiosk(house: House, kiosk = 'door'): Promise<Page> {
  const viewport = { width: 540, height: 960 };
  const page = await house.open(`/kiosk?kiosk=${kiosk}`, { still: true, viewport, hasTouch: true });
  await card(page, 'A').waitFor();
  return page;
}

/** A service to touch at a kiosk. */
export const card = (page: Page, letter: keyof typeof services): Locator =>
  page.getByRole('button', { name: services[letter] });

/** A number in words for whoever does not see it: as it stands on the kiosk's confirmation. */
export const given = (page: Page, number: string | RegExp = /\d/): Locator =>
  page.locator(
    `[aria-label^="${zh('kiosk.ticket.label')}"], [aria-label^="${say('en', 'kiosk.ticket.label')}"]`,
    {
      hasText: number,
    },
  );

/** Touches a service and reads the number. */
export async function takeAt(page: Page, letter: keyof typeof services = 'A'): Promise<string> {
  await card(page, letter).click();
  return given(page).innerText();
}

/** The agent's console. */
export async function openConsole(house: House, counter = '1'): Promise<Page> {
  const viewport = { width: 1280, height: 720 };
  const page = await house.open(`/counter?counter=${counter}`, { still: false, viewport });
  await page.getByRole('complementary', { name: zh('console.actions') }).waitFor();
  return page;
}

/** The console with its agent in front of it. */
export async function openSignedIn(house: House, counter = '1'): Promise<Page> {
  const page = await openConsole(house, counter);
  await page.getByRole('button', { name: `Agent ${counter}` }).click();
  await inState(page, 'idle');
  return page;
}

type CounterState = 'closed' | 'idle' | 'called' | 'serving' | 'paused' | 'wrap-up';

/** Waits until the console says what its counter does. */
export async function inState(page: Page, state: CounterState): Promise<true> {
  const said = page.getByRole('banner').getByText(zh(`console.state.${state}`), { exact: true });
  await said.waitFor();
  return true;
}

/** Presses the key of a deed on the keyboard, once the console says that it works and that nothing else is on its way. */
export async function strike(page: Page, ...deeds: readonly TextKey[]): Promise<void> {
  for (const deed of deeds) {
    const ready = keyOf(page, deed).and(page.locator('[aria-busy=false]:enabled'));
    await page.keyboard.press((await ready.getAttribute('aria-keyshortcuts')) ?? '');
  }
}

/** A key of the console, found by its words. */
export const keyOf = (page: Page, key: TextKey): Locator =>
  page.getByRole('complementary', { name: zh('console.actions') }).getByRole('button', { name: zh(key) });

/** The visitor in hand at a console. */
export const inHand = (page: Page, number: string): Locator =>
  page.getByRole('main').getByText(number, { exact: true });

/** The lobby's television. */
export async function openDisplay(house: House): Promise<Page> {
  const page = await house.open('/display', { still: true, viewport: { width: 960, height: 540 } });
  await page.getByText(zh('display.waiting')).first().waitFor();
  return page;
}

/** The visitor's own telephone. */
export const openPhone = (house: House, token: string, locale = 'zh-CN'): Promise<Page> =>
  house.open(`/t/${token}`, { still: true, locale, viewport: { width: 390, height: 844 }, hasTouch: true });

/** The tablet at a counter. */
export const openRate = (house: House, counter = '1'): Promise<Page> =>
  house.open(`/rate/${counter}`, { still: true, viewport: { width: 1280, height: 800 }, hasTouch: true });

export type SupervisorTab = 'now' | 'tickets' | 'cases' | 'appointments' | 'hall';

export async function openSupervisor(house: House, tab: SupervisorTab = 'now'): Promise<Page> {
  const viewport = { width: 1440, height: 900 };
  const page = await house.open(`/supervisor#${tab}`, { still: false, viewport });
  await page.getByText(zh('site.connected')).waitFor();
  return page;
}

/** What the supervisor's page asks before a deed. */
export const asked = (page: Page): Locator => page.locator('foyer-ask');

/** Says yes to it. */
export const agree = (page: Page, key: TextKey): Promise<void> =>
  asked(page)
    .getByRole('button', { name: zh(key), exact: true })
    .click();

/** Waits until the deed is done, and the question gone. */
export const settled = (page: Page): Promise<void> => page.getByRole('dialog').waitFor({ state: 'hidden' });
