/** Every deed of the supervisor's page: what it asks, and what it sends. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { LobbyView } from '../../firmware-host/messages/lobby.ts';
import { begin, choose, line, time } from '../kiosk/support/ask.ts';
import { showFigures } from '../kiosk/support/figure-host.ts';
import { appointment, caseFile, lobbyNotice, lobbyView, staffTicket } from '../kiosk/support/lobby-view.ts';
import { seen, stageForTests, zh } from '../kiosk/support/stage.ts';
import { ago } from '../kiosk/support/views.ts';

const stage = stageForTests();

async function open(tab: string, change: Partial<LobbyView> = {}): Promise<Page> {
  showFigures(stage.host);
  stage.host.show('lobby', lobbyView(change));
  stage.host.answer(() => ({
    status: 200,
    body: { ticket: { number: 'A099' }, number: 'A901', code: '771204' },
  }));
  const page = await stage.open(`/supervisor#${tab}`, { width: 1440, height: 900 });
  await page.locator('.head nav').waitFor();
  return page;
}

async function confirmed(page: Page): Promise<readonly unknown[]> {
  await page.locator('foyer-ask button[type=submit]').click();
  await page.locator('foyer-ask wa-dialog:not([open])').waitFor({ state: 'attached' });
  return stage.host.posts.map(({ path, body }) => [path, body]);
}

describe('the lobby as a whole', () => {
  test('everybody is back, the day opens and goes on, and a restoration is acknowledged', async () => {
    const restored = { epoch: 2, cause: 'damage', at: ago(24), after: 1, lost: null, backup: null } as const;
    const page = await open('hall', { evacuation: 'fire drill' });
    await begin(page, zh('supervisor.do.resume'));
    await confirmed(page);
    stage.host.show('lobby', lobbyView({ day: { date: '2026-11-19', closed: true } }));
    await begin(page, zh('supervisor.do.reopen-day'));
    await confirmed(page);
    stage.host.show('lobby', lobbyView({ day: null, restored }));
    await begin(page, zh('supervisor.do.open-day'));
    await confirmed(page);
    await begin(page, zh('supervisor.do.acknowledge'));
    expect(await confirmed(page)).toEqual([
      ['lobby/resume', {}],
      ['lobby/reopen-day', {}],
      ['lobby/open-day', {}],
      ['lobby/acknowledge-restored', {}],
    ]);
  });

  test('a day whose clock nobody trusts is opened with a date', async () => {
    const page = await open('hall', { day: null, clockTrusted: false });
    await begin(page, zh('supervisor.do.open-day'));
    await line(page, 'date', '2026-11-20');
    expect(await confirmed(page)).toEqual([['lobby/open-day', { date: '2026-11-20' }]]);
  });

  test('closing the day says what becomes of everybody: one choice for all, and others by name', async () => {
    const page = await open('hall');
    await begin(page, zh('supervisor.do.close-day'));
    await page.locator('foyer-ask button[type=submit]').click();
    expect(await seen(page.locator('foyer-ask').getByText(zh('supervisor.missing')))).toBe(true);
    await choose(page, 'rest', 'cancel');
    await choose(page, 'left-ticket-D002', 'finish');
    expect(await confirmed(page)).toEqual([
      ['lobby/close-day', { dispositions: { 'ticket-D002': 'finish' }, rest: 'cancel' }],
    ]);
  });

  test('a service gives no numbers for a reason in the languages that were filled in, and gives them again', async () => {
    const page = await open('now');
    await begin(page, zh('supervisor.do.close-service'));
    await line(page, 'zh-CN', '设备维修');
    await line(page, 'en', 'Repairs');
    expect(await confirmed(page)).toEqual([
      ['services/A/close', { reason: { 'zh-CN': '设备维修', en: 'Repairs' } }],
    ]);
    const [first, ...others] = lobbyView().services;
    if (first === undefined) throw new Error('a lobby without services');
    stage.host.show('lobby', lobbyView({ services: [{ ...first, closed: 'by-staff' }, ...others] }));
    await begin(page, zh('supervisor.do.open-service'));
    expect((await confirmed(page))[1]).toEqual(['services/A/open', {}]);
  });
});

describe('notices', () => {
  test('an emergency at once and everywhere, until it is withdrawn, with a look at how long it is', async () => {
    const page = await open('now');
    await begin(page, zh('supervisor.do.emergency'));
    await line(page, 'zh-CN', '小心地滑');
    await line(page, 'en', 'The floor is wet and slippery, so please take great care');
    const rows = page.locator('foyer-ask .preview .row');
    expect(await rows.nth(0).innerText()).toContain(zh('supervisor.short', { count: 4 }));
    expect(await rows.nth(1).locator('.screen').innerText()).toBe('小心地滑');
    expect(await rows.nth(2).innerText()).toContain(zh('supervisor.long', { count: 56 }));
    expect(await confirmed(page)).toEqual([
      [
        'notices',
        {
          kind: 'emergency',
          texts: {
            'zh-CN': '小心地滑',
            en: 'The floor is wet and slippery, so please take great care',
          },
        },
      ],
    ]);
  });

  test('an ordinary one from a time by the wall of the lobby, for half an hour, on some screens only', async () => {
    const page = await open('hall');
    await begin(page, zh('supervisor.do.notice'));
    await line(page, 'zh-CN', '三点讲座');
    await choose(page, 'from', 'time');
    await time(page, 'from-time', '1500');
    await choose(page, 'until', '30');
    await page.locator('foyer-ask wa-checkbox[name=on-phone]').click();
    await page.locator('foyer-ask wa-checkbox[name=on-board]').click();
    expect(await confirmed(page)).toEqual([
      [
        'notices',
        {
          kind: 'ordinary',
          texts: { 'zh-CN': '三点讲座' },
          from: '2026-11-19T07:00:00.000Z',
          until: '2026-11-19T07:30:00.000Z',
          on: ['kiosk', 'display'],
        },
      ],
    ]);
  });

  test('one is withdrawn', async () => {
    const page = await open('hall', { notices: [lobbyNotice('notice-1')] });
    await begin(page, zh('supervisor.do.withdraw'));
    expect(await confirmed(page)).toEqual([['DELETE notices/notice-1', {}]]);
  });
});

const openTicket = async (change = {}) => {
  stage.host.show('staff/tickets', { total: 1, tickets: [staffTicket('A031', change)] });
  const page = await open('tickets');
  await page.locator('.opens', { hasText: 'A031' }).click();
  return page;
};
const path = (deed: string) => `staff/tickets/ticket-A031/${deed}`;

describe('numbers', () => {
  test('a lost one is found and printed as a copy', async () => {
    const page = await openTicket();
    await begin(page, zh('supervisor.do.reissue'));
    expect(await confirmed(page)).toEqual([[path('reissue'), {}]]);
  });

  test('goes first with a reason and with who granted it, and a second person where there is one', async () => {
    const page = await openTicket();
    await begin(page, zh('supervisor.do.prioritise'));
    await choose(page, 'priority', 'elderly');
    await choose(page, 'issuer', 'chen');
    await choose(page, 'approver', 'zhou');
    expect(await confirmed(page)).toEqual([
      [path('prioritise'), { reason: 'elderly', issuer: 'chen', approver: 'zhou' }],
    ]);
  });

  test('moves to the service that was meant, is kept for later, and is cancelled with a reason', async () => {
    const page = await openTicket();
    await begin(page, zh('supervisor.do.correct'));
    await choose(page, 'service', 'C');
    await confirmed(page);
    await begin(page, zh('supervisor.do.park'));
    await line(page, 'reason', '去拿证件');
    await confirmed(page);
    await begin(page, zh('supervisor.do.cancel'));
    await line(page, 'reason', '已离开');
    expect(await confirmed(page)).toEqual([
      [path('correct-service'), { service: 'C' }],
      [path('park'), { minutes: 30, reason: '去拿证件' }],
      [path('cancel'), { reason: '已离开' }],
    ]);
  });

  test.each([
    ['parked', 'unpark'],
    ['no-show', 'return'],
  ] as const)('%s: %s', async (state, deed) => {
    const page = await openTicket({ state });
    await begin(page, zh(`supervisor.do.${deed}`));
    expect(await confirmed(page)).toEqual([[path(deed), {}]]);
  });

  test('one is taken for somebody, with everything that somebody needs', async () => {
    const page = await openTicket();
    await begin(page, zh('supervisor.do.take'));
    await choose(page, 'service', 'B');
    await choose(page, 'priority', 'pregnant');
    await choose(page, 'issuer', 'wang');
    await line(page, 'appointment', '482913');
    await line(page, 'size', '4');
    await page.locator('foyer-ask wa-checkbox[name=escort]').click();
    expect(await confirmed(page)).toEqual([
      [
        'staff/tickets',
        {
          service: 'B',
          priority: 'pregnant',
          issuer: 'wang',
          appointment: '482913',
          size: 4,
          care: { visibly: false, escort: true },
        },
      ],
    ]);
    expect(await seen(page.locator('.note', { hasText: 'A099' }))).toBe(true);
  });

  test('a slip of the reserved series is entered', async () => {
    const page = await openTicket();
    await begin(page, zh('supervisor.do.slip'));
    await choose(page, 'service', 'A');
    await line(page, 'slip', '901');
    expect(await confirmed(page)).toEqual([
      ['staff/recovered', { service: 'A', slip: 901, outcome: 'finished' }],
    ]);
  });

  test('they are looked for by what is known of them', async () => {
    const page = await openTicket();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.locator('foyer-tickets .pick button', { hasText: zh('supervisor.state.waiting') }).click();
    await page.locator('foyer-tickets .search wa-input input').fill('a031');
    await expect
      .poll(() => asked.some((url) => url.endsWith('staff/tickets?state=waiting&number=a031')))
      .toBe(true);
    page.removeAllListeners('request');
  });
});

describe('cases and times', () => {
  test('a case is read text by text, and settled by whoever puts a name to it', async () => {
    stage.host.show('cases', [caseFile('D002')]);
    stage.host.show('staff/texts/text-1', { id: 'text-1', text: '楼上漏水' });
    const page = await open('cases/case-D002');
    await page.locator('foyer-personal-text button').click();
    expect(await seen(page.getByText('楼上漏水'))).toBe(true);
    await begin(page, zh('supervisor.do.resolve'));
    await choose(page, 'who', 'zhou');
    await line(page, 'text', '已修好');
    expect(await confirmed(page)).toEqual([['cases/case-D002/resolve', { agent: 'zhou', result: '已修好' }]]);
  });

  test.each([
    ['record', { matter: null }, { receiver: 'chen', matter: '漏水' }],
    ['call-back', {}, { agent: 'chen', result: '漏水' }],
    ['sign', {}, { manager: 'chen' }],
  ] as const)('%s', async (step, change, body) => {
    stage.host.show('cases', [caseFile('D002', { ...change, steps: [step] })]);
    const page = await open('cases/case-D002');
    await begin(page, zh(`supervisor.do.${step}`));
    await choose(page, 'who', 'chen');
    if (step !== 'sign') await line(page, 'text', '漏水');
    expect(await confirmed(page)).toEqual([[`cases/case-D002/${step}`, body]]);
  });

  test('a time is promised by the wall of the lobby, and given free again', async () => {
    const page = await open('appointments', { appointments: [appointment('482913')] });
    await begin(page, zh('supervisor.do.book'));
    await choose(page, 'service', 'V');
    await line(page, 'date', '2026-11-20');
    await time(page, 'time', '0930');
    await line(page, 'visitor', ' 3-1201 ');
    await confirmed(page);
    expect(await seen(page.locator('.note', { hasText: '771204' }))).toBe(true);
    await begin(page, `${zh('supervisor.do.release')} 482913`);
    expect(await confirmed(page)).toEqual([
      ['appointments', { service: 'V', at: '2026-11-20T01:30:00.000Z', visitor: '3-1201' }],
      ['DELETE appointments/appointment-482913', {}],
    ]);
  });
});
