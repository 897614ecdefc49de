/** The agent's console. */
import type { CounterView } from '../../../firmware-host/messages/counter.ts';
import { caseView, complaint, noteView } from '../../kiosk/support/case-view.ts';
import { refusal, type Host } from '../../kiosk/support/host.ts';
import {
  calledView,
  counterName,
  counterTicket,
  counterView,
  now,
  servingView,
} from '../../kiosk/support/views.ts';
import type { State } from '../support/state.ts';
import { longLobby, longServices } from './rich.ts';

/** As long as what a visitor tells who is upset. */
const longText =
  '卫生间顶部渗水，楼上住户说已经报修过两次，工程部一直没有上门；上周五又漏了一次，墙纸和吊顶都泡坏了，要求今天给一个答复并赔偿';

const counter = (name: string, view: () => CounterView, rest: Partial<State> = {}): State => ({
  page: 'counter',
  name,
  path: '/counter?counter=3',
  ready: '.acts',
  show: (host: Host) => {
    for (const id of ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'])
      host.show(`staff/texts/${id}`, { id, text: longText });
    host.show('cases/01JD0', caseView());
    host.show('counters/3', view());
  },
  ...rest,
});

/** Presses a key until what it asks stands there. */
const pressing =
  (key: string, shown: string): NonNullable<State['reach']> =>
  async (page) => {
    await page.keyboard.press(key);
    await page.locator(shown).waitFor();
  };

/** Waits for what stands there by itself. */
const showing =
  (shown: string): NonNullable<State['reach']> =>
  (page) =>
    page.locator(shown).first().waitFor();

const [someone] = counterView().next;
if (someone === undefined) throw new Error('Nobody waits.');

/** Ten of them, all of them something special. */
const crowd = Array.from({ length: 10 }, (_, place) => ({
  ...someone,
  id: `q${place}`,
  number: `A10${10 + place}`,
  service: 'A',
  serviceName: longServices[place % 6]?.name ?? longLobby,
  takenAt: '2026-11-19T05:00:00.000Z',
  class: (['ordinary', 'priority', 'appointment'] as const)[place % 3] ?? 'ordinary',
  size: place === 4 ? 12 : 1,
  care: { visibly: place === 2, escort: place === 3 },
}));

const richTicket = counterTicket({
  number: 'A1023',
  serviceName: longServices[0]?.name ?? longLobby,
  state: 'serving',
  startedAt: '2026-11-19T05:10:30.000Z',
  takenAt: '2026-11-19T03:14:00.000Z',
  recallAt: null,
  noShowAt: null,
  calls: 3,
  class: 'priority',
  size: 12,
  care: { visibly: true, escort: true },
  appointmentAt: now,
  dueAt: '2026-11-26T06:26:00.000Z',
  firstCounter: counterName('1'),
  transfers: [
    {
      counter: counterName('1'),
      serviceName: longServices[1]?.name ?? longLobby,
      reason: '缺少身份证复印件，需要去二楼复印后再办理',
    },
    { counter: counterName('2'), serviceName: longServices[2]?.name ?? longLobby, reason: '系统故障' },
  ],
  overran: true,
  beside: [{ id: 'x', number: 'B047', state: 'waiting' }],
  isCase: true,
});

/** Everything that was written down of a complaint that has been sent on. */
const fullRecord = (): CounterView =>
  complaint({
    notes: (['cause', 'talk', 'talk', 'plan', 'progress', 'progress'] as const).map((kind, place) =>
      noteView(`n${place + 1}`, { kind }),
    ),
  });

const calls: CounterView['kioskAssists'] = [
  { kiosk: 'kiosk-1', why: 'help', number: null, owner: null, since: now },
  { kiosk: 'kiosk-by-the-door', why: 'escort', number: 'A040', owner: null, since: now },
];

const actions = ['recall', 'start', 'finish', 'no-show', 'hold', 'transfer', 'park'];

/** Nothing is asked any more. */
const unasked = '.console:not(:has(.question))';

export const counterStates: readonly State[] = [
  counter('idle', () => counterView()),
  counter('idle, full', () =>
    counterView({
      next: crowd,
      waiting: 128,
      printProblems: 12,
      held: ['H1', 'H2', 'H3'].map((id, place) => ({
        ...counterTicket({ id, number: `A10${place}`, heldAt: '2026-11-19T05:45:00.000Z' }),
      })),
      services: longServices.slice(0, 6).map(({ letter, name }) => ({ letter, name })),
      actions: ['call-next', 'sign-out', 'pause'],
    }),
  ),
  counter('nobody waits', () => counterView({ next: [], waiting: 0 })),
  counter('called', () => calledView()),
  counter('serving', () => servingView()),
  counter('serving, everything to mind', () =>
    counterView({ state: 'serving', ticket: richTicket, next: crowd, actions }),
  ),
  counter('serving, everything to mind and to mark', () =>
    counterView({
      state: 'serving',
      ticket: richTicket,
      next: crowd,
      actions,
      mark: { ticket: richTicket.id, number: richTicket.number, settled: true },
    }),
  ),
  counter('paused', () =>
    counterView({ state: 'paused', pause: 'meal', since: now, actions: ['resume-work'] }),
  ),
  counter('wrapping up', () => counterView({ state: 'wrap-up', since: now, actions: ['finish'] })),
  counter('wrapping up, to mark', () =>
    counterView({
      state: 'wrap-up',
      since: now,
      actions: ['ready', 'call-next'],
      mark: { ticket: '01JD0', number: 'B012', settled: null },
    }),
  ),
  counter('idle, to mark', () => counterView({ mark: { ticket: '01JD0', number: 'B012', settled: true } })),
  counter('serving, has to come again', () => ({
    ...servingView(),
    mark: { ticket: '01JD0', number: 'B012', settled: false },
  })),
  counter('sign in', () => counterView({ state: 'closed', agent: null, actions: ['sign-in'], next: crowd })),
  counter('shut', () =>
    counterView({
      state: 'closed',
      agent: null,
      actions: [],
      shut: '空调检修，下午三点前请到一号窗口办理业务',
    }),
  ),
  counter('why pause', () => counterView({ actions: ['call-next', 'pause', 'sign-out'] }), {
    reach: pressing('Pause', '.question'),
    escape: unasked,
  }),
  counter('send on', () => counterView({ state: 'serving', ticket: richTicket, next: crowd, actions }), {
    reach: pressing('F7', '.question'),
    escape: unasked,
  }),
  counter('a full record', fullRecord, { reach: showing('.first-note dd.read') }),
  counter('case, with what it lacks', () => complaint(), {
    reach: async (page) => {
      await page.keyboard.press('F10');
      await page.locator('.due .current, .due .done').first().waitFor();
      await page.keyboard.press('F8');
      await page.locator('.case-form [aria-invalid=true], .case-form .wrong').first().waitFor();
    },
  }),
  counter('case, long names', () => complaint({ ...richTicket, notes: [] }), {
    reach: pressing('F10', '.case-form'),
  }),
  counter('hand over', () => counterView(), { reach: pressing('F11', '.question'), escape: unasked }),
  counter(
    'sure of a no-show',
    () => ({ ...calledView({ ticket: counterTicket({ noShowAt: now }) }), returnMinutes: 0 }),
    {
      reach: pressing('F9', '.question'),
      escape: unasked,
    },
  ),
  counter('help is asked for', () => ({ ...servingView(), assist: { level: 1, owner: null } })),
  counter('help is coming', () => ({ ...servingView(), assist: { level: 2, owner: 'li-na' } })),
  counter('a kiosk calls', () => counterView({ kioskAssists: calls })),
  counter('a kiosk calls, all at once', () =>
    counterView({ kioskAssists: calls, printProblems: 12, demo: true, isShared: true }),
  ),
  counter('gone to a kiosk', () =>
    counterView({ kioskAssists: calls.map((call) => ({ ...call, owner: counterView().agent?.id ?? null })) }),
  ),
  counter('refused', () => counterView(), {
    reach: async (page, host) => {
      host.answer(() => refusal('queue-empty', 409));
      await page.locator('.acts button').first().click();
      await page.locator('.note.fault').waitFor();
    },
  }),
  counter('host away', () => counterView(), {
    reach: async (page, host) => {
      host.away();
      await page.clock.runFor(12_000);
    },
  }),
  counter('choose a counter', () => counterView(), {
    path: '/counter',
    ready: 'foyer-choose-counter li',
    show: (host) =>
      host.show('counters', [
        { counter: counterName('1'), state: 'serving', agent: { id: 'w', name: '王琳' } },
        { counter: { id: 'x', name: longLobby }, state: 'closed', agent: null },
      ]),
  }),
];
