/** The contract of pads on GPIO lines: simulated, and through the programs of both versions. */
import { globSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { GpioSimulator } from '../../../drivers/pad/gpio/simulator.ts';
import { KeptPad } from '../../../drivers/pad/kept-pad.ts';
import { buttonsOnly, outputsOf, type PadWiring } from '../../../drivers/pad/wiring.ts';
import { gpioOpener } from '../../../drivers/transport/gpio/opener.ts';
import { openTransport } from '../../../drivers/transport/open-transport.ts';
import { ReconnectingTransport } from '../../../drivers/transport/reconnecting.ts';
import type { OpenOnce } from '../../../drivers/transport/transport.ts';
import { ChipPad } from '../../support/gpio/chip-pad.ts';
import type { GpiodVersion } from '../../support/gpio/options.ts';
import { GpioStandIn } from '../../support/gpio/stand-in.ts';
import { inProcess, type Rig } from '../rigs.ts';
import { atOnce, isWell, onRig, padStatus, type PadStand } from './bench.ts';
import { padContract, realPadContract } from './contract.ts';

const wiring: PadWiring = { buttons: [17, 27, 22, 23, 24], lights: { armed: 12, thanks: 13 }, buzzer: 16 };

// A line that a chip lacks is said by its port, which does not open then.
const terms = { family: 'gpio', wiring, wrongPin: null } as const;

padContract('GPIO simulated in this process', {
  ...terms,
  stand: onRig(() => new GpioSimulator(wiring, atOnce), inProcess),
});

/** Long enough for a program to start while the machine is busy. */
const settleMs = 300;

const lines = { inputs: wiring.buttons, outputs: outputsOf(wiring) };

async function throughPrograms(version: GpiodVersion): Promise<PadStand> {
  const standIn = await GpioStandIn.start(version);
  const { chip } = standIn;
  const open = gpioOpener({ kind: 'gpio', label: null }, lines, { env: standIn.env, settleMs });
  const openOnce: OpenOnce = async (events, signal) => {
    const { promise: closed, resolve: end } = Promise.withResolvers<void>();
    const heard = { ...events, closed: (reason: string) => (end(), events.closed(reason)) };
    const connection = await open(heard, signal);
    // Version 1 does not say so, and this machine may be slow; who presses before loses it.
    await Promise.race([closed, chip.until(() => lines.inputs.every((line) => chip.pidOf(line) !== null))]);
    return connection;
  };
  const transport = () =>
    new ReconnectingTransport('gpio:', openOnce, { backoff: { firstMs: 20, maxMs: 50 } });
  const pad = new ChipPad(wiring, chip, atOnce);
  const plug = async (): Promise<Rig> => ({
    transport: transport(),
    another: transport,
    cut: async () => pad.setFaults({ cableCut: true }),
    mend: async () => pad.setFaults({ cableCut: false }),
    close: () => standIn.close(),
  });
  return { controls: pad, plug };
}

for (const version of ['1.6.3', '2.2.1'] as const)
  padContract(`GPIO through the programs of libgpiod ${version}`, {
    ...terms,
    // Its programs have no noise, are not reset, and whether one of them hangs nobody can see.
    lacks: ['hung', 'reset', 'garbage'],
    stand: () => throughPrograms(version),
  });

/**
 * On a real chip: TEST_GPIO_CHIP is its label, such as pinctrl-rp1, or of a chip that the kernel's gpio-sim makes (configfs,
 * Documentation/admin-guide/gpio/gpio-sim.rst). TEST_GPIO_LINES are its buttons, such as 17,27,22; on a real header nothing
 * has to be connected, nobody has to press anything, and no output is driven. The lines of gpio-sim are pressed by their
 * `pull` files, which needs root.
 */
const label = process.env['TEST_GPIO_CHIP'];
const buttons = (process.env['TEST_GPIO_LINES'] ?? '17,27').split(',').map(Number);
const realTransport = () =>
  openTransport({ kind: 'gpio', label: label ?? null }, { gpio: { inputs: buttons, outputs: [] } });

if (label !== undefined) realPadContract(`GPIO at ${label}`, 'gpio', buttonsOnly(buttons), realTransport);

const simulatedLines = '/sys/devices/platform/gpio-sim.*/gpiochip*/sim_gpio';
const pulls = label === undefined ? [] : buttons.flatMap((line) => globSync(`${simulatedLines}${line}/pull`));

describe.skipIf(label === undefined || pulls.length !== buttons.length)('GPIO of the kernel gpio-sim', () => {
  it('tells every press once, in order', async () => {
    const pad = new KeptPad('gpio', buttonsOnly(buttons), realTransport());
    const presses: number[] = [];
    pad.onPress(({ button }) => presses.push(button));
    await padStatus(pad, isWell);
    for (const [button, pull] of pulls.entries()) {
      await writeFile(pull, 'pull-down');
      await writeFile(pull, 'pull-up');
      await vi.waitUntil(() => presses.length > button);
    }
    expect(presses).toEqual([...buttons.keys()]);
    await pad.close();
  });
});
