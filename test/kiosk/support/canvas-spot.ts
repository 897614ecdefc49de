/** Whether a canvas was drawn again. */
import type { Locator } from 'playwright-core';

/** Leaves a spot on a canvas: it is gone once the canvas is drawn again. */
export const spot = (canvas: Locator): Promise<void> =>
  canvas.evaluate((one) => {
    const pen = one.getContext('2d');
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, 1, 1);
  });

/** What stands where the spot was left. */
export const spotted = (canvas: Locator): Promise<number[]> =>
  canvas.evaluate((one) => [...one.getContext('2d').getImageData(0, 0, 1, 1).data]);
