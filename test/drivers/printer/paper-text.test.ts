/** Papers in a terminal, and the keys of their printer. */
import { describe, expect, it } from 'vitest';
import { printerModels } from '../../../drivers/printer/models/models.ts';
import { paperAsText } from '../../../drivers/printer/simulator/paper-text.ts';
import { printerKind } from '../../../drivers/simulate/printer.ts';
import { decoded } from './decoded.ts';
import { ask, bytes, job, raster } from './paper-bytes.ts';

const shown = (stream: Buffer) =>
  paperAsText({ id: 7, done: true, bytes: 99, lengthDots: 0, items: decoded(stream, 32).items }, 32).split(
    '\n',
  );

describe('a paper in a terminal', () => {
  it('is as wide as the printer, with large text spaced out', () => {
    const text = bytes('1c 26 1b 61 01 1d 21 10 ba a3 41 0a 1d 21 00 1b 61 02 42 0a 1b 64 03');
    expect(shown(text)).toEqual([
      '+ paper 7, 99 bytes -------------+',
      `| ${' '.repeat(13)}海  A `,
      `| ${' '.repeat(31)}B`,
      '| ',
      `+${'-'.repeat(32)}+`,
      '',
    ]);
  });

  it('shows an image as a box of its size', () => {
    expect(shown(Buffer.concat([bytes('1b 61 01'), raster(24, 96, () => 0xff)])).slice(1, -2)).toEqual([
      `| ${' '.repeat(8)}+--------------+`,
      `| ${' '.repeat(8)}|              |`,
      `| ${' '.repeat(8)}| 192 × 96     |`,
      `| ${' '.repeat(8)}+--------------+`,
    ]);
    expect(shown(raster(1, 1, () => 0xff)).slice(1, -2)).toEqual(['| +-+', '| | |', '| +-+']);
  });
});

describe('the keys of a simulated printer', () => {
  const faults = {
    p: 'paperOut',
    n: 'nearEnd',
    c: 'coverOpen',
    j: 'cutterJam',
    e: 'printerError',
    g: 'garbage',
    b: 'xoff',
    h: 'hung',
    u: 'cableCut',
  };

  it.each(Object.entries(faults))('%s makes and mends %s', (key, fault) => {
    const printer = printerKind.make('escpos-58');
    expect(printer.press(key)).toBe(`faults: ${fault}`);
    expect(printer.press(key)).toBe('faults: none');
    expect(printer.keyHelp).toMatch(new RegExp(`(^|, )${key} `));
  });

  it.each(['z', 'constructor', ''])('"%s" does nothing', (key) => {
    expect(printerKind.make('escpos-58').press(key)).toBeNull();
  });

  it('x switches it off and on, r puts a new roll in', () => {
    const printer = printerKind.make('escpos-58');
    printer.press('j');
    printer.press('j');
    const answers: number[] = [];
    printer.device.onSend((sent) => answers.push(...sent));
    printer.device.receive(ask.printer);
    expect(printer.press('x')).toBe('switched off and on');
    printer.device.receive(ask.printer);
    printer.press('p');
    printer.device.receive(ask.printer);
    expect(printer.press('r')).toBe('a new roll');
    printer.device.receive(ask.printer);
    expect(answers).toEqual([0x1a, 0x12, 0x1a, 0x12]);
    expect(printer.press('z')).toBeNull();
  });

  it.each(printerKind.models)('there is a %s', (model) => {
    const printer = printerKind.make(model);
    expect(printer.title).toBe(printerModels.get(model)?.title);
    printer.device.receive(job('Ab 1', 'A001'));
  });

  it('knows every model, the usual one first', () => {
    expect(printerKind.models[0]).toBe('escpos-58');
    expect(printerKind.models.toSorted()).toEqual([...printerModels.keys()].toSorted());
  });
});
