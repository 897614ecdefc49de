/**
 * What every pad keeps to, whatever its family and its wire: call `padContract` with a stand of the family (`bench.ts`). What
 * the tests do to the pad, they do by hand (`PadControls`); what they see, they see through the driver and a child process.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PadProcess } from '../../../drivers/pad/child/process.ts';
import { KeptPad } from '../../../drivers/pad/kept-pad.ts';
import type { PadModel } from '../../../drivers/pad/models.ts';
import { defaultTiming } from '../../../drivers/pad/timing.ts';
import type { PadWiring } from '../../../drivers/pad/wiring.ts';
import type { Transport } from '../../../drivers/transport/transport.ts';
import { isWell, PadBench, padStatus, type OpenBench, type PadContractTerms } from './bench.ts';
import { hearsButtons, knowsStuckButtons } from './contract-buttons.ts';
import { switchesLights } from './contract-lights.ts';
import { survivesTroubles } from './contract-troubles.ts';

export function padContract(name: string, terms: PadContractTerms): void {
  // Side by side, since most of their time is a pad's: one child holds them all, as in a host, whatever the others go through.
  describe.concurrent(`button pad, ${name}`, () => {
    const child = new PadProcess();
    const benches: PadBench[] = [];
    let leave: () => Promise<void>;
    beforeAll(() => void ({ leave } = child.join()));
    afterAll(async () => {
      await Promise.all(benches.map((bench) => bench.close()));
      await leave();
    });
    const on: OpenBench = async (options) => {
      const bench = await PadBench.on(terms, await terms.stand(), child, options);
      benches.push(bench);
      return bench;
    };

    hearsButtons(terms, on);
    knowsStuckButtons(terms, on);
    switchesLights(terms, on);
    survivesTroubles(terms, on);
  });
}

/** What can be tried on a real pad without a hand on it. */
export function realPadContract(
  name: string,
  family: PadModel['family'],
  wiring: PadWiring,
  makeTransport: () => Transport,
): void {
  describe(`button pad, ${name}`, () => {
    it('is set up, has its lights switched, and presses nothing by itself', async () => {
      const pad = new KeptPad(family, wiring, makeTransport());
      let presses = 0;
      pad.onPress(() => (presses += 1));
      await padStatus(pad, isWell);
      pad.setArmed(true);
      pad.thank();
      pad.refuse();
      // Time to ask twice, and to be answered.
      await expect
        .poll(() => pad.status, { timeout: 3 * defaultTiming.askMs, interval: defaultTiming.askMs })
        .toMatchObject({ connected: true, problem: null, stuck: [] });
      pad.setArmed(false);
      expect(presses).toBe(0);
      await pad.close();
    });
  });
}
