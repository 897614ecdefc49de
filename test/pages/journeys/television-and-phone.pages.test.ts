/** The television and the visitor's telephone before their host: both say what is true now, or since when they do not know. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { TakenTicket } from '../../../firmware-host/messages/views.ts';
import { say, seen, zh } from '../../kiosk/support/stage.ts';
import { openDisplay, openPhone, openSignedIn, strike } from './support/devices.ts';
import { houseWithPages } from './support/house.ts';
import { losingOneAnswer, slow } from './support/network.ts';
import { passUntil, passUntilGone } from './support/patience.ts';

const house = houseWithPages();
type Ticket = TakenTicket['ticket'];
const take = async (service = 'A'): Promise<Ticket> =>
  (await house().api.take(service, { kiosk: 'wall', language: 'zh-CN' })).ticket;
const act = (...deeds: readonly string[]) =>
  deeds.reduce<Promise<unknown>>(
    (before, deed) => before.then(() => house().api.act('1', deed)),
    Promise.resolve(),
  );
const signIn = () => house().api.act('1', 'sign-in', { agent: 'agent-1' });
const stateOf = async ({ id }: Ticket) => (await house().taken()).find((one) => one.id === id)?.state;

const banner = (page: Page) => page.getByRole('main');

describe('the television', () => {
  test('shows who is called and where to, then in the rows who was called before', async () => {
    const page = await openDisplay(house());
    const [first, second] = [await take(), await take('B')];
    await page.getByText('缴费').waitFor();
    const agent = await openSignedIn(house());
    await strike(agent, 'console.call-next');
    await banner(page).getByText(first.number).waitFor();
    expect(await banner(page).innerText()).toContain('1');
    await strike(agent, 'console.start', 'console.finish', 'console.call-next');
    await banner(page).getByText(second.number).waitFor();
    await page
      .getByRole('list', { name: zh('display.before') })
      .getByText(first.number)
      .waitFor();
    expect((await house().api.display()).calls.slice(0, 2).map(({ number }) => number)).toEqual([
      second.number,
      first.number,
    ]);
  });

  test('says since when it knows nothing, keeps what it knew, and goes on by itself', async () => {
    const [first, second] = [await take(), await take()];
    await signIn();
    await act('call-next');
    const page = await openDisplay(house());
    await banner(page).getByText(first.number).waitFor();
    await house().killHost();
    await passUntil(page, page.getByText(zh('display.stale', { time: '' })));
    expect(await banner(page).innerText()).toContain(first.number);
    await house().startHost();
    await passUntilGone(page, page.getByText(zh('display.stale', { time: '' })));
    expect(await page.locator('.fresh').count()).toBe(0);
    await act('start', 'finish', 'call-next');
    expect(await seen(banner(page).getByText(second.number))).toBe(true);
  });

  test('is taken over by a warning, and has its calls back when that is withdrawn', async () => {
    const ticket = await take();
    await signIn();
    const page = await openDisplay(house());
    await page.getByText('缴费').waitFor();
    const notice = { kind: 'emergency', texts: { 'zh-CN': '小心地滑', en: 'Wet floor' } };
    await house().api.must('notices', notice, 201);
    await page.getByRole('alert').getByText('小心地滑').waitFor();
    await act('call-next');
    await page.getByRole('contentinfo').getByText(ticket.number).waitFor();
    const [posted] = (await house().api.lobby()).notices;
    await house().api.ask('DELETE', `/api/v1/notices/${posted?.id}`);
    expect(await seen(banner(page).getByText(ticket.number))).toBe(true);
    expect(await page.getByText('小心地滑').count()).toBe(0);
  });
});

describe('the telephone', () => {
  test('goes with its visitor from the queue to the counter and home, and shows nobody else', async () => {
    const [other, own] = [await take('B'), await take()];
    const page = await openPhone(house(), own.token);
    await page.getByText(own.number).first().waitFor();
    await page.getByText(zh('phone.near')).first().waitFor();
    await signIn();
    await act('call-next');
    await page.getByText(zh('phone.next')).first().waitFor();
    await act('start', 'finish', 'call-next');
    await page
      .getByRole('alert')
      .getByText(zh('phone.called', { counter: zh('counter.name', { id: '1' }) }))
      .waitFor();
    expect(await page.locator('body').innerText()).not.toContain(other.number);
    await act('start');
    await page.getByText(zh('phone.serving')).first().waitFor();
    await act('finish');
    expect(await seen(page.getByText(zh('phone.finished')))).toBe(true);
  });

  test('of an address that nobody knows says so, and where to go', async () => {
    const page = await openPhone(house(), 'nobody-knows-this-token');
    expect(await seen(page.getByRole('alert').getByText(zh('error.ticket-unknown.visitor')))).toBe(true);
  });

  test('giving up is asked about first, and done once, though its answer gets lost', async () => {
    const ticket = await take();
    const page = await openPhone(house(), ticket.token);
    const cancel = page.getByRole('button', { name: zh('phone.cancel') });
    await cancel.click();
    await page.getByRole('button', { name: zh('phone.cancel.no') }).click();
    await cancel.click();
    await losingOneAnswer(page, 'tickets/*/cancel');
    await page
      .getByRole('group')
      .getByRole('button', { name: zh('phone.cancel') })
      .click();
    await passUntil(page, page.getByText(zh('phone.cancelled')));
    expect(await page.getByText(zh('phone.unreachable')).count()).toBe(0);
    expect(await stateOf(ticket)).toBe('cancelled');
  });

  test('what has become impossible meanwhile is refused in words', async () => {
    const [own] = [await take(), await take(), await take()];
    const page = await openPhone(house(), own.token);
    await page.getByRole('button', { name: zh('phone.cancel') }).click();
    const { letGo, asked } = await slow(page, 'tickets/*/cancel');
    await page
      .getByRole('group')
      .getByRole('button', { name: zh('phone.cancel') })
      .dblclick();
    await asked;
    await page.getByText(zh('phone.sending')).waitFor();
    await signIn();
    await act('call-next', 'start');
    letGo();
    await page.getByRole('alert').getByText(zh('error.ticket-in-service.visitor')).waitFor();
    expect(await stateOf(own)).toBe('serving');
  });

  test('says while the host is away how old its news is, and goes on when it is back', async () => {
    const ticket = await take();
    const page = await openPhone(house(), ticket.token);
    await page.getByText(zh('phone.next')).waitFor();
    await house().killHost();
    await page.getByText(zh('phone.lost', { time: '' })).waitFor();
    expect(await page.getByText(ticket.number).count()).toBeGreaterThan(0);
    await house().startHost();
    await passUntilGone(page, page.getByText(zh('phone.lost', { time: '' })));
    await signIn();
    await act('call-next');
    expect(await seen(page.getByRole('alert').getByText(ticket.number))).toBe(true);
  });

  test('ten changes of the language, of this telephone alone', async () => {
    const ticket = await take();
    const page = await openPhone(house(), ticket.token);
    const ring = ['en', 'zh-TW', 'zh-CN'] as const;
    for (let turn = 0; turn < 10; turn += 1) {
      const language = ring[turn % ring.length] ?? 'en';
      await page.getByRole('button', { name: say(language, `language.${language}`) }).click();
    }
    await page.getByText(say('en', 'phone.next')).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect((await house().taken())[0]?.language).toBe('zh-CN');
  });
});
