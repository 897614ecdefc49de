import jsqr from 'jsqr';
import type { Locator } from 'playwright-core';

const pixelsPerModule = 4;

/** Reads a code as a telephone would, from the path that was drawn, white all around. */
export async function readQr(code: Locator): Promise<string | undefined> {
  const side = Number((await code.getAttribute('viewBox'))?.split(' ')[2]) * pixelsPerModule;
  const path = (await code.locator('path').getAttribute('d')) ?? '';
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, left, top, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let y = 0; y < pixelsPerModule; y += 1) {
      const start = (Number(top) * pixelsPerModule + y) * side + Number(left) * pixelsPerModule;
      for (let x = 0; x < Number(run) * pixelsPerModule; x += 1)
        pixels.fill(0, (start + x) * 4, (start + x) * 4 + 3);
    }
  }
  return jsqr.default(pixels, side, side)?.data;
}
