import { describe, expect, it } from 'vitest';
import { AlphaReader, encodeAnswer } from '../../../drivers/board/alpha/answer.ts';
import { encodePacket, isFor, PacketParser, type Parsed } from '../../../drivers/board/alpha/packet.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { fixture, hex } from '../hex.ts';

const seed = seedOf('alpha-packet');

const golden = fixture('../board/alpha.hex');

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

const told = (parsed: Parsed): string =>
  parsed.kind === 'packet'
    ? `${parsed.to} ${JSON.stringify(parsed.data.toString('latin1'))}`
    : `${parsed.to} damaged ${parsed.status.toString(16)}`;

/** Bytes among which those with a meaning are as frequent as all the others. */
function rubbish(random: () => number, length: number): Buffer {
  const special = [0x00, 0x01, 0x02, 0x03, 0x04, 0x06, 0x15, 0x1b];
  const byte = () =>
    random() < 0.5 ? special[Math.floor(random() * special.length)] : Math.floor(random() * 256);
  return Buffer.from(Array.from({ length }, () => byte() ?? 0));
}

describe('Alpha packets', () => {
  it.each([1, 2, 7, 1000])(
    'reads the golden packets in pieces of %i bytes, and writes them alike',
    (size) => {
      const parser = new PacketParser();
      const packets: Parsed[] = [];
      for (let at = 0; at < golden.length; at += size)
        packets.push(...parser.push(golden.subarray(at, at + size)));
      expect(packets.map(told)).toEqual([
        String.raw`Z00 "AA\u001b&aA012"`,
        'Z00 "AAHELLO"',
        'Z1A "A0"',
        'Z1A "E.SUA"',
        'Z1A "Es1"',
        'Z1A "E/0002"',
        String.raw`Z1A "AA\u001b\"b\u001e1\u001c1A\u001c2\u00071012\u00070\u001b&a\u001e1\u001c3>3"`,
      ]);
      const again = packets.map((parsed) =>
        parsed.kind === 'packet'
          ? encodePacket(parseInt(parsed.to.slice(1), 16), parsed.data)
          : Buffer.alloc(0),
      );
      expect(hex(Buffer.concat(again))).toBe(hex(golden));
    },
  );

  it.each([
    ['without a sum', '01 5a3030 02 4130 04', 'Z00 "A0"'],
    ['with another sum', '01 5a3030 02 4130 03 30303737 04', 'Z00 damaged 50'],
    ['with half a sum', '01 5a3030 02 4130 03 3030 04', 'Z00 damaged 50'],
    ['with a sum in small letters', '01 5a3030 02 457331 03 30306565 04', 'Z00 damaged 50'],
    ['with a byte that lost its parity', '01 5a3030 02 41b0 04', 'Z00 damaged 41'],
    ['without 02', '01 5a3030 4130 04', 'Z00 damaged 42'],
    ['without anything', '01 04', ' damaged 42'],
    ['begun twice', '01 5a3030 02 41 01 5a3030 02 4130 04', 'Z00 "A0"'],
    ['of which only the end has come', '3030 02 4130 04', undefined],
  ])('reads one %s', (_, sent, expected) => {
    expect(new PacketParser().push(bytes(sent)).map(told)).toEqual(expected === undefined ? [] : [expected]);
  });

  it('finds one too long, and the next one', () => {
    const endless = Buffer.concat([bytes('01 5a3030 02'), Buffer.alloc(100_000, 'A'), bytes('04')]);
    const parser = new PacketParser();
    expect(parser.push(endless).map(told)).toEqual(['Z00 damaged 48']);
    expect(parser.push(encodePacket(0, bytes('4130'))).map(told)).toEqual(['Z00 "A0"']);
  });

  it.each([
    ['Z00', 0x1a, true],
    ['Z00', 0, true],
    ['Z1A', 0x1a, true],
    ['Z1A', 0x1b, false],
    ['Z01', 0, false],
    ['Z?A', 0x1a, true],
    ['Z1?', 0x1a, true],
    ['Z2?', 0x1a, false],
    ['?00', 0x1a, true],
    ['000', 0x1a, false],
    ['Z1', 0x1a, false],
    ['', 0x1a, false],
  ])('takes %j to sign %i for its own: %s', (to, address, expected) => {
    expect(isFor(to, address)).toBe(expected);
  });

  it(`finds the next packet after a million bytes of rubbish, seed ${seed}`, () => {
    const random = seeded(seed);
    const parser = new PacketParser();
    const good = encodePacket(7, bytes('4141 48454c4c4f'));
    for (let round = 0; round < 100; round++) {
      parser.push(rubbish(random, 10_000));
      expect(parser.push(good).map(told)).toEqual(['Z07 "AAHELLO"']);
    }
  });
});

const read = (sent: string) =>
  new AlphaReader()
    .push(bytes(sent))
    .map((answer) => (answer.kind === 'refused' ? `refused ${answer.isDamaged}` : answer.kind));

describe('answers of Alpha signs', () => {
  it.each([
    ['06 40', ['acknowledged']],
    ['06', ['acknowledged']],
    // With what went wrong before still in the register.
    ['06 50', ['acknowledged']],
    ['15 60', ['refused false']],
    ['15 50', ['refused true']],
    ['15 48', ['refused true']],
    ['15 44', ['refused true']],
    ['15 42', ['refused true']],
    ['15 41', ['refused true']],
    ['15 70', ['refused true']],
    ['15 40', ['refused true']],
    ['15 06', ['refused true', 'acknowledged']],
    ['15', []],
    ['06 40 15 60 06 40', ['acknowledged', 'refused false', 'acknowledged']],
    ['0000000000 01 303030 02 06 40 03 30303442 04', ['acknowledged']],
    ['0000000000 01 303030 02 15 60 03 30303741 04', ['refused false']],
    ['00 41 86 95 60 ff', []],
  ])('are read from %s', (sent, expected) => {
    expect(read(sent)).toEqual(expected);
  });

  it('are what a sign writes, in pieces too', () => {
    expect([hex(encodeAnswer(0x40)), hex(encodeAnswer(0x60))]).toEqual(['06 40', '15 60']);
    const reader = new AlphaReader();
    expect([reader.push(bytes('15')), reader.push(bytes('60'))]).toEqual([
      [],
      [{ kind: 'refused', isDamaged: false }],
    ]);
  });

  it('begin anew with each turn', () => {
    const reader = new AlphaReader();
    reader.push(bytes('15'));
    reader.reset();
    expect(reader.push(bytes('60 06 40'))).toEqual([{ kind: 'acknowledged' }]);
  });

  it(`are found after a million bytes of rubbish, seed ${seed}`, () => {
    const random = seeded(seed);
    const reader = new AlphaReader();
    for (let round = 0; round < 100; round++) {
      reader.push(rubbish(random, 10_000));
      reader.reset();
      expect(reader.push(bytes('15 60 06 40')).map(({ kind }) => kind)).toEqual(['refused', 'acknowledged']);
    }
  });
});
