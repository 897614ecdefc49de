/** The lab, open before a browser. */
import type { Page } from 'playwright-core';
import type { LabView } from '../../../firmware-host/messages/lab.ts';
import { labView } from './lab-view.ts';
import type { OpenOptions, Stage } from './stage.ts';
import { displayView } from './views.ts';

/** Answers every press with the view that is shown, until the test knows better. */
export async function openLab(
  stage: Stage,
  change: Partial<LabView> = {},
  options: OpenOptions = {},
): Promise<Page> {
  const { host } = stage;
  host.show('lab', labView(change));
  host.show('display', displayView());
  host.answer(() => ({ status: 200, body: labView(change) }));
  const page = await stage.open('/lab', { width: 1440, height: 900, ...options });
  await page.locator('foyer-traffic h2').waitFor();
  return page;
}

/** What the page has asked for: path and body, in order. */
export const askedOf = ({ host }: Stage): [string, unknown][] =>
  host.posts.map(({ path, body }) => [path, body]);
