import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { PadDevice } from '../../../drivers/pad/device.ts';
import { padModels, type PadModelName } from '../../../drivers/pad/models.ts';
import { openPad } from '../../../drivers/pad/open.ts';
import { buttonsOnly } from '../../../drivers/pad/wiring.ts';
import { parseAddress } from '../../../drivers/transport/address.ts';
import { isWell, padStatus } from './bench.ts';

const device = { id: 'pad-1', model: 'firmata', port: 'simulated:?pace=0' } as const satisfies PadDevice;
const names = Object.keys(padModels) as PadModelName[];

describe('pads', () => {
  const schema = Compile(PadDevice);

  it.each(names)('has %s in the schema of the configuration', (model) => {
    expect(schema.Check({ ...device, model })).toBe(true);
  });

  it.each([
    ['an unknown model', { ...device, model: 'makey' }],
    ['an unknown key', { ...device, speed: 1 }],
    ['no port', { ...device, port: undefined }],
  ])('refuses %s', (_name, value) => {
    expect(schema.Check(value)).toBe(false);
  });

  it.each(names)(
    'opens a simulated %s through the whole wire, and the child that all pads share',
    async (model) => {
      const { pad, simulator } = openPad({ ...device, model, wiring: buttonsOnly([2, 3]) });
      const pressed = new Promise<number>((resolve) => pad.onPress(({ button }) => resolve(button)));
      await padStatus(pad, isWell);
      simulator?.tap(1);
      expect(await pressed).toBe(1);
      await pad.close();
      expect(pad.status.problem).toBe('disconnected');
    },
  );

  const wired = { ...device, wiring: buttonsOnly([2]) };

  it('says what is wrong with a port', () => {
    expect(() => openPad({ ...wired, port: 'gipo' })).toThrow(/port "gipo": begins with no kind of port/);
  });

  it('goes on trying where there is no pad, and closes at once', async () => {
    const { pad, simulator } = openPad({ ...wired, port: 'serial:/dev/none' });
    const { portFault } = await padStatus(pad, (status) => status.portFault !== null);
    expect(portFault).toMatch(/ENOENT/);
    expect(simulator).toBeNull();
    await pad.close();
  });

  it.each([
    ['serial:/dev/ttyACM0', 57_600],
    ['serial:/dev/ttyACM0?baudRate=115200', 115_200],
  ])('takes the speed of the model where the port does not say one: %s', (port, baudRate) => {
    expect(parseAddress(port, padModels.firmata)).toMatchObject({ kind: 'serial', baudRate });
  });
});
