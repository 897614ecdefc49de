import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { PadDevice } from '../../../drivers/pad/device.ts';
import { openPad, padDrivers } from '../../../drivers/pad/open.ts';
import { parseAddress } from '../../../drivers/transport/address.ts';
import { isWell, padStatus } from './contract.ts';

const device = {
  id: 'pad-1',
  counter: '1',
  model: 'firmata',
  port: 'simulated:?pace=0',
  pins: [2, 3],
} as const satisfies PadDevice;

describe('pads', () => {
  const schema = Compile(PadDevice);
  const { pins: _, ...withoutPins } = device;

  it.each(Object.keys(padDrivers))('has %s in the schema of the configuration', (model) => {
    expect(schema.Check({ ...device, model })).toBe(true);
    expect(schema.Check({ ...withoutPins, model })).toBe(true);
  });

  it.each([
    ['an unknown model', { ...device, model: 'makey' }],
    ['an unknown key', { ...device, speed: 1 }],
    ['no counter', { ...device, counter: undefined }],
    ['no pins at all', { ...device, pins: [] }],
    ['a pin twice', { ...device, pins: [2, 2] }],
    ['the serial port as a pin', { ...device, pins: [1] }],
    ['a pin that an Uno has not', { ...device, pins: [20] }],
    ['eleven pins', { ...device, pins: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }],
  ])('refuses %s', (_name, value) => {
    expect(schema.Check(value)).toBe(false);
  });

  it('opens a simulated pad through the whole wire, and the child that all pads share', async () => {
    const { pad, simulator } = openPad(device);
    const pressed = new Promise<number>((resolve) => pad.onPress(resolve));
    await padStatus(pad, isWell);
    simulator?.tap(1);
    expect(await pressed).toBe(1);
    await pad.close();
    expect(pad.status.problem).toBe('disconnected');
  });

  it('says what is wrong with a port', () => {
    expect(() => openPad({ ...device, port: 'gpio' })).toThrow(/port "gpio": begins with no kind of port/);
  });

  it('goes on trying where there is no pad, and closes at once', async () => {
    const { pad, simulator } = openPad({ ...device, port: 'serial:/dev/none' });
    const { portFault } = await padStatus(pad, (status) => status.portFault !== null);
    expect(portFault).toMatch(/ENOENT/);
    expect(simulator).toBeNull();
    await pad.close();
  });

  it.each([
    ['serial:/dev/ttyACM0', 57_600],
    ['serial:/dev/ttyACM0?baudRate=115200', 115_200],
  ])('takes the speed of the model where the port does not say one: %s', (port, baudRate) => {
    expect(parseAddress(port, padDrivers.firmata.model)).toMatchObject({ kind: 'serial', baudRate });
  });
});
