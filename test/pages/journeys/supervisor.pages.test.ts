/** The supervisor's page before its host: what it shows is true at once, and what it does is done once. */
import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import type { TextKey } from '../../../config/texts/texts.ts';
import { begin, choose, line } from '../../kiosk/support/ask.ts';
import { say, seen, zh } from '../../kiosk/support/stage.ts';
import { agree, asked, openKiosk, openSupervisor, settled, takeAt } from './support/devices.ts';
import { houseWithPages } from './support/house.ts';
import { losingOneAnswer, slow } from './support/network.ts';
import { soon } from './support/patience.ts';

const house = houseWithPages();
beforeEach(() => house().api.must('lab/printers/paper/faults', { paperOut: false }));

const yes = (page: Page, key: TextKey) => asked(page).getByRole('button', { name: zh(key), exact: true });

/** Asks for a number in somebody's name, and stands before the last press. */
async function asksForNumber(page: Page): Promise<Locator> {
  await begin(page, zh('supervisor.do.take'));
  await choose(page, 'service', 'A');
  return yes(page, 'supervisor.do.take');
}

test('what happens at the kiosk is seen here, and what is given here is a number', async () => {
  const page = await openSupervisor(house(), 'tickets');
  const kiosk = await openKiosk(house(), 'wall');
  const number = await takeAt(kiosk);
  await page.getByRole('link', { name: zh('supervisor.tab.now') }).click();
  await page.getByText(zh('supervisor.minutes.of', { number })).waitFor();
  await page.getByRole('link', { name: zh('supervisor.tab.tickets') }).click();
  await (await asksForNumber(page)).click();
  const taken = await house().taken();
  await soon(async () => (await house().taken()).length, 2);
  expect(taken[0]).toMatchObject({ number, service: 'A' });
  expect(
    await seen(page.getByText(zh('supervisor.taken', { number: (await house().taken())[1]?.number ?? '' }))),
  ).toBe(true);
});

describe('one press is one deed', () => {
  test('though it is a double one, over a slow network', async () => {
    const page = await openSupervisor(house(), 'tickets');
    const last = await asksForNumber(page);
    const held = await slow(page, 'staff/tickets');
    await last.dblclick();
    await held.asked;
    held.letGo();
    await settled(page);
    expect(await house().taken()).toHaveLength(1);
  });

  test('though its answer gets lost', async () => {
    const page = await openSupervisor(house(), 'tickets');
    const last = await asksForNumber(page);
    await losingOneAnswer(page, 'staff/tickets');
    await last.click();
    await settled(page);
    expect(await house().taken()).toHaveLength(1);
  });

  test('though the host goes under the finger and comes back', async () => {
    const page = await openSupervisor(house(), 'tickets');
    const last = await asksForNumber(page);
    await house().killHost();
    await page.getByText(zh('site.reconnecting')).waitFor();
    await last.click();
    await asked(page).getByText(zh('console.retrying')).waitFor();
    await house().startHost();
    await settled(page);
    expect(await house().taken()).toHaveLength(1);
    expect(await seen(page.getByText(zh('site.connected')))).toBe(true);
  });
});

test('what a colleague was quicker to do is refused in words, and nothing is done', async () => {
  const { api } = house();
  const { ticket } = await api.take('A', { kiosk: 'wall' });
  const page = await openSupervisor(house(), 'tickets');
  await page.getByRole('button', { name: ticket.number, exact: true }).click();
  await begin(page, zh('supervisor.do.park'));
  await line(page, 'reason', 'errand');
  await api.act('1', 'sign-in', { agent: 'agent-1' });
  await api.act('1', 'call-next');
  await agree(page, 'supervisor.do.park');
  await asked(page).getByRole('alert').getByText(zh('error.ticket-not-waiting.staff')).waitFor();
  await agree(page, 'supervisor.back');
  expect(await house().taken()).toMatchObject([{ state: 'called', parkedUntil: null }]);
});

test('everybody out and back: every screen says so, and the queue goes on', async () => {
  const page = await openSupervisor(house(), 'hall');
  const kiosk = await openKiosk(house(), 'wall');
  const number = await takeAt(kiosk);
  await begin(page, zh('supervisor.do.evacuate'));
  await line(page, 'reason', 'fire drill');
  await agree(page, 'supervisor.do.evacuate');
  await kiosk.getByText(zh('site.evacuation')).first().waitFor();
  expect((await house().api.lobby()).evacuation).toBe('fire drill');
  await begin(page, zh('supervisor.do.resume'));
  await agree(page, 'supervisor.do.resume');
  await kiosk.getByText(zh('site.evacuation')).first().waitFor({ state: 'detached' });
  expect(await house().taken()).toMatchObject([{ number, state: 'waiting' }]);
});

test('without paper, the visitor without a ticket is found and looked after', async () => {
  await house().api.must('lab/printers/paper/faults', { paperOut: true });
  const { ticket } = await house().api.take('A', { kiosk: 'door' });
  const page = await openSupervisor(house(), 'tickets');
  await page.getByRole('button', { name: zh('supervisor.show.papers') }).click();
  await page.getByRole('button', { name: ticket.number, exact: true }).click();
  await begin(page, zh('supervisor.do.paper-done'));
  await agree(page, 'supervisor.do.paper-done');
  await page.getByText(zh('supervisor.found.none')).waitFor();
  expect((await house().api.lobby()).printProblems).toBe(0);
});

test('ten changes of the language', async () => {
  const page = await openSupervisor(house());
  const ring = ['en', 'zh-TW', 'zh-CN'] as const;
  for (let turn = 0; turn < 10; turn += 1) {
    const language = ring[turn % ring.length] ?? 'en';
    await page.getByRole('button', { name: say(language, `language.${language}`) }).click();
  }
  await page.getByText(say('en', 'supervisor.todo')).first().waitFor();
  await page.reload();
  expect(await seen(page.getByText(say('en', 'supervisor.todo')))).toBe(true);
});
