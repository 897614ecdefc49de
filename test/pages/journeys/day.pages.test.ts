/** Days as they are, for whoever comes as a visitor: several devices of one lobby, and what each of them says. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { begin, choose } from '../../kiosk/support/ask.ts';
import { readQr } from '../../kiosk/support/read-qr.ts';
import { seen, zh } from '../../kiosk/support/stage.ts';
import {
  agree,
  asked,
  card,
  given,
  inHand,
  inState,
  openConsole,
  openDisplay,
  openKiosk,
  openPhone,
  openSignedIn,
  openSupervisor,
  strike,
  takeAt,
} from './support/devices.ts';
import { houseWithPages } from './support/house.ts';
import { passUntil, soon } from './support/patience.ts';

const house = houseWithPages();

/** The address of a ticket, as a telephone reads it from the kiosk. */
const tokenOn = async (kiosk: Page): Promise<string> =>
  (await readQr(kiosk.getByRole('img', { name: zh('kiosk.qr') })))?.split('/t/')[1] ?? '';

const needs = async (kiosk: Page, need: string): Promise<void> => {
  await kiosk
    .getByRole('button', { name: zh('kiosk.needs') })
    .or(kiosk.getByRole('button', { name: zh('kiosk.needs.only') }))
    .first()
    .click();
  await kiosk.getByRole('button', { name: need }).click();
};

test('several matters: two numbers are one visit, and what is not needed is given back', async () => {
  const kiosk = await openKiosk(house());
  const first = await takeAt(kiosk, 'A');
  await kiosk.getByRole('button', { name: zh('kiosk.more') }).click();
  await kiosk.getByText(zh('kiosk.more.chosen', { number: first })).waitFor();
  await card(kiosk, 'B').click();
  await given(kiosk, /B/).waitFor();
  const second = await given(kiosk).innerText();
  const phone = await openPhone(house(), await tokenOn(kiosk));
  await phone
    .getByRole('region', { name: zh('phone.beside') })
    .getByText(first)
    .waitFor();
  const agent = await openSignedIn(house());
  await strike(agent, 'console.call-next');
  await inHand(agent, first).waitFor();
  const others = agent.getByRole('list', { name: zh('console.beside.list') });
  await others.getByText(zh('console.beside.one', { number: second, state: 'waiting' })).waitFor();
  await others.getByRole('button', { name: zh('console.beside.release') }).click();
  await others.waitFor({ state: 'detached' });
  expect((await house().taken()).map(({ number, state }) => [number, state])).toEqual([
    [first, 'called'],
    [second, 'cancelled'],
  ]);
  expect(await seen(phone.getByText(zh('phone.cancelled')))).toBe(true);
});

test('the wrong service: put right by keys, with the number and the time of arrival kept', async () => {
  const number = await takeAt(await openKiosk(house()), 'A');
  const [before] = await house().taken();
  const agent = await openSignedIn(house());
  await strike(agent, 'console.call-next');
  await strike(agent, 'console.start', 'console.transfer');
  await agent.getByRole('dialog', { name: zh('console.transfer.title', { number }) }).waitFor();
  await agent.keyboard.press('b');
  await agent.getByRole('radio', { name: zh('console.why.wrong') }).focus();
  await agent.keyboard.press('1');
  await agent.getByText(zh('console.transfer.corrected', { number, to: '报修' })).waitFor();
  await agent.keyboard.press('Enter');
  await inState(agent, 'idle');
  const [after] = await house().taken();
  expect(after).toMatchObject({ number, service: 'B', state: 'waiting', transfers: [] });
  expect(after?.takenAt).toBe(before?.takenAt);
  expect((await house().api.counter('1')).today?.sentOn ?? 0).toBe(0);
});

test('who cannot hear is called so that it is seen, on every screen', async () => {
  const kiosk = await openKiosk(house());
  await needs(kiosk, zh('kiosk.needs.visibly'));
  const number = await takeAt(kiosk);
  const phone = await openPhone(house(), await tokenOn(kiosk));
  await soon(
    () => phone.getByRole('switch', { name: zh('phone.visibly') }).getAttribute('aria-checked'),
    'true',
  );
  const display = await openDisplay(house());
  const agent = await openSignedIn(house());
  await agent.getByText(zh('console.visibly')).first().waitFor();
  await strike(agent, 'console.call-next');
  await inHand(agent, number).waitFor();
  await phone.getByRole('alert').getByText(number).waitFor();
  await display.getByRole('main').getByText(number).waitFor();
  expect((await house().api.display()).calls[0]).toMatchObject({ number, visibly: true });
  expect(await display.locator('.rim').count()).toBe(1);
});

test('who cannot see is fetched: staff are told, go, and say that it is done', async () => {
  const kiosk = await openKiosk(house());
  await needs(kiosk, zh('kiosk.needs.escort'));
  const agent = await openSignedIn(house());
  const number = await takeAt(kiosk);
  const call = agent.getByText(zh('console.kiosk.escort', { kiosk: 'door', number }));
  await call.waitFor();
  await agent.getByRole('button', { name: zh('console.kiosk.go') }).click();
  await kiosk.getByRole('button', { name: zh('kiosk.staff.coming') }).waitFor();
  expect((await house().api.lobby()).assists).toMatchObject([{ kiosk: 'door', why: 'escort', number }]);
  await agent.getByRole('button', { name: zh('console.kiosk.done') }).click();
  await call.waitFor({ state: 'detached' });
  expect((await house().api.lobby()).assists).toEqual([]);
});

test('who calls staff at the kiosk is answered there', async () => {
  const kiosk = await openKiosk(house());
  const agent = await openSignedIn(house());
  await kiosk.getByRole('button', { name: zh('kiosk.tool.staff') }).click();
  await kiosk.getByRole('dialog', { name: zh('kiosk.staff.called.title') }).waitFor();
  await agent.getByText(zh('console.kiosk.help', { kiosk: 'door' })).waitFor();
  await agent.getByRole('button', { name: zh('console.kiosk.go') }).click();
  await kiosk.getByRole('dialog', { name: zh('kiosk.staff.coming.title') }).waitFor();
  await agent.getByRole('button', { name: zh('console.kiosk.done') }).click();
  await kiosk.getByRole('dialog').waitFor({ state: 'detached' });
  expect((await house().api.lobby()).assists).toEqual([]);
});

test('a group of thirty is one number, and its agent knows how many come', async () => {
  const kiosk = await openKiosk(house());
  await needs(kiosk, zh('kiosk.needs.group'));
  await kiosk.getByRole('heading', { name: zh('kiosk.group.title') }).waitFor();
  await kiosk.getByRole('button', { name: /^8/ }).click();
  const more = kiosk.getByRole('button', { name: zh('kiosk.group.more') });
  for (let people = 8; people < 30; people += 1) await more.click();
  await kiosk.getByRole('button', { name: zh('kiosk.group.done') }).click();
  const number = await takeAt(kiosk);
  expect(await house().taken()).toMatchObject([{ number, size: 30 }]);
  const agent = await openConsole(house());
  expect(await seen(agent.getByText(zh('console.party', { count: 30 })))).toBe(true);
});

test('a lost ticket: found by its service, given again as a copy, and the old address dies', async () => {
  const kiosk = await openKiosk(house());
  const number = await takeAt(kiosk);
  await kiosk.getByText(zh('kiosk.print.printed')).waitFor();
  const phone = await openPhone(house(), await tokenOn(kiosk));
  await phone.getByText(number).first().waitFor();
  const supervisor = await openSupervisor(house(), 'tickets');
  await supervisor.getByRole('button', { name: number, exact: true }).click();
  await begin(supervisor, zh('supervisor.do.reissue'));
  await asked(supervisor).getByText(zh('supervisor.happens.reissue')).waitFor();
  await agree(supervisor, 'supervisor.do.reissue');
  await supervisor.getByText(zh('supervisor.copies', { count: 1 })).waitFor();
  await phone.reload();
  await phone.getByText(zh('error.ticket-unknown.visitor')).waitFor();
  expect(await phone.getByText(number).count()).toBe(0);
  expect(await house().taken()).toMatchObject([{ number, state: 'waiting', copies: 1 }]);
});

describe('the end of the day', () => {
  test('nobody is left over, and the kiosk says that it is over', async () => {
    const kiosk = await openKiosk(house());
    await takeAt(kiosk);
    const phone = await openPhone(house(), await tokenOn(kiosk));
    await phone.getByText(zh('phone.cancel')).waitFor();
    await kiosk
      .getByRole('button', { name: zh('kiosk.done') })
      .or(kiosk.getByRole('button', { name: zh('kiosk.photo.done') }))
      .first()
      .click();
    const supervisor = await openSupervisor(house(), 'hall');
    await begin(supervisor, zh('supervisor.do.close-day'));
    await asked(supervisor)
      .getByText(zh('supervisor.happens.close-day', { count: 1 }))
      .waitFor();
    await agree(supervisor, 'supervisor.do.close-day');
    await asked(supervisor).getByText(zh('supervisor.missing')).waitFor();
    await choose(supervisor, 'rest', 'cancel');
    await agree(supervisor, 'supervisor.do.close-day');
    await kiosk.getByText(zh('kiosk.closed.day-closed')).waitFor();
    await phone.getByText(zh('phone.cancelled')).first().waitFor();
    expect(await house().api.lobby()).toMatchObject({
      day: { closed: true },
      leftOver: [],
      leftOverTotal: 0,
    });
    await begin(supervisor, zh('supervisor.do.reopen-day'));
    await agree(supervisor, 'supervisor.do.reopen-day');
    await card(kiosk, 'A').waitFor();
    expect((await house().api.lobby()).day).toMatchObject({ closed: false });
  });
});

test('a power cut: every number stays, no call is made again, and the lobby goes on where it was', async () => {
  const kiosk = await openKiosk(house());
  const called = await takeAt(kiosk);
  const waiting = (await house().api.take('B', { kiosk: 'wall' })).ticket;
  const [display, phone] = [await openDisplay(house()), await openPhone(house(), waiting.token)];
  const agent = await openSignedIn(house());
  await strike(agent, 'console.call-next');
  await display.getByRole('main').getByText(called).waitFor();
  const { calls: announced } = await house().api.display();
  await house().killHost();
  await phone.getByText(zh('phone.lost', { time: '' })).waitFor();
  await house().startHost();
  await passUntil(phone, phone.getByText(zh('phone.next')));
  // As it is when the whole house was dark: the screens start anew, too.
  await display.reload();
  await display.getByRole('main').getByText(called).waitFor();
  expect(await display.locator('.fresh').count()).toBe(0);
  expect((await house().api.display()).calls).toEqual(announced);
  await inHand(agent, called).waitFor();
  expect((await house().taken()).map(({ number, state, calls }) => [number, state, calls])).toEqual([
    [called, 'called', 1],
    [waiting.number, 'waiting', 0],
  ]);
});
