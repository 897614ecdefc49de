/** The agent's console before its host: a visit by keyboard, and everything that may come between. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { say, seen, zh } from '../../kiosk/support/stage.ts';
import {
  inHand,
  inState,
  keyOf,
  openConsole,
  openKiosk,
  openSignedIn,
  strike,
  takeAt,
} from './support/devices.ts';
import { houseWithPages } from './support/house.ts';
import { deafen, slow } from './support/network.ts';
import { soon } from './support/patience.ts';

const house = houseWithPages();
const take = async (): Promise<string> => (await house().api.take('A', { kiosk: 'wall' })).ticket.number;
const states = async (): Promise<readonly string[]> => (await house().taken()).map(({ state }) => state);
const press = (page: Page, ...keys: readonly string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

test('a visit from the call to the end, by keyboard alone', async () => {
  const page = await openSignedIn(house());
  const number = await takeAt(await openKiosk(house(), 'wall'));
  await page.getByText(number).first().waitFor();
  await strike(page, 'console.call-next');
  await inHand(page, number).waitFor();
  await strike(page, 'console.recall');
  await soon(async () => (await house().taken())[0]?.calls, 2);
  await strike(page, 'console.start');
  await inState(page, 'serving');
  await strike(page, 'console.finish');
  await inState(page, 'idle');
  expect(await house().taken()).toMatchObject([
    { number, state: 'finished', calls: 2, counter: { id: '1' } },
  ]);
  expect((await house().api.lobby()).counters[0]).toMatchObject({ served: 1, number: null });
});

describe('two consoles at one counter', () => {
  test('see the same, whoever presses', async () => {
    const first = await openSignedIn(house());
    const second = await openConsole(house());
    await inState(second, 'idle');
    await second.getByText(zh('console.shared')).waitFor();
    const number = await take();
    await keyOf(second, 'console.call-next').click();
    await inHand(first, number).waitFor();
    await strike(first, 'console.start');
    await inState(second, 'serving');
    await strike(second, 'console.finish');
    expect(await inState(first, 'idle')).toBe(true);
    expect(await states()).toEqual(['finished']);
  });

  test('that call at the same moment call one visitor', async () => {
    const pages = [await openSignedIn(house()), await openConsole(house())];
    await Promise.all(pages.map((page) => inState(page, 'idle')));
    const [number] = [await take(), await take()];
    await Promise.all(pages.map((page) => page.getByText(number).first().waitFor()));
    await Promise.all(pages.map((page) => press(page, 'F2')));
    await Promise.all(pages.map((page) => inHand(page, number).waitFor()));
    expect(await states()).toEqual(['called', 'waiting']);
  });

  test('of two commands that do not go together, the later one is refused in words', async () => {
    await openSignedIn(house());
    await take();
    await house().api.act('1', 'call-next');
    const stale = await openConsole(house());
    await deafen(stale, await house().api.counter('1'));
    await house().api.act('1', 'start');
    await strike(stale, 'console.no-show');
    expect(await seen(stale.getByText(zh('error.ticket-not-called.staff')))).toBe(true);
    expect(await states()).toEqual(['serving']);
  });
});

test('a double tap calls one visitor', async () => {
  const page = await openSignedIn(house());
  const [number] = [await take(), await take()];
  await page.getByText(number).first().waitFor();
  await keyOf(page, 'console.call-next').dblclick();
  await inState(page, 'called');
  expect(await states()).toEqual(['called', 'waiting']);
});

test('over a slow network a press is taken once, however often the key is hit', async () => {
  const page = await openSignedIn(house());
  const [number] = [await take(), await take()];
  await page.getByText(number).first().waitFor();
  const { letGo, asked } = await slow(page, 'counters/1/call-next');
  await press(page, 'F2', 'F2', 'F2');
  await asked;
  letGo();
  await inState(page, 'called');
  expect(await states()).toEqual(['called', 'waiting']);
});

test('the host goes in the middle of a visit: the same visitor is there, through a reload too, and ends once', async () => {
  const page = await openSignedIn(house());
  const number = await take();
  await house().api.act('1', 'call-next');
  await strike(page, 'console.start');
  await inState(page, 'serving');
  await house().killHost();
  await page.getByText(zh('site.reconnecting')).waitFor();
  await inHand(page, number).waitFor();
  await strike(page, 'console.finish');
  await page.getByText(zh('console.retrying')).waitFor();
  await house().startHost();
  await inState(page, 'idle');
  expect(await states()).toEqual(['finished']);
  await page.reload();
  expect(await inState(page, 'idle')).toBe(true);
  expect((await house().taken())[0]).toMatchObject({ number, calls: 1 });
});

test('without paper, staff see who has none and say that it is done', async () => {
  await house().api.must('lab/printers/paper/faults', { paperOut: true });
  const { ticket } = await house().api.take('A', { kiosk: 'door' });
  const page = await openSignedIn(house());
  await page.getByRole('button', { name: zh('console.print-problems', { count: 1 }) }).click();
  const papers = page.getByRole('dialog', { name: zh('console.papers') });
  await papers.getByText(ticket.number, { exact: true }).first().waitFor();
  await papers.getByRole('button', { name: zh('console.papers.done') }).click();
  await papers.getByText(zh('console.papers.none')).waitFor();
  expect((await house().api.lobby()).printProblems).toBe(0);
  await house().api.must('lab/printers/paper/faults', { paperOut: false });
});

test('ten changes of the language, and the agent keeps the last one', async () => {
  const page = await openSignedIn(house());
  const ring = ['en', 'zh-TW', 'zh-CN'] as const;
  for (let turn = 0; turn < 10; turn += 1) {
    const language = ring[turn % ring.length] ?? 'en';
    await page.getByRole('button', { name: say(language, `language.${language}`) }).click();
  }
  await page.getByRole('button', { name: say('en', 'console.call-next') }).waitFor();
  await page.reload();
  expect(await seen(page.getByRole('button', { name: say('en', 'console.call-next') }))).toBe(true);
});
