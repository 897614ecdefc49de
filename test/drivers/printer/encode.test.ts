import jsQR from 'jsqr';
import { correction, generate } from 'lean-qr';
import { describe, expect, it } from 'vitest';
import { line, type PrintDocument, type PrintItem } from '../../../drivers/printer/document.ts';
import { encodeJob } from '../../../drivers/printer/encode/encode.ts';
import { fittingModuleDots, qrModules } from '../../../drivers/printer/encode/qr-size.ts';
import { encodeCut, setUp } from '../../../drivers/printer/encode/set-up.ts';
import { printerModel, printerModels } from '../../../drivers/printer/models/models.ts';
import { decoded, textLines } from './decoded.ts';
import { chineseTicket, shortTicket, traditionalTicket } from './documents.ts';
import { fakeArtist, nobody } from './fake-artist.ts';
import { hex } from '../hex.ts';

const small = printerModel('escpos-58');
const large = printerModel('escpos-80');
const processId = 'Ab 1';

const qr = (content: string): PrintDocument => ({ items: [{ kind: 'qr', content, moduleDots: 5 }] });
const bytesOf = async (items: PrintItem[], model = small) =>
  (await encodeJob({ items }, model, processId, nobody)).bytes;

/** Without the process id, the kanji mode and the cut, which every job has. */
const bare = { ...small, cutter: 'none', feedToKnifeLines: 0, confirms: 'no' } as const;
const end = '1b 64 00';

describe('a job', () => {
  /** The address of a lobby with a long name, and a token of 22 characters. */
  const address = 'https://queue.jinyuan-property.example.cn/t/4f9a2c17b8e0d35f6a91cQ';
  const ticket: PrintDocument = {
    items: chineseTicket.items.map((item) => (item.kind === 'qr' ? { ...item, content: address } : item)),
  };

  it.each([...printerModels].filter(([, { wideFont }]) => wideFont === 'gb18030'))(
    'is at most 330 bytes for a Chinese ticket with a QR code on %s',
    async (_, model) => {
      const { bytes } = await encodeJob(ticket, model, processId, nobody);
      expect(bytes.length).toBeLessThanOrEqual(330);
    },
  );

  it('says each mode once, and leaves all as they were', async () => {
    const items = [
      line('A', { align: 'centre', bold: true, height: 2 }),
      line('B', { align: 'centre', bold: true, height: 2 }),
    ];
    expect(hex(await bytesOf(items, bare))).toBe(
      `1b 61 01 1d 21 01 1b 45 01 41 0a 42 0a 1d 21 00 1b 45 00 1b 61 00 ${end}`,
    );
  });

  it('ends with the request for the process id, where the printer may answer it', async () => {
    expect(hex((await bytesOf([])).subarray(-11))).toBe('1d 28 48 06 00 30 30 41 62 20 31');
    const oneWay = printerModel('escpos-58-one-way');
    expect(hex(await bytesOf([], oneWay))).toBe('1b 64 04 1d 56 01');
  });

  it('says how much paper it takes', async () => {
    for (const document of [ticket, traditionalTicket, shortTicket('A1')]) {
      const { bytes, lengthDots } = await encodeJob(document, small, processId, nobody);
      const dots = decoded(bytes, small).items.reduce((sum, item) => {
        if (item.kind === 'line') return sum + Math.max(30, ...item.runs.map(({ height }) => height * 24));
        if (item.kind === 'qr') return sum + qrModules(item.content.length) * item.moduleDots;
        return item.kind === 'feed' ? sum + item.dots : sum;
      }, 0);
      expect(lengthDots).toBe(dots);
    }
  });

  it('asks nobody to draw what the printer can say, and fetches who draws once for what it cannot', async () => {
    let hired = 0;
    const artist = fakeArtist();
    const hire = () => {
      hired += 1;
      return Promise.resolve(artist);
    };
    const items = [line('海'), line('한국'), { kind: 'columns', left: '앞', right: '3' } as const];
    const { bytes, lengthDots } = await encodeJob({ items }, small, processId, hire);
    expect(hired).toBe(1);
    expect(artist.drawn.map((runs) => runs[0]?.text)).toEqual(['한국', '앞', '3']);
    const paper = decoded(bytes, small);
    expect(paper.items.map(({ kind }) => kind)).toEqual([
      'line',
      'image',
      'feed',
      'image',
      'feed',
      'feed',
      'cut',
    ]);
    expect(paper.items[3]).toMatchObject({ widthDots: 384, heightDots: 24 });
    expect(lengthDots).toBe(3 * 30 + 4 * 30);
  });

  it('is plainer where nobody can draw', async () => {
    const { bytes } = await encodeJob({ items: [line('Čapek 한')] }, small, processId, () =>
      Promise.resolve(null),
    );
    expect(textLines(decoded(bytes, small).items)).toEqual(['Capek 〓']);
  });

  it('says where it may be cut: between commands, at the beginning of a line', async () => {
    const items: PrintItem[] = [...chineseTicket.items, line('한국 '.repeat(40)), line('海')];
    const { bytes, joints } = await encodeJob({ items }, small, processId, () =>
      Promise.resolve(fakeArtist()),
    );
    expect(joints.length).toBeGreaterThan(items.length);
    expect(joints.toSorted((a, b) => a.offset - b.offset || a.dots - b.dots)).toEqual(joints);
    const whole = decoded(bytes, small).items.length;
    for (const { offset: joint } of joints) {
      const before = decoded(bytes.subarray(0, joint), small);
      expect({ ...before, items: [] }).toEqual({ items: [], unknown: [], leftOver: 0 });
      // A question about the paper, as it stands between two parts.
      const parts = [bytes.subarray(0, joint), Buffer.from([0x1d, 0x72, 1]), bytes.subarray(joint)];
      expect(decoded(Buffer.concat(parts), small).items.length).toBe(whole);
    }
  });

  it('keeps lines of paper between 1 and 50', async () => {
    expect(
      hex(
        await bytesOf(
          [
            { kind: 'feed', lines: 0 },
            { kind: 'feed', lines: 99 },
          ],
          bare,
        ),
      ),
    ).toBe(`1b 64 01 1b 64 32 ${end}`);
  });
});

describe('a rule', () => {
  it.each([
    ['escpos-58', '1d 21 30 1c 26 a9 a4 a9 a4 a9 a4 a9 a4 0a'],
    ['epson-tm-t88', '1d 21 70 1b 74 00 c4 c4 c4 c4 c4 0a'],
  ])('is dashes that join, on %s', async (name, bytes) => {
    expect(hex(await bytesOf([{ kind: 'rule' }], printerModel(name)))).toMatch(new RegExp(`^${bytes}`));
  });

  it('is hyphens where there are no dashes', async () => {
    const bytes = await bytesOf([{ kind: 'rule' }], { ...bare, wideFont: null, codePages: {}, columns: 8 });
    expect(hex(bytes)).toBe(`2d 2d 2d 2d 2d 2d 2d 2d 0a ${end}`);
  });
});

describe('cutting', () => {
  it.each([
    ['partial', '1b 64 04 1d 56 01'],
    ['full', '1b 64 04 1d 56 00'],
    ['none', '1b 64 04'],
  ] as const)('%s', (cutter, bytes) => {
    expect(hex(encodeCut({ ...small, cutter }))).toBe(bytes);
  });
});

describe('setting up', () => {
  it('asks for automatic status where there is one', () => {
    expect(hex(setUp(small))).toBe('1b 40 1d 61 0e');
    expect(hex(setUp(printerModel('escpos-58-one-way')))).toBe('1b 40');
  });
});

/** What a phone reads in a square of modules. */
function read(
  isBlack: (x: number, y: number) => boolean,
  size: number,
  moduleDots: number,
): string | undefined {
  const quiet = size > 100 ? 20 : 4;
  const edge = (size + 2 * quiet) * moduleDots;
  const pixels = new Uint8ClampedArray(edge * edge * 4).fill(255);
  for (let at = 0; at < edge * edge; at++) {
    const column = Math.floor((at % edge) / moduleDots) - quiet;
    const row = Math.floor(at / edge / moduleDots) - quiet;
    const isInside = column >= 0 && row >= 0 && column < size && row < size;
    if (isInside && isBlack(column, row)) pixels.fill(0, at * 4, at * 4 + 3);
  }
  return jsQR.default(pixels, edge, edge)?.data;
}

describe('QR code', () => {
  it.each(['', 'https://例.cn', 'a\nb', 'x'.repeat(332)])('refuses %j', async (content) => {
    await expect(encodeJob(qr(content), small, processId, nobody)).rejects.toMatchObject({
      code: 'unprintable',
    });
  });

  it('is stored with its length in bytes', async () => {
    const { bytes } = await encodeJob(qr('x'.repeat(331)), small, processId, nobody);
    expect(hex(bytes)).toContain('1d 28 6b 4e 01 31 50 30 78');
  });

  it('agrees with a QR library about the symbol of every length', () => {
    for (const length of [1, 14, 15, 50, 62, 63, 251, 252, 331]) {
      // Small letters need byte mode, as the printer's own encoder uses for a URL.
      const symbol = generate('x'.repeat(length), {
        minCorrectionLevel: correction.M,
        maxCorrectionLevel: correction.M,
      });
      expect([length, symbol.size]).toEqual([length, qrModules(length)]);
    }
  });

  it('is made smaller where it would be wider than the paper', () => {
    expect(fittingModuleDots(50, 5, small.widthDots)).toBe(5);
    expect(fittingModuleDots(331, 8, small.widthDots)).toBe(4);
    expect(fittingModuleDots(1, 0, small.widthDots)).toBe(1);
    expect(fittingModuleDots(1, 20, small.widthDots)).toBe(8);
  });

  it('can be read from the dots that the simulator is told of', async () => {
    const { items } = decoded((await encodeJob(chineseTicket, small, processId, nobody)).bytes, small);
    const item = items.find(({ kind }) => kind === 'qr');
    if (item?.kind !== 'qr') throw new Error('no QR code on the paper');
    const symbol = generate(item.content, { minCorrectionLevel: correction.M });
    expect(read((x, y) => symbol.get(x, y), symbol.size, item.moduleDots)).toBe(
      'https://q.example.cn/t/4f9a2c17b8e0d35f6a91c2e7d0b',
    );
  });

  it('can be read where it is sent as an image, by a printer that makes none', async () => {
    const content = 'https://q.example.cn/t/4f9a2c17b8e0d35f6a91c2e7d0b';
    const model = { ...large, qr: false };
    const { bytes } = await encodeJob(qr(content), model, processId, nobody);
    const images = decoded(bytes, model).items.filter((item) => item.kind === 'image');
    expect(images.every(({ align }) => align === 'centre')).toBe(true);
    const rows = images.map(({ bits }) => Buffer.from(bits, 'base64'));
    const bits = Buffer.concat(rows);
    const rowBytes = Math.ceil((images[0]?.widthDots ?? 0) / 8);
    const size = qrModules(content.length) * 5;
    const isBlack = (x: number, y: number) =>
      x >= 0 && x < size && ((bits[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
    expect(read(isBlack, size, 1)).toBe(content);
  });
});
