/** The lab's traffic, faults and inbox; and that everything fits, in every language. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { refusal } from '../kiosk/support/host.ts';
import {
  centreView,
  events,
  inboxEvent,
  labView,
  noPadFaults,
  noPrinterFaults,
  padView,
  parkedEvent,
  printerView,
} from '../kiosk/support/lab-view.ts';
import { askedOf, openLab } from '../kiosk/support/open-lab.ts';
import { say, seen, stageForTests } from '../kiosk/support/stage.ts';

const stage = stageForTests();

const posts = () => askedOf(stage);
/** Where the order in which they arrive does not matter. */
const sorted = () => posts().toSorted(([one], [other]) => one.localeCompare(other));
const traffic = (perHour: number, pace: 1 | 10 | 60 = 1) => ({
  traffic: { available: true, perHour, pace },
});

const slider = (page: Page): Locator => page.getByRole('slider', { name: say('zh-CN', 'lab.traffic') });
const times = (count: number) => say('zh-CN', 'lab.pace.times', { times: count });

describe('traffic', () => {
  test('the slider goes by keys, by its stops, and shows where it is on the way', async () => {
    const page = await openLab(stage, traffic(42));
    expect(await slider(page).getAttribute('aria-valuetext')).toBe(
      say('zh-CN', 'lab.traffic.value', { count: 42 }),
    );
    await slider(page).press('ArrowRight');
    await slider(page).press('End');
    await page.getByText(say('zh-CN', 'lab.traffic.weekday', { count: 20 })).click();
    const wanted = [43, 90, 20].map((perHour) => ['lab/traffic', { perHour }]);
    await expect.poll(posts).toEqual(wanted);
  });

  test('the number moves with the hand; the host is asked when it lets go', async () => {
    const page = await openLab(stage, traffic(0));
    stage.host.answer(() => ({ status: 200, body: labView(traffic(45)) }));
    const box = await slider(page).boundingBox();
    if (box === null) throw new Error('No slider.');
    await page.mouse.move(box.x + 12, box.y + 14);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 14, { steps: 4 });
    await page.locator('.rate b', { hasText: '45' }).waitFor();
    expect(posts()).toEqual([]);
    await page.mouse.up();
    await expect.poll(posts).toEqual([['lab/traffic', { perHour: 45 }]]);
    expect(await seen(page.locator('.rate b', { hasText: '45' }))).toBe(true);
  });

  test('a refused number goes back to what the host says', async () => {
    const page = await openLab(stage, traffic(42));
    stage.host.answer(() => refusal('internal', 500));
    await slider(page).press('Home');
    await page.getByText(say('zh-CN', 'error.internal.staff')).waitFor();
    expect(await seen(page.locator('.rate b', { hasText: '42' }))).toBe(true);
    expect(await slider(page).inputValue()).toBe('42');
  });

  test('time stops, goes on and goes fast', async () => {
    const page = await openLab(stage, traffic(42));
    const pace = (name: string) => page.locator('.pick').getByRole('button', { name, exact: true });
    expect(await pace(times(1)).getAttribute('aria-pressed')).toBe('true');
    await pace(times(60)).click();
    // Answer and stream say the same: the answer may come after what the stream tells.
    stage.host.answer(() => ({ status: 200, body: labView(traffic(0, 60)) }));
    await pace(say('zh-CN', 'lab.pace.stop')).click();
    stage.host.show('lab', labView(traffic(0, 60)));
    await page.locator('.pick [aria-pressed=true]', { hasText: say('zh-CN', 'lab.pace.stop') }).waitFor();
    await pace(times(10)).click();
    await expect.poll(posts).toEqual([
      ['lab/traffic', { pace: 60 }],
      ['lab/traffic', { perHour: 0 }],
      ['lab/traffic', { perHour: 20, pace: 10 }],
    ]);
  });

  test('where a real printer would pay for it, it is off and says why', async () => {
    const page = await openLab(stage, { traffic: { available: false, perHour: 0, pace: 1 } });
    await page.getByText(say('zh-CN', 'lab.traffic.none')).waitFor();
    expect(await slider(page).isDisabled()).toBe(true);
    expect(await page.locator('.pick button:enabled').count()).toBe(0);
  });
});

const group = (page: Page, text: Parameters<typeof say>[1]): Locator =>
  page.locator('.side').getByRole('group', { name: say('zh-CN', text), exact: true });

describe('faults', () => {
  test.each([
    ['lab.printer', 'lab.fault.paperOut', 'lab/printers/ticket-printer/faults', { paperOut: true }],
    ['lab.printer', 'lab.fault.cutterJam', 'lab/printers/ticket-printer/faults', { cutterJam: true }],
    ['lab.printer', 'lab.fault.xoff', 'lab/printers/ticket-printer/faults', { xoff: true }],
    ['lab.boards.short', 'lab.fault.mute', 'lab/boards/main-board/faults', { mute: true }],
    ['lab.boards.short', 'lab.fault.wrongBaud', 'lab/boards/main-board/faults', { wrongBaud: true }],
    ['lab.centre.short', 'lab.fault.slow', 'lab/centre/faults', { slow: true }],
    ['lab.pads.short', 'lab.fault.hung', 'lab/pads/pad-1/faults', { hung: true }],
    ['lab.pads.short', 'lab.fault.chatter', 'lab/pads/pad-1/faults', { chatter: true }],
    ['lab.pads.short', 'lab.fault.garbage', 'lab/pads/pad-1/faults', { garbage: true }],
  ] as const)('%s: %s', async (whose, fault, path, body) => {
    const page = await openLab(stage);
    await group(page, whose)
      .getByRole('switch', { name: say('zh-CN', fault) })
      .first()
      .click();
    await expect.poll(posts).toEqual([[path, body]]);
  });

  test('what is on is counted, and all of it goes off at once', async () => {
    const page = await openLab(stage, {
      printers: [printerView({ faults: { ...noPrinterFaults, paperOut: true, coverOpen: true } })],
      pads: [padView('1', { faults: { ...noPadFaults, cableCut: true, stuck: 0 } }), padView('2')],
    });
    await page.getByText(say('zh-CN', 'lab.faults.count', { count: 4 })).waitFor();
    expect(await page.locator('[role=switch][aria-checked=true], select.on').count()).toBe(4);
    stage.host.answer(() => ({ status: 200, body: labView() }));
    await page.getByRole('button', { name: say('zh-CN', 'lab.faults.clear') }).click();
    await page.getByText(say('zh-CN', 'lab.faults.count', { count: 0 })).waitFor();
    expect(sorted()).toEqual([
      ['lab/pads/pad-1/faults', { cableCut: false, stuck: null }],
      ['lab/printers/ticket-printer/faults', { paperOut: false, coverOpen: false }],
    ]);
  });

  test('an answer that a newer snapshot has overtaken changes nothing', async () => {
    const page = await openLab(stage);
    stage.host.answer(async () => {
      stage.host.show('lab', labView(traffic(77)));
      await page.locator('.rate b', { hasText: '77' }).waitFor();
      return { status: 200, body: labView(traffic(12)) };
    });
    const answered = page.waitForResponse(/faults$/);
    await page.getByRole('switch').first().click();
    await (await answered).finished();
    await page.clock.runFor(1000);
    expect(await page.locator('.rate b').innerText()).toBe('77');
  });
});

const rows = (page: Page): Locator => page.locator('foyer-inbox li > button');
const arrive = (...more: ReturnType<typeof inboxEvent>[]) =>
  stage.host.show('lab', labView({ centre: centreView({ events: [...more, ...events] }) }));

describe('centre', () => {
  test('its times are those of the lobby, and a copy says how often it came', async () => {
    const page = await openLab(stage);
    await expect
      .poll(async () => (await rows(page).nth(2).innerText()).replaceAll(/\s+/g, ' '))
      .toBe('14:25:58 ticket.called B011 ×2');
  });

  test('an open event stays open and in its place while others come', async () => {
    const page = await openLab(stage);
    await rows(page).nth(1).focus();
    await page.keyboard.press('Enter');
    await page.locator('pre', { hasText: '"sequence": "18269"' }).waitFor();
    const place = await rows(page).nth(1).boundingBox();
    arrive(inboxEvent(18_272, 'ticket.called', 'A031'), inboxEvent(18_271, 'ticket.taken', 'A037'));
    await page.getByText(say('zh-CN', 'lab.inbox.newer', { count: 2 })).waitFor();
    expect(await page.locator('pre').innerText()).toContain('"sequence": "18269"');
    expect(await rows(page).nth(1).boundingBox()).toEqual(place);
    await page.getByText(say('zh-CN', 'lab.inbox.newer', { count: 2 })).click();
    await expect.poll(() => rows(page).first().innerText()).toContain('A031');
    expect(await page.locator('pre').count()).toBe(0);
  });

  test('the list stands still under the pointer, and runs on when it has gone', async () => {
    const page = await openLab(stage);
    await rows(page).nth(3).hover();
    arrive(inboxEvent(18_271, 'ticket.taken', 'A037'));
    const newer = await page.getByText(say('zh-CN', 'lab.inbox.newer', { count: 1 })).boundingBox();
    const first = await rows(page).first().boundingBox();
    expect((newer?.y ?? Infinity) + (newer?.height ?? 0)).toBeLessThanOrEqual(first?.y ?? 0);
    expect(await rows(page).first().innerText()).toContain('ticket.printed');
    await page.mouse.move(5, 5);
    await expect.poll(() => rows(page).first().innerText()).toContain('A037');
  });

  test.each(['offline', 'slow', 'refusing'])(
    '%s, and nothing to send: nobody says that it goes well',
    async (fault) => {
      const faults = { offline: false, slow: false, refusing: false, [fault]: true };
      const page = await openLab(stage, { centre: centreView({ faults }) });
      expect(await seen(page.locator('.centre .quiet', { hasText: say('zh-CN', 'lab.centre.idle') }))).toBe(
        true,
      );
      stage.host.show('lab', labView({ centre: centreView({ faults }, { backlog: 1 }) }));
      await page.locator('.centre .ok', { hasText: say('zh-CN', 'lab.centre.delivering') }).waitFor();
    },
  );

  test('waiting says how much waits, why, and until when', async () => {
    const retryAt = new Date(Date.now() + 30_000).toISOString();
    const centre = centreView({}, { state: 'waiting', backlog: 41, fault: 'ECONNREFUSED', retryAt });
    const page = await openLab(stage, { centre });
    await page.getByText(say('zh-CN', 'lab.centre.waiting')).waitFor();
    await page.getByText('ECONNREFUSED').waitFor();
    const until = say('zh-CN', 'lab.centre.retry', { seconds: 7 }).replace('7', String.raw`\d+`);
    expect(await seen(page.getByText(new RegExp(`^${until}$`)))).toBe(true);
    expect(await page.locator('.counts').innerText()).toContain('41');
  });

  test('stopped, a person sets it going; what is parked is sent again or thrown away', async () => {
    const other = { ...parkedEvent, id: '01JD/2', type: 'ticket.taken' };
    const centre = centreView({}, { state: 'stopped', backlog: 9, parked: [parkedEvent, other] });
    const page = await openLab(stage, { centre });
    stage.host.answer(() => ({ status: 200, body: centre.delivery }));
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await press(say('zh-CN', 'lab.centre.resume'));
    await press(say('zh-CN', 'lab.centre.park'));
    await press(`${say('zh-CN', 'lab.parked.retry')} ticket.finished`);
    await press(`${say('zh-CN', 'lab.parked.discard')} ticket.taken`);
    await expect.poll(sorted).toEqual([
      ['centre/park', {}],
      ['centre/parked/01JD18199/retry', {}],
      ['centre/resume', {}],
      ['DELETE centre/parked/01JD/2', {}],
    ]);
    // What delivery answers is not the lab's view, and is not taken for it.
    await page.clock.runFor(1500);
    expect(await page.locator('.plates button').count()).toBe(7);
  });

  test('bad signatures are told of only when there are some', async () => {
    const page = await openLab(stage);
    expect(await page.locator('.counts .bad').count()).toBe(0);
    stage.host.show('lab', labView({ centre: centreView({ unsigned: 3 }) }));
    expect(await seen(page.locator('.counts .bad', { hasText: '3' }))).toBe(true);
  });
});
