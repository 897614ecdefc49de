/** The television and the screens at the counters. */
import { readFile } from 'node:fs/promises';
import type { Language } from '../../../config/texts/texts.ts';
import type { RateView, VisitToRate } from '../../../firmware-host/messages/pad.ts';
import type { DisplayView } from '../../../firmware-host/messages/views.ts';
import { refusal, type Host } from '../../kiosk/support/host.ts';
import { rated, ratedLow, reasonGiven } from '../../kiosk/support/rate-screen.ts';
import { rateView, ratedVisit, visitToRate } from '../../kiosk/support/rate-view.ts';
import { passTimeUntil, say } from '../../kiosk/support/stage.ts';
import { counterName, displayView, names, notice, now } from '../../kiosk/support/views.ts';
import type { State } from '../support/state.ts';
import { longLobby, longNotice, longServices, manyServices, spoken } from './rich.ts';

const call = (position: number, number: string, counter: string, visibly = false) => ({
  position,
  at: now,
  number,
  service: number.slice(0, 1),
  counter: counterName(counter),
  times: 2,
  visibly,
});

const onDisplay =
  (change: Partial<DisplayView> = {}) =>
  (host: Host, language: Language): void =>
    host.show('display', displayView({ languages: spoken(language), ...change }));

const display = (name: string, change: Partial<DisplayView> = {}, rest: Partial<State> = {}): State => ({
  page: 'display',
  name,
  path: '/display',
  ready: '.frame:not(.starting), .ground',
  show: onDisplay(change),
  ...rest,
});

const picture = new URL('../../../kiosk-ui/theme/icon.svg', import.meta.url);

/** In the page: a browser that lets nothing be heard before a touch. */
const refuseSound = `globalThis.AudioContext = class extends AudioContext {
  get state() {
    return 'suspended';
  }
  resume() {
    return new Promise(() => undefined);
  }
};`;

const namedCounter = {
  id: 'VIP',
  name: names('贵宾接待室', '貴賓接待室', 'Reception room'),
};

export const displayStates: readonly State[] = [
  display('calls'),
  display('nobody called', { calls: [], waitingTotal: 0, waiting: [], averageQueueMinutes: null }),
  display('long names', {
    lobby: longLobby,
    calls: [
      { ...call(120, 'A1023', '12'), counter: namedCounter },
      ...['A1001', 'B1047', 'C1018', 'V1006'].map((number, place) => call(110 - place, number, `1${place}`)),
    ],
    waiting: longServices.map(({ letter, name }) => ({ service: { letter, name }, count: 128 })),
    waitingTotal: 896,
    averageQueueMinutes: 138,
    notices: [longNotice],
  }),
  display('many services', {
    waiting: manyServices.map(({ letter, name }) => ({ service: { letter, name }, count: 9 })),
    notices: [notice('short', 'ordinary', names('小心地滑', '小心地滑', 'Slippery floor'))],
  }),
  display(
    'a fresh call, visibly',
    {},
    {
      reach: async (page, host, language) => {
        onDisplay({ calls: [call(200, 'C019', '2', true), call(108, 'A023', '3')] })(host, language);
        await page.locator('.banner.fresh, .rim').first().waitFor();
      },
    },
  ),
  display(
    'stale',
    {},
    {
      reach: async (page, host) => {
        host.away();
        await page.locator('.mute').waitFor();
        await page.clock.runFor(12_000);
        await page.locator('.stale').waitFor();
      },
    },
  ),
  display(
    'pictures',
    { waiting: [], waitingTotal: 0, notices: [longNotice] },
    {
      reach: async (page, host, language) => {
        const body = await readFile(picture);
        await page.route('**/api/v1/display/slides/*', (route) =>
          route.fulfill({ contentType: 'image/svg+xml', body }),
        );
        host.show('display/slides', { pictures: ['/api/v1/display/slides/1.svg'] });
        const at = new Date(Date.parse(now) - 120_000).toISOString();
        onDisplay({
          slides: { seconds: 10, afterSeconds: 60, list: 'one' },
          calls: displayView().calls.map((one) => ({ ...one, at })),
          waiting: [],
          waitingTotal: 0,
          notices: [longNotice],
        })(host, language);
        await page.locator('.slide img').waitFor();
        host.show('display/slides', { pictures: [] });
      },
    },
  ),
  display(
    'no sound allowed',
    {},
    {
      reach: async (page, host, language) => {
        await page.evaluate(refuseSound);
        onDisplay({ sound: { volume: 80, said: [] } })(host, language);
        await passTimeUntil(page, page.locator('.silent'));
      },
    },
  ),
  display('a call of before, visibly, and named counters', {
    calls: [
      call(120, 'A023', '12', true),
      { ...call(119, 'B1047', '5', true), counter: namedCounter },
      { ...call(118, 'C018', '2'), counter: { id: 'X', name: longServices[0]?.name ?? longLobby } },
      call(117, 'V006', '11', true),
    ],
  }),
  display('emergency, to a named counter', {
    notices: [notice('e', 'emergency', longNotice.texts)],
    calls: [{ ...call(120, 'A1023', '12'), counter: namedCounter }],
  }),
  display('emergency', { notices: [notice('e', 'emergency', longNotice.texts)] }),
  display('evacuation', { evacuation: true }),
];

const onRate =
  (visit: (language: Language) => VisitToRate | null, change: Partial<RateView> = {}) =>
  (host: Host, language: Language): void =>
    host.show('counters/3/rate', rateView(visit(language), { languages: spoken(language), ...change }));

const asked = (language: Language): VisitToRate => visitToRate({ language });

const rate = (name: string, show: State['show'], rest: Partial<State> = {}): State => ({
  page: 'rate',
  name,
  path: '/rate/3',
  ready: '.frame:not(.wait)',
  show,
  ...rest,
});

const low: NonNullable<State['reach']> = async (page, host) => {
  host.answer(ratedLow);
  await page.locator('.choices button').last().click();
  await page.locator('.frame.reason').waitFor();
  host.answer(() => reasonGiven);
};

export const rateStates: readonly State[] = [
  rate(
    'idle',
    onRate(() => null),
  ),
  rate(
    'idle, long name',
    onRate(() => null, { counter: { id: '3', name: longLobby }, demo: true }),
  ),
  rate('asked', onRate(asked)),
  rate(
    'asked, long service',
    onRate((language) => ({
      ...asked(language),
      number: 'A1023',
      service: { letter: 'A', name: longServices[0]?.name ?? longLobby },
    })),
  ),
  ...[2, 3, 4, 7, 10].map((scale) => rate(`asked, ${scale} scores`, onRate(asked, { scale }))),
  rate('reason', onRate(asked), { reach: low }),
  rate('reason, chosen', onRate(asked), {
    reach: async (page, host, language) => {
      await low(page, host, language);
      await page.locator('.choices button').first().click();
      await page.locator('[aria-pressed=true]').first().waitFor();
    },
  }),
  rate('call back', onRate(asked), {
    reach: async (page, host, language) => {
      await low(page, host, language);
      await page.locator('.foot .two').first().click();
      await page.locator('.frame.call').waitFor();
      await page.keyboard.type('13800138000');
    },
  }),
  rate('thanks', onRate(asked), {
    reach: async (page, host) => {
      host.answer(() => rated());
      await page.locator('.choices button').first().click();
      await page.locator('.frame.thanks').waitFor();
    },
  }),
  rate('refused', onRate(asked), {
    reach: async (page, host) => {
      host.answer(() => refusal('journal-unavailable', 503));
      await page.locator('.choices button').first().click();
      await page.clock.runFor(30_000);
    },
  }),
  rate(
    'thanks for a pad',
    onRate((language) => ratedVisit(5, { language })),
  ),
  rate('host away', onRate(asked), {
    reach: async (page, host) => {
      host.away();
      await page.clock.runFor(12_000);
    },
  }),
  rate('no such counter', () => undefined, {
    path: '/rate/none',
    ready: '.frame.wait p',
    reach: (page, _host, language, said = String) =>
      page
        .getByText(said(say(language, 'error.not-found.visitor')))
        .first()
        .waitFor(),
  }),
];
