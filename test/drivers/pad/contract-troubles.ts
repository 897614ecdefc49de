/** The part of the contract that is about cables, resets and noise. */
import { expect, it } from 'vitest';
import { isSilent, padStatus, type OpenBench, type PadContractTerms } from './bench.ts';

export function survivesTroubles({ wiring, wrongPin, lacks = [] }: PadContractTerms, on: OpenBench): void {
  it('comes back after a cut, with a button that is still held', async () => {
    const bench = await (await on()).ready();
    await bench.press(0);
    await bench.cut();
    bench.controls.setButton(1, true);
    await bench.mend();
    await bench.press(2);
    expect(bench.presses).toEqual([0, 2]);
  });

  it.skipIf(lacks.includes('hung'))(
    'says that a hung pad does not answer, and comes back with it',
    async () => {
      const bench = await (await on()).ready();
      bench.controls.setFaults({ hung: true });
      bench.controls.setButton(0, true);
      await padStatus(bench.pad, isSilent);
      bench.controls.setFaults({ hung: false });
      await bench.ready();
      await bench.press(1);
      expect(bench.presses).toEqual([1]);
    },
  );

  it.skipIf(lacks.includes('reset'))('sets a pad up again that was reset', async () => {
    const bench = await (await on()).ready();
    await bench.press(0);
    bench.controls.reset();
    await padStatus(bench.pad, isSilent);
    await bench.ready();
    await bench.press(1);
    expect(bench.presses).toEqual([0, 1]);
  });

  it.skipIf(wrongPin === null)('says that a pad lacks a button', async () => {
    const [first = 0] = wiring.buttons;
    const bench = await on({ wiring: { ...wiring, buttons: [first, wrongPin ?? 0] } });
    await padStatus(bench.pad, ({ problem }) => problem === 'wrong-device');
    await bench.cut();
    expect(bench.presses).toEqual([]);
  });

  it.skipIf(lacks.includes('garbage'))('counts garbage, and hears presses in it and after it', async () => {
    const bench = await (await on()).ready();
    bench.controls.setFaults({ garbage: true });
    for (const button of [0, 1, 2]) await bench.press(button);
    await padStatus(bench.pad, ({ noiseBytes }) => noiseBytes > 0);
    bench.controls.setFaults({ garbage: false });
    await bench.press(3);
    expect(bench.presses).toEqual([0, 1, 2, 3]);
  });
}
