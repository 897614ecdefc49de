/** The part of the contract that is about what a pad shows and sounds; nothing for one that has no outputs. */
import { describe, expect, it, vi } from 'vitest';
import { padLights } from '../../../drivers/pad/wiring.ts';
import { isSilent, padStatus, type OpenBench, type PadBench, type PadContractTerms } from './bench.ts';

/** Of refusals, until one of them was heard as two sounds. */
const TRIES_MAX = 5;

const isDark = ({ controls }: PadBench) =>
  !controls.isSounding && padLights.every((light) => !controls.lights[light]);

export function switchesLights(terms: PadContractTerms, on: OpenBench): void {
  asks(terms, on);
  answers(terms, on);
}

function asks({ wiring, lacks = [] }: PadContractTerms, on: OpenBench): void {
  const { armed } = wiring.lights;

  describe.skipIf(armed === null)('the light that asks for a press', () => {
    it('goes on and off, and leaves the others alone', async () => {
      const bench = await (await on()).ready();
      expect(isDark(bench)).toBe(true);
      bench.pad.setArmed(true);
      await bench.seen(() => bench.controls.lights.armed);
      expect(bench.controls).toMatchObject({ lights: { thanks: false }, isSounding: false });
      await bench.press(0);
      expect(bench.controls.lights.armed).toBe(true);
      bench.pad.setArmed(false);
      await bench.seen(() => isDark(bench));
    });

    it('is as it should be after a cut, whatever it was before', async () => {
      const bench = await (await on()).ready();
      bench.pad.setArmed(true);
      await bench.seen(() => bench.controls.lights.armed);
      await bench.cut();
      await bench.mend();
      await bench.seen(() => bench.controls.lights.armed);
      await bench.cut();
      bench.pad.setArmed(false);
      await bench.mend();
      await bench.seen(() => isDark(bench));
      expect(bench.presses).toEqual([]);
    });

    it.skipIf(lacks.includes('reset'))('is on again after a reset', async () => {
      const bench = await (await on()).ready();
      bench.pad.setArmed(true);
      await bench.seen(() => bench.controls.lights.armed);
      bench.controls.reset();
      await padStatus(bench.pad, isSilent);
      await bench.ready();
      await bench.seen(() => bench.controls.lights.armed);
      expect(bench.presses).toEqual([]);
    });
  });
}

function answers({ wiring }: PadContractTerms, on: OpenBench): void {
  it.skipIf(wiring.lights.thanks === null)(
    'says thank you for a while, beside the light that asks',
    async () => {
      // Longer than two programs that switch a GPIO line need to start on a busy machine.
      const bench = await (await on({ timing: { thanksMs: 1000 } })).ready();
      bench.pad.setArmed(true);
      bench.pad.thank();
      await bench.seen(() => bench.controls.lights.armed && bench.controls.lights.thanks);
      bench.pad.setArmed(false);
      await bench.seen(() => isDark(bench));
      expect(bench.presses).toEqual([]);
    },
  );

  it.skipIf(wiring.buzzer === null)('sounds once for a thank-you, and twice for a refusal', async () => {
    const bench = await (await on()).ready();
    let sounds = 0;
    let wasSounding = false;
    bench.controls.onChange(() => {
      const { isSounding } = bench.controls;
      if (isSounding && !wasSounding) sounds += 1;
      wasSounding = isSounding;
    });
    bench.pad.thank();
    await bench.seen(() => sounds === 1);
    await bench.seen(() => isDark(bench));
    // On a machine that stands still meanwhile, a program that switches begins too late for the pause between the two.
    const refusals: number[] = [];
    while (refusals.at(-1) !== 2 && refusals.length < TRIES_MAX) {
      sounds = 0;
      bench.pad.refuse();
      await vi.waitUntil(() => sounds === 2, { timeout: 4000, interval: 20 }).catch(() => null);
      await bench.seen(() => isDark(bench));
      refusals.push(sounds);
    }
    expect(refusals.at(-1)).toBe(2);
  });

  it.skipIf(wiring.buzzer === null)('leaves nothing on when it is closed', async () => {
    const bench = await (await on({ timing: { thanksMs: 60_000 } })).ready();
    bench.pad.setArmed(true);
    bench.pad.thank();
    await bench.seen(() => bench.controls.lights.armed && bench.controls.lights.thanks);
    // What is under way is overtaken by what comes last.
    bench.pad.setArmed(false);
    await bench.pad.close();
    await bench.seen(() => isDark(bench));
    expect(bench.controls.lights).toEqual({ armed: false, thanks: false });
  });
}
