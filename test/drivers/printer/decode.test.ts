/** What a printer makes of bytes, which are written here by hand. */
import { describe, expect, it } from 'vitest';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import { RealTimeScanner } from '../../../drivers/printer/simulator/real-time.ts';
import { hex } from '../hex.ts';
import { decoded, textLines } from './decoded.ts';
import { bytes, cross, graphics, keep, printKept, raster } from './paper-bytes.ts';

const common = printerModel('escpos-58');
const logoKeeper = { ...common, keepsLogo: true };

/** Its lines, in a printer like the common one but for its fonts. */
const linesOf = (text: string, fonts: Partial<typeof common> = {}): string[] =>
  textLines(decoded(bytes(text), { ...common, ...fonts }).items);

describe('decoder', () => {
  it.each([
    ['an unknown escape', '1b 7a', ['1b7a']],
    ['an unknown block, stepped over by its length', '1d 28 4c 02 00 30 33', ['1d284c02003033']],
    ['a longer one', '1d 38 4c 03 00 00 00 30 33 41', ['1d384c03000000303341']],
    ['margins, which are not drawn', '1d 4c 10 00', ['1d4c1000']],
    ['a font that is not drawn', '1b 4d 01', ['1b4d01']],
    ['a code page that it has not', '1b 74 63', ['1b7463']],
    ['a bar code', '1d 6b 04 31 32 00 1d 6b 49 02 31 32', ['1d6b04313200', '1d6b49023132']],
    ['tabs of its own', '1b 44 08 10 00', ['1b44081000']],
    ['an image without rows', '1d 76 30 00 01 00 00 00', ['1d76300001000000']],
    ['a logo in a printer that keeps none', '1d 28 4c 06 00 30 55 4c 47 01 01', ['1d284c060030554c470101']],
    ['a size out of range', '1d 21 88', ['1d2188']],
    ['a stray control', '07', ['07']],
  ])('reports %s', (_, text, unknown) => {
    const paper = decoded(bytes(`${text} 41 0a`), 32);
    expect({ unknown: paper.unknown, text: textLines(paper.items) }).toEqual({ unknown, text: ['A'] });
  });

  it('takes no block that is larger than any memory', () => {
    const { items, unknown } = decoded(bytes('1d 38 4c ff ff ff 7f 41 0a'), 32);
    expect({ unknown: unknown[0], text: textLines(items).join() }).toMatchObject({
      unknown: '1d38',
      text: expect.stringMatching(/^L.*A$/),
    });
  });

  it('steps over what is without effect', () => {
    const quiet =
      '1b 20 00 1b 2d 01 1b 3d 01 1b 4d 30 1b 52 00 1b 63 35 01 1b 70 00 19 fa 1c 2d 01 1c 53 00 00 1d 42 00 0d';
    expect(decoded(bytes(`${quiet} 41 0a`), 32)).toMatchObject({ unknown: [], items: [{ kind: 'line' }] });
  });

  it('reads two-byte characters only in Kanji mode', () => {
    expect(
      textLines(decoded(bytes('ba a3 0a 1c 26 ba a3 0a 1c 2e ba a3 0a 1c 26 1b 40 ba a3 0a'), 32).items),
    ).toEqual(['║ú', '海', '║ú', '║ú']);
  });

  it('breaks a line that is too long, as a printer does', () => {
    const text = Buffer.from(`${'x'.repeat(33)}\n`);
    expect(textLines(decoded(text, 32).items)).toEqual(['x'.repeat(32), 'x']);
  });

  it('measures paper: lines, feeds, symbols', () => {
    const paper = decoded(bytes('41 1b 64 03 0a 1b 33 10 0a 1b 32 0a'), 32);
    expect(paper.items.slice(1)).toEqual([
      { kind: 'feed', dots: 60 },
      { kind: 'feed', dots: 30 },
      { kind: 'feed', dots: 16 },
      { kind: 'feed', dots: 30 },
    ]);
  });

  it('feeds by dots, and goes on at the next tab', () => {
    expect(decoded(bytes('41 1b 4a 50 1b 4a 05 09 42 09 43 0a'), 32).items).toMatchObject([
      { kind: 'line' },
      { kind: 'feed', dots: 50 },
      { kind: 'feed', dots: 5 },
      { runs: [{ text: `${' '.repeat(8)}B${' '.repeat(7)}C` }] },
    ]);
  });

  it.each([
    ['1d 56 00', []],
    ['1d 56 31', []],
    ['1b 69', []],
    ['1b 6d', []],
    ['1d 56 41 00', [{ kind: 'feed', dots: 120 }]],
    ['1d 56 42 10', [{ kind: 'feed', dots: 136 }]],
    ['1d 56 62 00', [{ kind: 'feed', dots: 120 }]],
  ])('cuts by %s', (command, before) => {
    const { items, unknown } = decoded(bytes(`41 0a ${command}`), 32);
    expect({ items: items.slice(1), unknown }).toEqual({ items: [...before, { kind: 'cut' }], unknown: [] });
  });

  it('sets size and weight in one by ESC !', () => {
    expect(decoded(bytes('1b 21 38 41 0a 1b 21 00 42 0a'), 32).items).toMatchObject([
      { runs: [{ width: 2, height: 2, bold: true }] },
      { runs: [{ width: 1, height: 1, bold: false }] },
    ]);
  });

  it('ignores an alignment in the middle of a line, as a printer does', () => {
    expect(decoded(bytes('41 1b 61 01 42 0a'), 32).items).toMatchObject([{ align: 'left' }]);
  });
});

describe('fonts', () => {
  it.each([
    ['gb18030', '1c 26 ba a3 87 d6 aa a1 ba 20 1c 2e ba 0a', ['海囍〓〓║']],
    ['big5', '1c 26 a4 a4 a4 40 fe fe 41 0a', ['中一〓A']],
    ['euc-kr', '1c 26 c7 d1 81 41 41 0a', ['한〓A']],
    ['shift_jis', '1c 43 01 93 fa 88 9f 81 ad b1 41 0a', ['日亜〓ｱA']],
    ['shift_jis', '1c 26 46 7c 1c 2e 46 7c 0a', ['日F|']],
    [null, 'ba a3 0a', ['║ú']],
  ] as const)('%s: %s', (wideFont, text, lines) => {
    expect(linesOf(text, { wideFont })).toEqual(lines);
  });

  it.each([
    ['1c 26', null],
    ['1c 43 01', 'gb18030'],
  ] as const)('%s means nothing to a printer with %s', (command, wideFont) => {
    expect(decoded(bytes(command), { ...common, wideFont }).unknown).toEqual([command.replaceAll(' ', '')]);
  });

  it('reads single bytes by the code page that was chosen, until ESC @', () => {
    const codePages = { cp437: 0, cp866: 17, 'windows-1252': 16 };
    const text = '8f e0 0a 1b 74 11 8f e0 0a 1b 74 10 c9 80 81 0a 1b 40 8f 0a';
    expect(linesOf(text, { codePages })).toEqual(['Åα', 'Пр', 'É€〓', 'Å']);
  });

  it('says which characters are one cell wide, and breaks lines by cells', () => {
    const codePages = { cp437: 0, cp866: 17 };
    const cyrillic = '8f '.repeat(31);
    const { items } = decoded(bytes(`1b 74 11 41 ${cyrillic} 1c 26 ba a3 41 0a`), {
      ...common,
      codePages,
    });
    const look = { width: 1, height: 1, bold: false };
    expect(items[0]).toMatchObject({ runs: [{ narrow: true }] });
    expect(items[1]).toEqual({ kind: 'line', align: 'left', runs: [{ text: '海A', ...look }] });
    expect(textLines(items)).toEqual([`A${'П'.repeat(31)}`, '海A']);
  });

  it('begins a new run where cells of both widths stand beside each other', () => {
    const { items } = decoded(bytes('41 c4 1c 26 ba a3 41 1c 2e c4 0a'), 32);
    const look = { width: 1, height: 1, bold: false };
    expect(items).toEqual([
      {
        kind: 'line',
        align: 'left',
        runs: [
          { text: 'A─', ...look, narrow: true },
          { text: '海A', ...look },
          { text: '─', ...look, narrow: true },
        ],
      },
    ]);
  });
});

/** The dots of the first image, a row a line. */
function dotsOf({ items }: { items: ReturnType<typeof decoded>['items'] }): string[] {
  const image = items.find((item) => item.kind === 'image');
  if (!image) return [];
  const rowBytes = Math.ceil(image.widthDots / 8);
  const all = Buffer.from(image.bits, 'base64');
  return Array.from({ length: image.heightDots }, (_, y) =>
    [...all.subarray(y * rowBytes, (y + 1) * rowBytes)]
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join('')
      .slice(0, image.widthDots),
  );
}

const crossRows = [...cross].map((byte) => byte.toString(2).padStart(8, '0'));
const doubled = (row: string) => row.replaceAll('1', '11').replaceAll('0', '00');
const crossAs = (m: number) => raster(1, 8, (at) => cross[at] ?? 0, m);

describe('images', () => {
  it('takes a raster image dot by dot, aligned as a line would be', () => {
    const { items, unknown } = decoded(Buffer.concat([bytes('1b 61 01'), crossAs(0)]), 32);
    expect(items).toEqual([
      { kind: 'image', align: 'centre', widthDots: 8, heightDots: 8, bits: cross.toString('base64') },
    ]);
    expect(unknown).toEqual([]);
  });

  it('enlarges it', () => {
    expect(dotsOf(decoded(crossAs(1), 32))).toEqual(crossRows.map(doubled));
    expect(dotsOf(decoded(crossAs(2), 32))).toEqual(crossRows.flatMap((row) => [row, row]));
    expect(dotsOf(decoded(crossAs(0x33), 32))).toEqual(
      crossRows.flatMap((row) => [doubled(row), doubled(row)]),
    );
  });

  it('makes one of all its bands, and two of two commands', () => {
    const image = raster(3, 100, (at) => at % 251);
    const twice = decoded(Buffer.concat([image, image]), 32);
    const bits = image.subarray(8).toString('base64');
    const item = { kind: 'image', align: 'left', widthDots: 24, heightDots: 100, bits };
    expect(twice.items).toEqual([item, item]);
  });

  it('prints only what is on the paper', () => {
    const { items } = decoded(
      raster(100, 2, (at) => at),
      { ...common, widthDots: 12 },
    );
    expect(items).toMatchObject([
      { widthDots: 12, heightDots: 2, bits: Buffer.of(0, 0, 100, 96).toString('base64') },
    ]);
  });

  it('prints the line before it first', () => {
    expect(decoded(Buffer.concat([Buffer.from('A'), crossAs(0)]), 32).items).toMatchObject([
      { kind: 'line' },
      { kind: 'image' },
    ]);
  });

  it('keeps images under their keys until ESC @', () => {
    const other = Buffer.from(cross.map((byte) => byte ^ 0xff));
    const { items, unknown } = decoded(
      Buffer.concat([keep('LG'), keep('XY', other), printKept('LG'), printKept('XY', 2), printKept('no')]),
      logoKeeper,
    );
    expect(items).toMatchObject([
      { heightDots: 8, bits: cross.toString('base64') },
      { widthDots: 16, heightDots: 16 },
    ]);
    expect(unknown).toEqual([]);
    expect(decoded(Buffer.concat([keep('LG'), bytes('1b 40'), printKept('LG')]), logoKeeper).items).toEqual(
      [],
    );
  });

  it('drops one key, or all', () => {
    const drop = graphics(bytes('30 52 4c 47'));
    const dropAll = graphics(bytes('30 51 43 4c 52'));
    const both = [keep('LG'), keep('XY')];
    const rest = [printKept('LG'), printKept('XY')];
    expect(decoded(Buffer.concat([...both, drop, ...rest]), logoKeeper).items).toHaveLength(1);
    expect(decoded(Buffer.concat([...both, dropAll, ...rest]), logoKeeper).items).toHaveLength(0);
  });

  it.each([false, true])('stores an image and prints it (GS 8 L: %s)', (isLong) => {
    const store = graphics(Buffer.concat([bytes('30 70 30 01 02 31 08 00 08 00'), cross]), isLong);
    const { items, unknown } = decoded(
      Buffer.concat([store, graphics(bytes('30 32')), graphics(bytes('30 02'))]),
      32,
    );
    expect({ items, unknown }).toMatchObject({ items: [{ widthDots: 8, heightDots: 16 }], unknown: [] });
  });

  it('does not take one whose data are of another size than it says', () => {
    expect(decoded(keep('LG', cross.subarray(1)), logoKeeper).unknown).toHaveLength(1);
  });
});

describe('real-time scanner', () => {
  it.each([1, 2, 3, 50])('finds commands in pieces of %i bytes, wherever they stand', (pieceBytes) => {
    const all = bytes(
      '41 10 04 01 42 10 10 04 04 10 14 10 14 08 01 03 14 01 06 02 08 43 10 05 02 10 04 05 10',
    );
    const scanner = new RealTimeScanner();
    const data: number[] = [];
    const found: string[] = [];
    for (let at = 0; at < all.length; at += pieceBytes) {
      for (const part of scanner.push(all.subarray(at, at + pieceBytes))) {
        if (part.kind === 'data') data.push(...part.bytes);
        else found.push('n' in part ? `${part.kind} ${part.n}` : part.kind);
      }
    }
    expect(found).toEqual(['status 1', 'status 4', 'clear', 'recover 2']);
    // The last DLE may still become a command.
    expect(hex(Uint8Array.from(data))).toBe('41 42 10 10 14 43 10 04 05');
  });

  it.each([
    ['GS v 0', raster(3, 1, (at) => [0x10, 0x04, 0x01][at] ?? 0)],
    ['GS ( L', graphics(bytes('30 70 10 04 01'))],
    ['GS 8 L', graphics(bytes('30 70 10 04 01'), true)],
  ])('obeys none inside an image of %s where the printer spares images', (_, image) => {
    const stream = Buffer.concat([bytes('1b 64 1d'), image, bytes('10 04 02')]);
    const kinds = (scanner: RealTimeScanner) =>
      scanner.push(stream).map((part) => ('n' in part ? part.n : part.kind));
    expect(kinds(new RealTimeScanner())).toContain(1);
    const parts = new RealTimeScanner({ sparesImages: true }).push(stream);
    expect(parts.map((part) => ('n' in part ? part.n : part.kind))).toEqual(['data', 2]);
    expect(parts[0]).toEqual({ kind: 'data', bytes: Uint8Array.from(stream.subarray(0, -3)) });
  });
});
