/** The part of the contract that is about fingers and contacts. */
import { describe, expect, it } from 'vitest';
import { monoNow } from '../../../drivers/pad/child/mono-now.ts';
import { isStuck, isWell, padStatus, type OpenBench, type PadContractTerms } from './bench.ts';

export function hearsButtons({ wiring }: PadContractTerms, on: OpenBench): void {
  const all = [...wiring.buttons.keys()];

  it('tells every press once, in order, with its time', async () => {
    const bench = await (await on()).ready();
    let earliestMs = monoNow();
    for (const button of all) {
      const { monoMs } = await bench.press(button);
      const nowMs = monoNow();
      // A wire may have its own clock, which tells a moment at which the contact had been closed for some ms.
      expect(monoMs).toBeGreaterThan(earliestMs - 50);
      expect(monoMs).toBeLessThanOrEqual(nowMs);
      earliestMs = nowMs;
    }
    for (const button of all) bench.controls.setButton(button, false);
    expect(bench.presses).toEqual(all);
  });

  it('tells a press of a held button once, and its next one', async () => {
    const bench = await (await on()).ready();
    await bench.press(0);
    await bench.press(1);
    await bench.release(0);
    await bench.press(0);
    expect(bench.presses).toEqual([0, 1, all.length - 1, 0]);
  });

  it('tells taps of 3 ms and shorter', async () => {
    const bench = await (await on()).ready();
    for (const [button, ms] of [3, 1, 0].entries()) {
      const told = bench.pressOf(button);
      bench.controls.tap(button, ms);
      await told;
    }
    const told = bench.pressOf(3);
    bench.controls.setButton(3, true);
    bench.controls.setButton(3, false);
    await told;
    expect(bench.presses).toEqual([0, 1, 2, 3]);
  });

  it('tells one press of a contact that chatters, at its press and at its release', async () => {
    const bench = await (await on()).ready();
    bench.controls.setFaults({ chatter: true });
    await bench.press(0);
    await bench.release(0);
    await bench.press(1);
    await bench.release(1);
    bench.controls.setFaults({ chatter: false });
    await bench.press(2);
    expect(bench.presses.filter((button) => button < 3)).toEqual([0, 1, 2]);
  });

  it('tells no press of a button that is down at the start, and its next one', async () => {
    const bench = await (await on({ down: 0 })).ready();
    await bench.press(1);
    await bench.release(0);
    await bench.press(0);
    expect(bench.presses).toEqual([1, all.length - 1, 0]);
  });
}

export function knowsStuckButtons({ lacks = [] }: PadContractTerms, on: OpenBench): void {
  const timing = { stuckMs: 150 };

  describe('with a button that does not come up', () => {
    it('says so, hears the others, and trusts it again once it has come up', async () => {
      const bench = await (await on({ timing })).ready();
      bench.controls.setFaults({ stuck: 0 });
      expect(await padStatus(bench.pad, isStuck)).toMatchObject({ connected: true, stuck: [0] });
      bench.controls.tap(1, 5);
      await bench.pressOf(1);
      bench.controls.setFaults({ stuck: null });
      expect(await padStatus(bench.pad, isWell)).toMatchObject({ stuck: [] });
      const told = bench.pressOf(0);
      bench.controls.tap(0, 5);
      await told;
      expect(bench.presses).toEqual([0, 1, 0]);
    });

    it.skipIf(lacks.includes('held-at-start'))(
      'says so of one that was down at the start, which is no press',
      async () => {
        const bench = await on({ timing, down: 2 });
        expect(await padStatus(bench.pad, isStuck)).toMatchObject({ stuck: [2] });
        expect(bench.presses).toEqual([]);
      },
    );
  });
}
