/** A printer takes whatever comes, however it is cut. */
import { expect, it } from 'vitest';
import { printerModel, printerModels } from '../../../drivers/printer/models/models.ts';
import { PrinterSimulator } from '../../../drivers/printer/simulator/simulator.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { decoded, textLines } from './decoded.ts';
import { bytes, clearBuffers, graphics, job, keep, printKept, raster } from './paper-bytes.ts';

const models = [...printerModels.entries()];

/** A stream of commands that printers know, with something of everything. */
function someStream(random: () => number): Buffer {
  const one = (...choices: Buffer[]) => choices[Math.floor(random() * choices.length)] ?? Buffer.alloc(0);
  const any = () => Math.floor(random() * 256);
  return Buffer.concat(
    Array.from({ length: 60 }, () =>
      one(
        Buffer.from('Hello, Pharmacy'),
        Buffer.from(Array.from({ length: 9 }, () => 0x80 + Math.floor(any() / 2))),
        bytes('0a'),
        bytes('1c 26 ba a3 c7 f8 1c 2e'),
        bytes('1c 43 01 93 fa'),
        Buffer.of(0x1b, 0x74, any() % 20),
        Buffer.of(0x1d, 0x21, any() & 0x77),
        Buffer.of(0x1b, 0x61, any() % 3),
        raster(1 + (any() % 20), 1 + (any() % 90), any),
        keep('LG'),
        printKept('LG', 2),
        graphics(bytes('30 70 30 01 01 31 08 00 01 00 ff'), true),
        graphics(bytes('30 32')),
        bytes('1d 28 6b 05 00 31 50 30 41 42 1d 28 6b 03 00 31 51 30'),
        bytes('1b 64 02 1b 4a 11 09 1d 56 42 03'),
        job('Ab 1', 'A001'),
      ),
    ),
  );
}

it('makes the same paper of a stream however it is cut', () => {
  const random = seeded(seedOf('decode, cut'));
  for (const [name, model] of models) {
    const stream = someStream(random);
    const whole = decoded(stream, model);
    for (const pieceBytes of [1, 2, 7, 64, 1 + Math.floor(random() * 500)]) {
      expect({ name, pieceBytes, ...decoded(stream, model, pieceBytes) }).toEqual({
        name,
        pieceBytes,
        ...whole,
      });
    }
    expect(whole.items.length).toBeGreaterThan(10);
  }
});

const common = printerModel('escpos-58');

it.each([
  ['a Chinese one', common],
  ['a Japanese one that keeps logos', { ...common, wideFont: 'shift_jis' as const, keepsLogo: true }],
])(
  'takes a million random bytes, and prints the next good job: %s',
  (name, model) => {
    const random = seeded(seedOf(`decode, random bytes, ${name}`));
    const simulator = new PrinterSimulator(model, { pace: 0, random });
    simulator.setFaults({ garbage: true });
    for (let left = 1_000_000; left > 0; left -= 2000)
      simulator.receive(Uint8Array.from({ length: 2000 }, () => Math.floor(random() * 256)));
    expect(simulator.lostBytes).toBe(0);
    // As a driver does after anything that it is not sure of: half a block would swallow what comes next.
    simulator.receive(clearBuffers);
    simulator.receive(Buffer.concat([bytes('1b 40 1d 56 00'), job('Ab 1', 'A001')]));
    expect(textLines(simulator.papers[0]?.items ?? [])).toEqual(['A001']);
  },
  10_000,
);
