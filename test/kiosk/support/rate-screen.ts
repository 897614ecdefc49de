/** A counter's screen, open before a browser. */
import type { Locator, Page } from 'playwright-core';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { RateView, VisitToRate } from '../../../firmware-host/messages/pad.ts';
import type { RatingView } from '../../../firmware-host/messages/views.ts';
import type { Answer } from './host.ts';
import { rateView, visitToRate } from './rate-view.ts';
import { say, type Stage } from './stage.ts';

export const tablet = { width: 1280, height: 800 };

export const showVisit = ({ host }: Stage, visit: VisitToRate | null, change: Partial<RateView> = {}): void =>
  host.show('counters/3/rate', rateView(visit, change));

export async function openRate(
  stage: Stage,
  visit: VisitToRate | null,
  change: Partial<RateView> = {},
): Promise<Page> {
  showVisit(stage, visit, change);
  const page = await stage.open('/rate/3', tablet);
  await page.locator('.frame:not(.wait)').waitFor();
  return page;
}

/** Which of its screens stands. */
export const stand = (page: Page, name: string): Locator => page.locator(`.frame.${name}`);

export const title = (page: Page, key: TextKey): Locator =>
  page.locator('h1', { hasText: say('zh-CN', key) });

const withWord = (page: Page, key: TextKey) => ({ has: page.getByText(say('zh-CN', key), { exact: true }) });

/** A score or a reason. */
export const choice = (page: Page, key: TextKey): Locator =>
  page.locator('.choices button', withWord(page, key));

export const foot = (page: Page, key: TextKey): Locator => page.locator('.foot button', withWord(page, key));

export const rated = (change: Partial<RatingView> = {}): Answer => ({
  status: 201,
  body: { counted: true, flag: null, reasons: [], ...change } satisfies RatingView,
});

export const ratedLow = (): Answer => rated({ reasons: rateView(null).reasons });

export const reasonGiven: Answer = { status: 201, body: { reason: 'speed' } };

/** The question after a low score that was given on the screen. */
export async function openReasons(stage: Stage): Promise<Page> {
  const page = await openRate(stage, visitToRate());
  stage.host.answer(ratedLow);
  await choice(page, 'rating.poor').click();
  await title(page, 'rate.reason').waitFor();
  stage.host.posts.length = 0;
  stage.host.answer(() => reasonGiven);
  return page;
}
