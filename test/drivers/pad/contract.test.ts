import { describe, expect, it } from 'vitest';
import { FirmataSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import { padModels } from '../../../drivers/pad/models.ts';
import type { PadWiring } from '../../../drivers/pad/wiring.ts';
import { PadProcess } from '../../../drivers/pad/child/process.ts';
import { inProcess, overPty, overTcp, transportTo, type RigMaker } from '../rigs.ts';
import { atOnce, isSilent, onRig, PadBench, padStatus } from './bench.ts';
import { padContract, realPadContract } from './contract.ts';

/** Buttons and lights on the same ports of the board, and an analog pin. */
const wiring: PadWiring = { buttons: [2, 3, 7, 8, 14], lights: { armed: 4, thanks: 12 }, buzzer: 11 };

const firmata = (makeRig: RigMaker) => ({
  family: 'firmata' as const,
  wiring,
  wrongPin: 54,
  stand: onRig(() => new FirmataSimulator(wiring, atOnce), makeRig),
});

padContract('Firmata in this process', firmata(inProcess));
padContract('Firmata over TCP', firmata(overTcp));
padContract('Firmata on a serial port', firmata(overPty('serial')));

describe('a Firmata board that starts without a word', () => {
  it('is set up again after a reset', async () => {
    const child = new PadProcess();
    const stand = onRig(() => new FirmataSimulator(wiring, { reportsItself: false }), inProcess)();
    const bench = await (await PadBench.on({ family: 'firmata', wiring }, stand, child)).ready();
    await bench.press(0);
    bench.controls.reset();
    await padStatus(bench.pad, isSilent);
    await bench.ready();
    await bench.press(1);
    expect(bench.presses).toEqual([0, 1]);
    await bench.close();
  });
});

/** Such as serial:/dev/ttyACM0. Nobody has to press anything; what hangs on the pins of lights is switched. */
const realPort = process.env['TEST_PAD_PORT'];
if (realPort !== undefined)
  realPadContract(`at ${realPort}`, 'firmata', wiring, () => transportTo(realPort, null, padModels.firmata));
