/** On a serial port and with the timing of every day: how soon a pad is known to be gone, and to be back. */
import { mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PadProcess } from '../../../drivers/pad/child/process.ts';
import { FirmataSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import { KeptPad } from '../../../drivers/pad/kept-pad.ts';
import { padModels } from '../../../drivers/pad/models.ts';
import type { PadStatus } from '../../../drivers/pad/pad.ts';
import { buttonsOnly } from '../../../drivers/pad/wiring.ts';
import { parseAddress } from '../../../drivers/transport/address.ts';
import { openTransport } from '../../../drivers/transport/open-transport.ts';
import { PtyPair } from '../rigs.ts';
import { isCut, isSilent, isWell, padStatus } from './bench.ts';

const wiring = buttonsOnly([2, 3]);
const soonMs = 5000;

/** How long it takes, in ms. */
async function msUntil(pad: KeptPad, isSo: (status: PadStatus) => boolean): Promise<number> {
  const startMs = performance.now();
  await padStatus(pad, isSo);
  return performance.now() - startMs;
}

const press = (pad: KeptPad, simulator: FirmataSimulator, button: number) =>
  new Promise((resolve) => {
    pad.onPress((heard) => resolve(heard.button));
    simulator.setButton(button, true);
  });

describe.concurrent('a pad on a serial port', () => {
  const child = new PadProcess();
  let leave: () => Promise<void>;
  let directory: string;
  beforeAll(async () => {
    ({ leave } = child.join());
    directory = await mkdtemp(join(tmpdir(), 'alive-'));
  });
  afterAll(async () => {
    await leave();
    await rm(directory, { recursive: true });
  });

  /** A port with a name of its own, which leads to wherever the board is. */
  async function plugged(name: string, simulator: FirmataSimulator) {
    const room = await mkdtemp(join(directory, name));
    const pair = new PtyPair(room, simulator);
    await pair.start();
    const path = join(directory, `usb-${name}`);
    // As udev does it: the new name takes the place of the old one.
    await symlink(pair.hostPath, `${path}.new`);
    await rename(`${path}.new`, path);
    return { path, pair };
  }

  const padAt = (path: string) =>
    new KeptPad('firmata', wiring, openTransport(parseAddress(`serial:${path}`, padModels.firmata)), {
      process: child,
    });

  it('that falls silent is found within 5 s, and heard soon after it is back', async () => {
    const simulator = new FirmataSimulator(wiring);
    const { path, pair } = await plugged('silent', simulator);
    const pad = padAt(path);
    await padStatus(pad, isWell);
    simulator.setFaults({ hung: true });
    expect(await msUntil(pad, isSilent)).toBeLessThan(soonMs);
    simulator.setFaults({ hung: false });
    expect(await msUntil(pad, isWell)).toBeLessThan(soonMs);
    expect(await press(pad, simulator, 1)).toBe(1);
    await pad.close();
    await pair.stop();
  });

  it('that was reset without a word is found within 5 s, and set up again', async () => {
    const simulator = new FirmataSimulator(wiring, { reportsItself: false });
    const { path, pair } = await plugged('reset', simulator);
    const pad = padAt(path);
    await padStatus(pad, isWell);
    simulator.reset();
    expect(await msUntil(pad, isSilent)).toBeLessThan(soonMs);
    expect(await msUntil(pad, isWell)).toBeLessThan(soonMs);
    expect(await press(pad, simulator, 0)).toBe(0);
    await pad.close();
    await pair.stop();
  });

  it('that is plugged in elsewhere is found under its name', async () => {
    const simulator = new FirmataSimulator(wiring);
    const first = await plugged('moved', simulator);
    const pad = padAt(first.path);
    await padStatus(pad, isWell);
    const cut = msUntil(pad, isCut);
    await first.pair.stop();
    expect(await cut).toBeLessThan(soonMs);
    const second = await plugged('moved', simulator);
    expect(second.pair.hostPath).not.toBe(first.pair.hostPath);
    expect(await msUntil(pad, isWell)).toBeLessThan(soonMs);
    expect(await press(pad, simulator, 0)).toBe(0);
    await pad.close();
    await second.pair.stop();
  });

  it('that got another board in its place is called the wrong one within 5 s', async () => {
    const first = await plugged('other', new FirmataSimulator(wiring));
    const pad = new KeptPad(
      'firmata',
      buttonsOnly([2, 54]),
      openTransport(parseAddress(`serial:${first.path}`, padModels.firmata)),
      { process: child },
    );
    expect(await msUntil(pad, ({ problem }) => problem === 'wrong-device')).toBeLessThan(soonMs);
    await pad.close();
    await first.pair.stop();
  });
});
