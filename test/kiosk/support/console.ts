/** The agent's console at counter 3. */
import type { Locator, Page } from 'playwright-core';
import type { CounterView } from '../../../firmware-host/messages/counter.ts';
import type { Answer } from './host.ts';
import type { Stage } from './stage.ts';

export const consoleSize = { width: 1280, height: 720 };

export const ok = (view: CounterView): Answer => ({ status: 200, body: view });

/** The key of that name on the right. */
export const key = (page: Page, name: string): Locator => page.locator('.acts button', { hasText: name });

export async function consoleOn(stage: Stage, view: CounterView, locale = 'zh-CN'): Promise<Page> {
  stage.host.show('counters/3', view);
  const page = await stage.open('/counter?counter=3', { ...consoleSize, locale });
  await page.locator('.acts').waitFor();
  return page;
}
