/** A visitor's own telephone. */
import type { Language } from '../../../config/texts/texts.ts';
import type { FollowView, OwnRating } from '../../../firmware-host/messages/views.ts';
import { followView } from '../../kiosk/support/follow-view.ts';
import { refusal, type Host } from '../../kiosk/support/host.ts';
import { rated, ratedLow } from '../../kiosk/support/rate-screen.ts';
import { counterName, notice, ticket } from '../../kiosk/support/views.ts';
import type { State } from '../support/state.ts';
import { longLobby, longNotice, longServices } from './rich.ts';

const onPhone =
  (change: Partial<FollowView> = {}) =>
  (host: Host, language: Language): void => {
    const view = followView(change);
    host.show('tickets/tok', { ...view, ticket: { ...view.ticket, language } });
  };

const phone = (name: string, change: Partial<FollowView> = {}, rest: Partial<State> = {}): State => ({
  page: 'ticket',
  name,
  path: '/t/tok',
  ready: '.number',
  show: onPhone(change),
  ...rest,
});

const press =
  (action: 'cancel' | 'postpone'): NonNullable<State['reach']> =>
  async (page) => {
    await page.locator(`button.${action}`).click();
    await page.locator('.panel').waitFor();
  };

const finished = (change: Partial<OwnRating> = {}): Partial<FollowView> => ({
  state: 'finished',
  ahead: 0,
  wait: null,
  counter: counterName('3'),
  actions: [],
  rating: {
    state: 'asked',
    scale: 5,
    score: null,
    isLow: false,
    reasons: ['attitude', 'speed', 'skill', 'environment', 'result'],
    reason: null,
    until: '2026-11-19T06:29:00.000Z',
    ...change,
  },
});

const rateOwn =
  (answer: typeof rated, shown: string): NonNullable<State['reach']> =>
  async (page, host) => {
    host.answer(() => answer());
    await page.locator('.scores button').first().click();
    await page.locator(shown).waitFor();
  };

const other = (place: number, number: string, state: FollowView['state']): FollowView['beside'][number] => ({
  number,
  service: { letter: number.slice(0, 1), name: longServices[place]?.name ?? longLobby },
  state,
  ahead: 12,
  counter: state === 'waiting' ? null : counterName('12'),
});

const ratingStates: readonly State[] = [
  phone('rating', finished()),
  ...[2, 10].map((scale) => phone(`rating, ${scale} scores`, finished({ scale }))),
  phone('rating, reason', finished(), { reach: rateOwn(ratedLow, '.pass') }),
  phone('rating, reason chosen', finished(), {
    reach: async (page, host, language) => {
      await rateOwn(ratedLow, '.pass')(page, host, language);
      await page.locator('.scores button').first().click();
      await page.locator('.undo').waitFor();
    },
  }),
  phone('rating, thanks', finished(), { reach: rateOwn(rated, '.rated') }),
  phone('settled?', { ...finished(), rating: null, mark: { settled: null, open: true } }),
  phone('settled, beside the rating', { ...finished(), mark: { settled: null, open: true } }),
  phone('settled, no', { ...finished(), rating: null, mark: { settled: false, open: true } }),
  phone('settled, for good', { ...finished(), rating: null, mark: { settled: true, open: false } }),
  phone(
    'settled, refused',
    { ...finished(), rating: null, mark: { settled: null, open: true } },
    {
      reach: async (page, host) => {
        host.answer(() => refusal('mark-none', 409));
        await page.locator('.answers button').first().click();
        await page.locator('.own-mark [role=alert]').waitFor();
      },
    },
  ),
  phone('rating, refused', finished(), {
    reach: rateOwn(() => refusal('rating-none', 409), '[role=alert]'),
  }),
];

export const phoneStates: readonly State[] = [
  phone('waiting'),
  phone('near', { ahead: 1 }),
  phone('called', { state: 'called', ahead: 0, counter: counterName('3') }),
  phone('serving', { state: 'serving', ahead: 0, counter: counterName('3'), actions: [] }),
  phone('held', { state: 'held', ahead: 0, counter: counterName('3'), actions: [] }),
  phone('parked', {
    state: 'parked',
    parkedUntil: '2026-11-19T07:10:00.000Z',
    actions: ['return', 'cancel'],
  }),
  phone('finished', { state: 'finished', ahead: 0, actions: [] }),
  phone('no show', { state: 'no-show', ahead: 0, actions: [] }),
  phone('cancelled', { state: 'cancelled', ahead: 0, actions: [] }),
  phone('long names, many ahead', {
    lobby: longLobby,
    ahead: 120,
    wait: { fromMinutes: 115, toMinutes: 140 },
    notices: [longNotice],
    ticket: ticket({ number: 'A1023', serviceName: longServices[0]?.name ?? longLobby }),
  }),
  phone(
    'ringing when called',
    {},
    {
      reach: async (page) => {
        await page.locator('[role=switch]').first().click();
        await page.locator('[role=switch][aria-checked=true]').first().waitFor();
      },
    },
  ),
  phone('called again, named counter', {
    state: 'called',
    ahead: 0,
    calls: 2,
    counter: { id: 'VIP', name: longLobby },
    notices: [longNotice],
  }),
  phone('other numbers', {
    beside: [other(0, 'B1047', 'waiting'), other(1, 'C018', 'called'), other(2, 'V006', 'held')],
  }),
  phone('emergency', { notices: [notice('e', 'emergency', longNotice.texts)] }),
  phone('evacuation', { evacuation: true }),
  phone('evacuation, called', { evacuation: true, state: 'called', ahead: 0, counter: counterName('3') }),
  ...ratingStates,
  phone('cancel?', {}, { reach: press('cancel') }),
  phone('postpone?', {}, { reach: press('postpone') }),
  phone(
    'refused',
    {},
    {
      reach: async (page, host, language) => {
        host.answer(() => refusal('ticket-state', 409));
        await press('cancel')(page, host, language);
        await page.locator('.panel .danger').click();
        await page.locator('[role=alert]').waitFor();
      },
    },
  ),
  phone(
    'host away',
    {},
    {
      reach: async (page, host) => {
        host.away();
        await page.locator('.touch.lost').waitFor();
      },
    },
  ),
  phone('no such ticket', {}, { path: '/t/gone', ready: 'main.unknown', show: () => undefined }),
];
