/** Eight pads that share one child, pressed 50 times a second: none lost, none doubled. */
import { describe, expect, it } from 'vitest';
import { PadProcess } from '../../../drivers/pad/child/process.ts';
import { FirmataSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import { buttonsOnly } from '../../../drivers/pad/wiring.ts';
import { inProcess } from '../rigs.ts';
import { onRig, PadBench } from './bench.ts';

const pads = 8;
const wiring = buttonsOnly([2, 3, 4, 5, 6]);
const everyMs = 20;
const presses = 100;
/** From the shortest tap to a slow finger. */
const tapMs = [3, 1, 30, 80, 7];

describe('eight pads in a rush', () => {
  it('tell every press once, in the order of each pad, and with rising times', async () => {
    const child = new PadProcess();
    const stand = onRig(() => new FirmataSimulator(wiring), inProcess);
    const benches: PadBench[] = [];
    for (let pad = 0; pad < pads; pad++)
      benches.push(await PadBench.on({ family: 'firmata', wiring }, stand(), child));
    await Promise.all(benches.map((bench) => bench.ready()));

    const pressed: number[][] = benches.map(() => []);
    let made = 0;
    let left = presses;
    await new Promise<void>((resolve) => {
      const told = () => void (--left === 0 && resolve());
      for (const { pad } of benches) pad.onPress(told);
      const fingers = setInterval(() => {
        const pad = made % pads;
        const button = Math.floor(made / pads) % wiring.buttons.length;
        benches[pad]?.controls.tap(button, tapMs[made % tapMs.length]);
        pressed[pad]?.push(button);
        if (++made === presses) clearInterval(fingers);
      }, everyMs);
    });
    // Another press of each pad is told after all of those before it, so after a double too.
    for (const [pad, bench] of benches.entries()) {
      const last = wiring.buttons.length - 1;
      const told = bench.pressOf(last);
      await bench.release(0);
      await told;
      pressed[pad]?.push(last);
    }

    expect(benches.map((bench) => bench.presses)).toEqual(pressed);
    for (const { told } of benches) {
      const times = told.map(({ monoMs }) => monoMs);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
    }
    for (const bench of benches) await bench.close();
  });
});
