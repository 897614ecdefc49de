import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import type { Language } from '../../../config/texts/texts.ts';
import { refusal, type Host } from '../../kiosk/support/host.ts';
import { rateView, visitToRate } from '../../kiosk/support/rate-view.ts';
import {
  counterName,
  kioskView,
  names,
  notice,
  now,
  print,
  services,
  taken,
  ticket,
} from '../../kiosk/support/views.ts';
import type { RateView } from '../../../firmware-host/messages/pad.ts';
import type { KioskView, TakenTicket } from '../../../firmware-host/messages/views.ts';
import { longLobby, longNotice, longServices, manyServices, spoken } from './rich.ts';
import type { State } from '../support/state.ts';

const show =
  (change: Partial<KioskView> = {}) =>
  (host: Host, language: Language): void =>
    host.show('kiosks/first', kioskView({ languages: spoken(language), ...change }));

const first = (page: Page) => page.locator('button.service').first();
/** By its place, since its words are longer in one edition. */
const press = (page: Page, selector: string, place = 0) => page.locator(selector).nth(place).click();
/** The start, with nothing over it and nothing of a visitor on it. */
const freshHome = '.frame:not([inert]):not(:has(.reasons, .chosen)) button.service';
const [needs, group] = [1, -1];
const way = (page: Page, place: number) => press(page, '.ways button', place);

/** Touches the first service, and is given this. */
const take =
  (change: Partial<TakenTicket> = {}): NonNullable<State['reach']> =>
  async (page, host, language) => {
    const answer = taken(change);
    host.answer(() => ({ status: 201, body: { ...answer, ticket: { ...answer.ticket, language } } }));
    await first(page).click();
    await page.locator('.called').waitFor();
  };

const refuse =
  (code: string): NonNullable<State['reach']> =>
  async (page, host) => {
    host.answer(() => refusal(code, 409));
    await first(page).click();
    await page.locator('main.message').waitFor();
  };

const state = (name: string, rest: Partial<State> = {}): State => ({
  page: 'kiosk',
  name,
  path: '/kiosk',
  ready: 'button.service, .takeover, main.message, .empty',
  show: show(),
  ...rest,
});

const assist = (change: Partial<KioskView>, name: string, isTaken: boolean) =>
  state(`staff, ${name}`, {
    show: show({ assist: { why: 'help', taken: isTaken }, ...change }),
    reach: async (page) => {
      await press(page, '.staff');
      await page.locator('.over .panel').waitFor();
    },
    escape: freshHome,
  });

const toRate = [{ visit: 'visit-A023', counter: counterName('3'), number: 'A023' }];

/** The scale of a counter without a pad, on the kiosk. */
const rating = (name: string, reach?: NonNullable<State['reach']>, change: Partial<RateView> = {}): State =>
  state(`rating, ${name}`, {
    show: (host, language) => {
      show({ toRate })(host, language);
      host.show(
        'counters/3/rate',
        rateView(visitToRate({ language }), { languages: spoken(language), ...change }),
      );
    },
    reach: async (page, host, language) => {
      host.answer(({ path }) =>
        path.endsWith('reason')
          ? { status: 201, body: { reason: 'speed' } }
          : { status: 201, body: { counted: true, flag: null, reasons: ['attitude', 'speed', 'result'] } },
      );
      await press(page, '.to-rate button');
      await page.locator('.scores button').first().waitFor();
      await reach?.(page, host, language);
    },
    escape: freshHome,
  });

const priorityReasons = ['elderly', 'disabled', 'pregnant', 'child', 'military', 'vip'] as const;

const broken = (problem: 'paper-out' | 'cover-open' | 'cutter-jam') =>
  take({ print: print({ state: 'failed', problem }) });

export const kioskStates: readonly State[] = [
  state('home'),
  state('home, every way', { show: show({ priorityReasons: [...priorityReasons], notices: [longNotice] }) }),
  state('home, long names', {
    show: show({ lobby: longLobby, services: [...longServices], notices: [longNotice] }),
  }),
  state('home, three pages of services', { show: show({ services: [...manyServices] }) }),
  state('home, two services', { show: show({ services: services.slice(0, 2), demo: false }) }),
  state('home, nothing to choose', { show: show({ services: [] }) }),
  state('home, closed and full', {
    show: show({
      services: services.map((service, place) => ({
        ...service,
        closed: (['no-day', 'full', 'by-staff', 'not-yet', 'break', 'over', 'full'] as const)[place] ?? null,
        opensAt: place === 3 || place === 4 ? '2026-11-19T06:45:00.000Z' : null,
        closedReason: place === 2 ? names('电脑故障', '電腦故障', 'Computers are down') : null,
        returnSlots: place === 6,
      })),
    }),
  }),
  state('home, reach', {
    reach: async (page) => {
      await press(page, '.tools button', -1);
      await page.locator('.frame.reach').waitFor();
    },
  }),
  state('home, shut', {
    show: show({
      services: services.map((service) => ({
        ...service,
        closed: 'not-yet' as const,
        opensAt: '2026-11-20T01:00:00.000Z',
      })),
    }),
  }),
  state('home, to be rated', { show: show({ toRate: [...toRate, ...toRate] }) }),
  state('home, with needs', {
    show: show({ priorityReasons: [...priorityReasons] }),
    reach: async (page) => {
      for (const place of [0, 6, 7]) {
        await way(page, needs);
        await press(page, '.reasons button', place);
      }
      await page.locator('.notice.chosen').waitFor();
    },
    escape: freshHome,
  }),
  state('reasons', {
    show: show({ priorityReasons: [...priorityReasons] }),
    reach: (page) => way(page, needs),
    escape: freshHome,
  }),
  state('several people', {
    reach: async (page) => {
      await way(page, needs);
      await press(page, '.reasons button', group);
      await page.locator('.stepper').waitFor();
    },
    escape: freshHome,
  }),
  state('code', {
    reach: (page) => way(page, 0),
    escape: freshHome,
  }),
  state('staff, calling', {
    reach: async (page, host) => {
      host.answer(() => new Promise(() => undefined));
      await press(page, '.staff');
      await page.locator('.over .turning').waitFor();
    },
    escape: freshHome,
  }),
  assist({}, 'called', false),
  assist({}, 'coming', true),
  state('staff, not reached', {
    reach: async (page, host) => {
      host.answer(() => refusal('not-found', 404));
      await press(page, '.staff');
      await page.locator('.over .primary').waitFor();
    },
    escape: freshHome,
  }),
  rating('asked'),
  rating('of ten', undefined, { scale: 10 }),
  rating('reason', async (page) => {
    await press(page, '.scores button', -1);
    await page.locator('.asks').waitFor();
  }),
  rating('thanks', async (page, host) => {
    host.answer(() => ({ status: 201, body: { counted: true, flag: null, reasons: [] } }));
    await press(page, '.scores button');
    await page.locator('.thanks').waitFor();
  }),
  state('ticket, printing', { reach: take(), escape: freshHome }),
  state('ticket, printed', {
    reach: take({ print: print({ state: 'printed', proof: 'confirmed' }) }),
    escape: freshHome,
  }),
  state('ticket, 120 ahead, long service', {
    reach: take({
      ticket: ticket({
        ahead: 120,
        number: 'A1023',
        serviceName: longServices[0]?.name ?? names('', '', ''),
        appointmentAt: now,
      }),
      wait: { fromMinutes: 115, toMinutes: 140 },
    }),
  }),
  state('ticket, no paper', { reach: broken('paper-out'), escape: freshHome }),
  state('ticket, no printer', { reach: take({ print: null }) }),
  state('refused', { reach: refuse('day-not-open'), escape: freshHome }),
  state('asked again', { reach: refuse('kiosk-confirm'), escape: freshHome }),
  state('idle', {
    show: show({ priorityReasons: [...priorityReasons] }),
    reach: async (page) => {
      await way(page, needs);
      await page.locator('.reasons').waitFor();
      await page.clock.runFor(45_500);
      await page.locator('.frame.idle').waitFor();
    },
    anyKey: '.frame:not([inert]) .reasons',
  }),
  state('host away', {
    reach: async (page, host) => {
      host.away();
      await page.locator('.notice.warn').waitFor();
    },
  }),
  state('out of order', {
    reach: async (page, host) => {
      host.away();
      await page.locator('.notice.warn').waitFor();
      // What has failed is heard of in the machine's own time.
      await vi.waitUntil(
        async () => {
          await page.clock.runFor(1000);
          return (await page.locator('.message.broken').count()) > 0;
        },
        { timeout: 40_000 },
      );
    },
  }),
  state('emergency', {
    show: show({ notices: [notice('e', 'emergency', longNotice.texts)] }),
  }),
  state('no such kiosk', {
    path: '/kiosk?kiosk=none',
    ready: 'main',
    reach: (page) => page.locator('.message.broken').waitFor(),
  }),
];
