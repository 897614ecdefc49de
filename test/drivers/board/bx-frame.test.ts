import { describe, expect, it } from 'vitest';
import { encodeFrame, FrameParser, hostAddress, type Frame } from '../../../drivers/board/bx/frame.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { fixture, hex } from '../hex.ts';

const seed = seedOf('bx-frame');

const golden = fixture('../board/bx5k.hex');

const ping: Frame = { to: 1, from: hostAddress, data: Buffer.from('a200010000', 'hex') };

/** The data of all good frames that were found. */
function dataOf(parser: FrameParser, bytes: Uint8Array): string[] {
  return parser.push(bytes).flatMap((parsed) => (parsed.kind === 'frame' ? [hex(parsed.frame.data)] : []));
}

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

const begin = 'a5a5a5a5a5a5a5a5';
const pingBytes = `${begin} 01000080000000000000fe020500 a200010000 68f8 5a`;

/** Bytes among which those with a meaning are as frequent as all the others. */
function rubbish(random: () => number, length: number): Buffer {
  const special = [0xa5, 0xa6, 0x5a, 0x5b, 0x01, 0x02];
  const byte = () =>
    random() < 0.5 ? special[Math.floor(random() * special.length)] : Math.floor(random() * 256);
  return Buffer.from(Array.from({ length }, () => byte() ?? 0));
}

describe('BX-5K frames', () => {
  it.each([1, 2, 3, 7, 1000])(
    'reads the golden frames in pieces of %i bytes, and writes them alike',
    (size) => {
      const parser = new FrameParser();
      const frames: Frame[] = [];
      for (let at = 0; at < golden.length; at += size)
        for (const parsed of parser.push(golden.subarray(at, at + size)))
          if (parsed.kind === 'frame') frames.push(parsed.frame);
      expect(frames.map(({ to, from, data }) => [to, from, hex(data.subarray(0, 7))])).toEqual([
        [1, 0x8000, 'a2 00 01 00 00'],
        [1, 0x8000, 'a3 02 01 02 00 01 0c'],
        [1, 0x8000, 'a3 06 01 02 00 ff 00'],
        [0x8000, 1, 'a0 00 00 00 00'],
        [1, 0x8000, 'a3 06 01 56 00 00 02'],
      ]);
      expect(parser.badFrames).toBe(0);
      expect(hex(Buffer.concat(frames.map(encodeFrame)))).toBe(hex(golden));
    },
  );

  it('escapes what has a meaning, after counting and checking', () => {
    const frame = encodeFrame({ ...ping, data: bytes('a5 a6 5a 5b 00') });
    expect(hex(frame.subarray(8 + 12, -3))).toBe('05 00 a6 02 a6 01 5b 02 5b 01 00');
    expect(dataOf(new FrameParser(), frame)).toEqual(['a5 a6 5a 5b 00']);
  });

  it(`brings any data back, seed ${seed}`, () => {
    const random = seeded(seed);
    const parser = new FrameParser();
    for (let round = 0; round < 2000; round++) {
      const data = rubbish(random, Math.floor(random() * 60));
      const [to, from] = [Math.floor(random() * 0x10000), Math.floor(random() * 0x10000)];
      expect(parser.push(encodeFrame({ to, from, data }))).toEqual([
        { kind: 'frame', frame: { to, from, data } },
      ]);
    }
    expect(parser.badFrames).toBe(0);
  });

  it.each([
    ['a damaged byte', pingBytes.replace('a200', 'a201')],
    ['a damaged CRC', pingBytes.replace('68f8', '68f9')],
    ['a frame that says another length', `${begin} 01000080000000000000fe020600 a200010000 5b01f8 5a`],
    ['an escape that is none', pingBytes.replace('a200', 'a603')],
    ['an escape without its second byte', pingBytes.replace('68f8 5a', '68a6 5a')],
    ['a frame that is no frame', `${begin} 0100 5a`],
    ['an empty frame', `${begin} 5a`],
    ['a frame that breaks off', pingBytes.slice(0, 40)],
    ['a frame that breaks off in an escape', `${begin} a6`],
    ['a frame that never ends', `${begin} ${'00'.repeat(9000)} 5a`],
  ])('counts %s, and reads the next one', (_, text) => {
    const parser = new FrameParser();
    const before = dataOf(parser, bytes(text));
    expect([before, dataOf(parser, bytes(pingBytes)), parser.badFrames]).toEqual([[], [hex(ping.data)], 1]);
  });

  it('takes no frame that no card would send', () => {
    const parser = new FrameParser();
    const endless = encodeFrame({ ...ping, data: Buffer.alloc(10_000, 'A') });
    expect([parser.push(endless), parser.badFrames]).toEqual([[], 1]);
  });

  it('tells the addresses of a damaged frame', () => {
    const parsed = new FrameParser().push(bytes(pingBytes.replace('68f8', '68f9')));
    expect(parsed).toEqual([{ kind: 'damaged', to: 1, from: 0x8000 }]);
  });

  it.each([
    ['fewer bytes of beginning', pingBytes.slice(14)],
    ['more bytes of beginning', `a5a5a5 ${pingBytes}`],
    ['ends of frames and noise before', `5a 5a 00 ff a6 5b 5a ${pingBytes}`],
  ])('reads a frame with %s', (_, text) => {
    const parser = new FrameParser();
    expect([dataOf(parser, bytes(text)), parser.badFrames]).toEqual([[hex(ping.data)], 0]);
  });

  it(`survives a million bytes of rubbish and finds every frame in between, seed ${seed}`, () => {
    const random = seeded(seed);
    const parser = new FrameParser();
    const missed: string[] = [];
    const invented: string[] = [];
    for (let at = 0; at < 1_000_000;) {
      const piece = rubbish(random, 1 + Math.floor(random() * 300));
      at += piece.length;
      invented.push(...dataOf(parser, piece));
      const data = rubbish(random, Math.floor(random() * 40));
      if (!dataOf(parser, encodeFrame({ ...ping, data })).includes(hex(data)))
        missed.push(piece.toString('hex'));
    }
    expect({ missed, invented }).toEqual({ missed: [], invented: [] });
    expect(parser.badFrames).toBeGreaterThan(100);
  });
});
