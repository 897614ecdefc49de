import type { Page } from 'playwright-core';

/** What a face keeps free below its letters may hang out of a button; its letters may not. */
const roomBelowPx = 4;

/** Lines that are wider than what they stand in, and buttons too low for theirs. */
export const overflowing = (page: Page): Promise<string[]> =>
  page.locator('button, .wait, .title, h3, dd').evaluateAll(
    (parts, room) =>
      parts.flatMap((part) => {
        const low = part.matches('button') && part.scrollHeight > part.clientHeight + room;
        return low || part.scrollWidth > part.clientWidth ? [part.outerHTML] : [];
      }),
    roomBelowPx,
  );
