/** Networks that are slow, or lose an answer. */
import type { Page } from 'playwright-core';

/** Holds back what the page asks there until it is let go. */
export async function slow(page: Page, path: string): Promise<{ letGo: () => void; asked: Promise<void> }> {
  const [free, asked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.route(`**/api/v1/${path}`, async (route) => {
    asked.resolve();
    await free.promise;
    await route.continue();
  });
  return { letGo: () => free.resolve(), asked: asked.promise };
}

/** The host does what is asked there, once, and its answer gets lost on the way back. */
export async function losingOneAnswer(page: Page, path: string): Promise<void> {
  await page.route(
    `**/api/v1/${path}`,
    async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
}

/** From now on the page hears nothing but this view, again and again: what happens since stays unknown to it. */
export async function deafen(page: Page, view: object): Promise<void> {
  const body = `event: snapshot\nid: 1\ndata: ${JSON.stringify(view)}\n\n`;
  await page.route('**/api/v1/live/**', (route) => route.fulfill({ contentType: 'text/event-stream', body }));
  await page.reload();
}
