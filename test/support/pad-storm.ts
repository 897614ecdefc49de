/** Fingers on many pads at once, as fast as people press and no faster than a button can be pressed. */
import { setTimeout as pause } from 'node:timers/promises';
import type { SimulatedPad } from '../../drivers/pad/simulated-pad.ts';

/** A finger is on a button for as long, and the next ones come then. */
const TICK_MS = 10;

/**
 * Presses buttons in turn, a different one at each pad, so that no button has its turn again before all others.
 * @param perSecond at most; above 100 a multiple of that
 * @returns of each pad, the buttons in the order in which they were pressed
 */
export async function storm(
  pads: readonly SimulatedPad[],
  { presses, perSecond }: { presses: number; perSecond: number },
): Promise<number[][]> {
  const pressed = pads.map((): number[] => []);
  const perTick = Math.max(1, Math.round((perSecond * TICK_MS) / 1000));
  const startMs = performance.now();
  for (let done = 0; done < presses;) {
    const up: (() => void)[] = [];
    for (let n = 0; n < perTick && done < presses; n += 1, done += 1) {
      const place = done % pads.length;
      const pad = pads[place];
      // Each pad in an order of its own.
      const button =
        (Math.floor(done / pads.length) * (place % 2 === 0 ? 1 : 3)) % (pad?.buttons.length ?? 1);
      pad?.setButton(button, true);
      up.push(() => pad?.setButton(button, false));
      pressed[place]?.push(button);
    }
    await pause(TICK_MS);
    for (const lift of up) lift();
    while (performance.now() < startMs + (done * 1000) / perSecond) await pause(1);
  }
  return pressed;
}
