import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { printerModels } from '../../../drivers/printer/models/models.ts';
import { PrinterDevice } from '../../../drivers/printer/device.ts';
import { openPrinter } from '../../../drivers/printer/open.ts';
import { statusOf } from './status-of.ts';
import { shortPaper, shortTicket } from './documents.ts';

const device = {
  id: 'front',
  model: 'escpos-58',
  port: 'simulated:?pace=0',
} as const satisfies PrinterDevice;

describe('printers', () => {
  const schema = Compile(PrinterDevice);

  it.each([...printerModels.keys()])('has %s in the schema of the configuration', (model) => {
    expect(schema.Check({ ...device, model })).toBe(true);
  });

  it.each([
    ['an unknown model', { ...device, model: 'star' }],
    ['an unknown key', { ...device, speed: 1 }],
    ['an id that is none', { ...device, id: 'Front 1' }],
    ['an empty port', { ...device, port: '' }],
  ])('refuses %s', (_, value) => {
    expect(schema.Check(value)).toBe(false);
  });

  it('opens a simulated printer through the whole wire', async () => {
    const { printer, simulator } = openPrinter(device);
    // Without waiting for it to open.
    expect(await printer.print(shortTicket('A001'))).toMatchObject({ state: 'printed', proof: 'confirmed' });
    expect(simulator?.papers[0]?.items).toEqual(shortPaper('A001'));
    await printer.close();
  });

  it('says what is wrong with a port', () => {
    expect(() => openPrinter({ ...device, port: 'lpt1' })).toThrow(
      /port "lpt1": begins with no kind of port/,
    );
  });

  it('goes on trying where there is no printer, and closes at once', async () => {
    const { printer } = openPrinter({ ...device, port: 'usb:/dev/usb/none' });
    expect(printer.status.problem).toBe('disconnected');
    await printer.close();
    const { printer: remote } = openPrinter({ ...device, port: 'tcp://127.0.0.1:1' });
    const fails = await remote.print(shortTicket('A001'));
    expect(fails).toEqual({ state: 'failed', problem: 'disconnected' });
    await remote.close();
    expect((await statusOf(remote, () => true)).connected).toBe(false);
  });
});
