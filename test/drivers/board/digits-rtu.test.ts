import { describe, expect, it } from 'vitest';
import type { BoardContent } from '../../../drivers/board/board.ts';
import type { BoardAnswer, BoardCodec } from '../../../drivers/board/codec.ts';
import { digitsCodec } from '../../../drivers/board/digits/codec.ts';
import {
  answers,
  encodeRtu,
  readRegisters,
  requests,
  RtuParser,
  writeRegisters,
  type RtuFrame,
} from '../../../drivers/board/digits/rtu.ts';
import { boardModels } from '../../../drivers/board/models.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { fixture, hex } from '../hex.ts';

const seed = seedOf('digits-rtu');

const golden = fixture('../board/modbus.hex');
const four = digitsCodec(boardModels.dm56a04, 1);
const six = digitsCodec(boardModels.dm36b06, 2);

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const acknowledged: BoardAnswer = { kind: 'acknowledged' };
const refused = (isDamaged: boolean): BoardAnswer => ({ kind: 'refused', isDamaged });
const shown = '01 10 00 00 00 04 c1 ca';

/** The frames that a part of the codec is sent in; empty for one with nothing to send. */
function framesOf(
  codec: BoardCodec,
  text: string,
  brightness: number | null = null,
  isBlinkLit = true,
): string[] {
  const content: BoardContent = { rows: [{ runs: [{ text, colour: 'red', blink: true }] }] };
  return codec
    .paint({ content, brightness, isBlinkLit })
    .map(({ bytes: part }, index) =>
      part.length === 0 ? '' : hex(codec.encode(new Map([[index, part]])).frame),
    );
}

/** What has been found, with bytes in pieces of so many. */
function found(parser: RtuParser, all: Uint8Array, pieceBytes = 1): RtuFrame[] {
  const frames: RtuFrame[] = [];
  for (let at = 0; at < all.length; at += pieceBytes)
    frames.push(...parser.push(all.subarray(at, at + pieceBytes)));
  return frames;
}

const codes = (all: readonly RtuFrame[]) => all.map(({ address, code, data }) => [address, code, hex(data)]);

const heard = (text: string, codec = four) => codec.newReader().push(bytes(text));

describe('Modbus-RTU frames', () => {
  it.each([1, 2, 3, 7, 1000])(
    'reads the golden frames in pieces of %i bytes, each in its direction',
    (size) => {
      const heardByDisplays = found(new RtuParser(requests), golden, size);
      expect(codes(heardByDisplays)).toEqual([
        [0x11, 0x10, '00 01 00 02 04 00 0a 01 02'],
        [0x11, 0x03, '00 6b 00 03'],
        [0, 0x06, '40 00 00 02'],
        [1, 0x10, '00 00 00 04 08 00 41 00 30 00 31 00 32'],
        [2, 0x10, '00 00 00 06 0c 00 62 00 31 00 32 00 33 00 20 00 20'],
        [1, 0x10, '00 09 00 01 02 00 04'],
        [1, 0x03, '00 00 00 01'],
      ]);
      const heardByTheHost = found(new RtuParser(answers), golden, size);
      expect(codes(heardByTheHost)).toEqual([
        [0x11, 0x10, '00 01 00 02'],
        [0x11, 0x03, '06 ae 41 56 52 43 40'],
        [1, 0x10, '00 00 00 04'],
        [2, 0x10, '00 00 00 06'],
        [1, 0x10, '00 09 00 01'],
        [1, 0x03, '02 00 41'],
        [1, 0x90, '02'],
        [1, 0x90, '06'],
        [1, 0x83, '01'],
      ]);
      const again = [...heardByDisplays, ...heardByTheHost].map((frame) => hex(encodeRtu(frame)));
      for (const frame of again) expect(hex(golden)).toContain(frame);
    },
  );

  it('writes the golden frames', () => {
    expect(hex(writeRegisters(0x11, 1, [10, 0x0102]))).toBe('11 10 00 01 00 02 04 00 0a 01 02 c6 f0');
    expect(hex(readRegisters(0x11, 0x6b, 3))).toBe('11 03 00 6b 00 03 76 87');
  });

  it(`brings any registers back, frames full of A5 and 5A among them, seed ${seed}`, () => {
    const random = seeded(seed);
    const parser = new RtuParser(requests);
    for (let round = 0; round < 500; round++) {
      const value = () => (random() < 0.5 ? 0xa55a : Math.floor(random() * 0x10000));
      const values = Array.from({ length: 1 + Math.floor(random() * 27) }, value);
      const frame = writeRegisters(1 + Math.floor(random() * 247), Math.floor(random() * 0x10000), values);
      expect(parser.push(frame).map((one) => hex(encodeRtu(one)))).toContain(hex(frame));
    }
  });

  it(`finds a request after a million bytes of rubbish, seed ${seed}`, () => {
    const random = seeded(seed);
    const parser = new RtuParser(requests);
    const rubbish = Buffer.alloc(1_000_000).map(() => Math.floor(random() * 256));
    // For all addresses together: a CRC of 16 bits finds one now and then that nobody has sent.
    expect(found(parser, rubbish, 4096).length).toBeLessThan(10);
    const frame = writeRegisters(1, 0, [0x41]);
    expect(parser.push(frame).map((one) => hex(encodeRtu(one)))).toContain(hex(frame));
  });

  it('finds a frame that holds another one', () => {
    const inner = readRegisters(1, 0, 1);
    const outer = writeRegisters(2, 0, [
      inner.readUInt16BE(0),
      inner.readUInt16BE(2),
      inner.readUInt16BE(4),
      inner.readUInt16BE(6),
    ]);
    expect(new RtuParser(requests).push(outer).map((one) => hex(encodeRtu(one)))).toEqual([
      hex(inner),
      hex(outer),
    ]);
  });

  it('finds no frame in half of one after a reset', () => {
    const parser = new RtuParser(answers);
    parser.push(bytes(shown).subarray(0, 5));
    parser.reset();
    expect(parser.push(bytes(shown).subarray(5))).toEqual([]);
  });
});

describe('digits on the wire', () => {
  it('are sent in golden frames', () => {
    expect(framesOf(four, 'A012')).toEqual(['01 10 00 00 00 04 08 00 41 00 30 00 31 00 32 77 60', '']);
    expect(framesOf(six, 'B123')).toEqual([
      '02 10 00 00 00 06 0c 00 62 00 31 00 32 00 33 00 20 00 20 f5 6e',
      '',
    ]);
    expect(hex(four.ping ?? Buffer.alloc(0))).toBe('01 03 00 00 00 01 84 0a');
  });

  it('are cut where they end, and dark while they blink, and when they are off', () => {
    const [dark] = framesOf(four, '');
    expect(framesOf(four, 'A0123')).toEqual(framesOf(four, 'A012'));
    expect(framesOf(four, 'A012', null, false)[0]).toBe(dark);
    expect(framesOf(four, 'A012', 0)).toEqual([dark, '']);
  });

  it.each([
    [1, 1],
    [7, 1],
    [50, 4],
    [100, 8],
  ])('are as bright as %i %%, which is level %i', (percent, level) => {
    const [lit, light] = framesOf(four, 'A012', percent);
    expect(lit).toBe(framesOf(four, 'A012')[0]);
    expect(light).toBe(hex(writeRegisters(1, 9, [level])));
  });

  it('go before anything else while somebody is called, and are repainted, unlike their light', () => {
    const content: BoardContent = { rows: [{ runs: [], urgent: true }] };
    const [digits, light] = four.paint({ content, brightness: 50, isBlinkLit: true });
    expect([digits?.urgent, digits?.isKept, light?.urgent, light?.isKept]).toEqual([
      true,
      undefined,
      undefined,
      true,
    ]);
  });
});

describe('answers of digits', () => {
  it.each([
    ['they are shown', shown, [acknowledged]],
    ['they are dimmed', '01 10 0009 0001 d1cb', [acknowledged]],
    ['somebody is there', '01 03 02 0041 7874', [acknowledged]],
    ['no such register', '01 90 02 cdc1', [refused(false)]],
    ['no such function', '01 83 01 80f0', [refused(false)]],
    ['busy', '01 90 06 cc02', [refused(true)]],
    ['a damaged CRC', '01 10 0000 0004 c1cb', []],
    ['a damaged address', '03 10 0000 0004 c1ca', []],
    ['of another display', hex(encodeRtu({ address: 2, code: 0x10, data: bytes('00000004') })), []],
    ['of other registers', hex(encodeRtu({ address: 1, code: 0x10, data: bytes('00010004') })), []],
    ['of more registers', hex(encodeRtu({ address: 1, code: 0x10, data: bytes('00000006') })), []],
    ['more than was asked', hex(encodeRtu({ address: 1, code: 0x03, data: bytes('0400410042') })), []],
    ['nothing at all', '', []],
    ['after noise', `00 ff 01 10 01 03 02 01 ${shown}`, [acknowledged]],
    ['after what looks like a longer frame', `01 03 fa 01 10 01 90 02 cdc1`, [refused(false)]],
    ['twice', `${shown} ${shown}`, [acknowledged, acknowledged]],
  ])('%s', (_, text, expected) => {
    expect(heard(text)).toEqual(expected);
    const bit = four.newReader();
    expect([...bytes(text)].flatMap((byte) => bit.push(Uint8Array.of(byte)))).toEqual(expected);
  });

  it('forget half an answer when a turn begins', () => {
    const reader = four.newReader();
    reader.push(bytes(shown).subarray(0, 6));
    reader.reset();
    expect([reader.push(bytes(shown).subarray(6)), reader.push(bytes(shown))]).toEqual([[], [acknowledged]]);
  });

  it('are told from the echo of what was sent, at every address', () => {
    const mistaken: string[] = [];
    for (let address = 1; address <= 247; address++) {
      for (const model of [boardModels.dm56a04, boardModels.dm36b06]) {
        const codec = digitsCodec(model, address);
        const sent = ['A012', 'ZZZZZZ', ''].flatMap((text) =>
          [1, 100].flatMap((percent) => framesOf(codec, text, percent)),
        );
        const answer = encodeRtu({ address, code: 0x10, data: bytes(`0000 000${model.digits}`) });
        for (const frame of [...sent, hex(codec.ping ?? Buffer.alloc(0))]) {
          const heardAll = codec.newReader().push(Buffer.concat([bytes(frame), answer]));
          if (heardAll.length !== 1) mistaken.push(frame);
        }
      }
    }
    expect(mistaken).toEqual([]);
  });

  it(`are found after a million bytes of rubbish, seed ${seed}`, () => {
    const random = seeded(seed);
    const reader = four.newReader();
    let invented = 0;
    for (let at = 0; at < 1_000_000; at += 1000)
      invented += reader.push(Buffer.alloc(1000).map(() => Math.floor(random() * 256))).length;
    expect(invented).toBeLessThan(2);
    expect(reader.push(bytes(shown))).toEqual([acknowledged]);
  });
});
