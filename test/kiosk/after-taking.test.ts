/** Television and telephone when the day does not go by the book. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { CallView, DisplayView, FollowView } from '../../firmware-host/messages/views.ts';
import { refusal } from './support/host.ts';
import { say, seen, stageForTests } from './support/stage.ts';
import { counterName, displayView, names, notice, now } from './support/views.ts';
import { followView } from './support/follow-view.ts';

const stage = stageForTests();

const slippery = names('小心地滑', '小心地滑', 'Slippery floor');
const door = names('北门关闭，请走东门', '北門關閉，請走東門', 'North door closed, please use the east door');
const drill = names(
  '大厅二层消防演练，上午十点至十点半暂停办理，请在一层等候，听从工作人员安排',
  '大廳二層消防演練，上午十點至十點半暫停辦理，請在一層等候，聽從工作人員安排',
  'Fire drill on the second floor from 10:00 to 10:30. Service is paused; please wait on the ground floor.',
);

/** Texts that stand outside of the picture, or of the block that they are in. */
const outside = (page: Page, texts: string, block: string): Promise<string[]> =>
  page.locator(texts).evaluateAll(
    (parts, within) =>
      parts.flatMap((part) => {
        const box = part.getBoundingClientRect();
        const room = part.closest(within)?.getBoundingClientRect();
        const fits =
          room !== undefined &&
          box.left >= room.left &&
          box.right <= room.right + 1 &&
          box.top >= room.top - 1 &&
          box.bottom <= room.bottom + 1;
        return fits ? [] : [part.outerHTML];
      }),
    block,
  );

const call = (position: number, number: string, visibly: boolean): CallView => ({
  position,
  at: now,
  number,
  service: 'A',
  counter: counterName('2'),
  times: 1,
  visibly,
});
async function open(
  change: Partial<DisplayView>,
  { language = 'zh-CN', upright = false } = {},
): Promise<Page> {
  stage.host.show('display', displayView(change));
  const size = upright ? { width: 1080, height: 1920 } : { width: 1920, height: 1080 };
  const page = await stage.open(`/display?language=${language}`, size);
  await page.locator('.frame:not(.starting)').waitFor();
  return page;
}

describe('display', () => {
  test('notices take turns in the lowest line, each in both languages', async () => {
    const page = await open({ notices: [notice('a', 'ordinary', slippery), notice('b', 'ordinary', door)] });
    await page.locator('.foot .notice').waitFor();
    const said = new Set<string>();
    for (let turn = 0; turn < 6; turn += 1) {
      said.add((await page.locator('.foot .notice').innerText()).trim());
      await page.clock.runFor(8000);
    }
    for (const text of ['小心地滑', 'Slippery floor', '北门关闭，请走东门', 'please use the east door'])
      expect(said).toContain(text);
    expect(await outside(page, '.foot .notice span', '.foot .notice')).toEqual([]);
  });

  test.each([
    ['zh-CN', false],
    ['en', false],
    ['zh-TW', true],
    ['en', true],
  ])('an emergency is all there is but the call in hand: %s, upright %s', async (language, upright) => {
    const emergencies = [notice('a', 'emergency', drill), notice('b', 'emergency', door)];
    const page = await open({ notices: emergencies }, { language, upright });
    await page.locator('.band', { hasText: 'A023' }).waitFor();
    expect(await page.locator('.banner, .waiting').count()).toBe(0);
    expect(await outside(page, '.warning h1, .warning p', '.warning')).toEqual([]);
    expect(await outside(page, '.detail h1, .detail p', '.detail')).toEqual([]);
    stage.host.show('display', displayView());
    expect(await seen(page.locator('.banner', { hasText: 'A023' }))).toBe(true);
  });

  test('in an evacuation nothing is called', async () => {
    const page = await open({ evacuation: true });
    await page.locator('.warning', { hasText: say('zh-CN', 'site.evacuation') }).waitFor();
    expect(await page.getByText('A023').count()).toBe(0);
  });

  test('a call to whom cannot hear it frames the picture, and flashes on in its row', async () => {
    const page = await open({ calls: [call(1, 'A001', true)] });
    await page.locator('.banner', { hasText: 'A001' }).waitFor();
    expect(await page.locator('.rim').count()).toBe(0);
    stage.host.show('display', displayView({ calls: [call(2, 'A002', true), call(1, 'A001', true)] }));
    await page.locator('.rim').waitFor();
    stage.host.show('display', displayView({ calls: [call(3, 'A003', false), call(2, 'A002', true)] }));
    await page.locator('.earlier .flash', { hasText: 'A002' }).waitFor();
    expect(await page.locator('.rim').count()).toBe(0);
  });
});

const button = (page: Page, name: string) => page.getByRole('button', { name });

describe('telephone', () => {
  const size = { width: 390, height: 844 };
  async function follow(change: Partial<FollowView>): Promise<Page> {
    stage.host.show('tickets/tok', followView(change));
    const page = await stage.open('/t/tok', size);
    await page.locator('.number', { hasText: 'A023' }).waitFor();
    return page;
  }
  test.each([
    ['held', { counter: counterName('3') }, '准备好后，请直接回到 3 号窗口'],
    ['parked', { parkedUntil: '2026-11-19T07:20:00.000Z' }, '为您留号到 15:20'],
    ['cancelled', {}, '号码已取消'],
  ] as const)('%s is said', async (state, change, words) => {
    const page = await follow({ state, actions: [], ...change });
    await page.getByText(words).waitFor();
    expect(await page.locator('.actions button:not([role=switch]), .stops').count()).toBe(0);
  });

  test('a number is given up after a question, and kept on no', async () => {
    const page = await follow({});
    await button(page, say('zh-CN', 'phone.cancel')).click();
    await page.getByText(say('zh-CN', 'phone.cancel.title', { number: 'A023' })).waitFor();
    await button(page, say('zh-CN', 'phone.cancel.no')).click();
    await button(page, say('zh-CN', 'phone.cancel')).click();
    stage.host.answer(() => ({ status: 200, body: followView({ state: 'cancelled', actions: [] }) }));
    await page.locator('.panel .danger').click();
    await expect.poll(() => stage.host.posts.map(({ path }) => path)).toEqual(['tickets/tok/cancel']);
    stage.host.show('tickets/tok', followView({ state: 'cancelled', actions: [] }));
    expect(await seen(page.getByText(say('zh-CN', 'phone.cancelled')))).toBe(true);
  });

  test('others go first, by one or by three; a refusal is said in words', async () => {
    const page = await follow({});
    await button(page, say('zh-CN', 'phone.postpone')).click();
    stage.host.answer(() => refusal('ticket-not-waiting', 409));
    await button(page, say('zh-CN', 'phone.postpone.places', { count: 3 })).click();
    await page.getByText(say('zh-CN', 'error.ticket-not-waiting.visitor')).waitFor();
    expect(stage.host.posts).toMatchObject([{ path: 'tickets/tok/postpone', body: { places: 3 } }]);
  });

  test('who was missed comes back with one touch', async () => {
    const page = await follow({ state: 'no-show', actions: ['return'] });
    await page.getByText(say('zh-CN', 'phone.no-show.return')).waitFor();
    stage.host.answer(() => ({ status: 200, body: followView() }));
    await button(page, say('zh-CN', 'phone.return')).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => stage.host.posts.map(({ path }) => path)).toEqual(['tickets/tok/return']);
  });

  test('what the lobby has to say stands above, an emergency as one', async () => {
    const page = await follow({
      notices: [notice('a', 'emergency', slippery), notice('b', 'ordinary', door)],
    });
    await page.locator('.notice.emergency', { hasText: '小心地滑' }).waitFor();
    expect(await seen(page.locator('.notice.ordinary', { hasText: '请走东门' }))).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(size.width);
  });
});
