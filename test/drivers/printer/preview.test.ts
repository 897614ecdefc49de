/** A document goes through the codec and comes back as a picture: what is on it was in the bytes. */
import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { line, type PrintItem } from '../../../drivers/printer/document.ts';
import { printerModel, printerModels } from '../../../drivers/printer/models/models.ts';
import { previewPaper, type PaperPreview } from '../../../drivers/printer/preview/preview.ts';
import { hireArtist } from '../../../drivers/printer/raster/canvas-artist.ts';
import { ditherLogo } from '../../../drivers/printer/raster/logo.ts';

const fullLight = new Uint16Array(64 * 32);
const logo = ditherLogo({ widthPixels: 64, heightPixels: 32, light: fullLight }, 384, 200);

async function preview(items: readonly PrintItem[], model = 'escpos-58'): Promise<PaperPreview> {
  return previewPaper({ items }, printerModel(model), hireArtist);
}

function blackPixels(png: Uint8Array): number {
  let black = 0;
  for (const byte of decode(png).data) {
    for (let bits = ~byte & 0xff; bits !== 0; bits &= bits - 1) black += 1;
  }
  return black;
}

describe.each([...printerModels.keys()])('%s', (name) => {
  test('is as wide as its paper, and as long as it says', async () => {
    const paper = await preview(
      [line('A001', { width: 4, height: 4 }), line('你好 Grüße'), { kind: 'rule' }],
      name,
    );
    const { widthDots, dotsPerMm } = printerModel(name);
    expect(paper.widthDots).toBe(widthDots);
    expect(paper.heightDots).toBe(Math.round(paper.lengthMm * dotsPerMm));
    expect(blackPixels(paper.png)).toBeGreaterThan(2000);
  });

  test('a code that no printer can print is a fault of the document', async () => {
    await expect(preview([{ kind: 'qr', content: 'ü', moduleDots: 4 }], name)).rejects.toMatchObject({
      code: 'unprintable',
    });
  });
});

test('a line more takes a line of paper more', async () => {
  const short = await preview([line('a')]);
  const long = await preview([line('a'), line('b')]);
  expect(long.lengthMm - short.lengthMm).toBe(30 / 8);
  expect(long.bytes).toBeGreaterThan(short.bytes);
});

test('a logo that the printer keeps is on the paper, and hardly in the bytes of the ticket', async () => {
  const image = { kind: 'image', align: 'centre', image: logo, isKept: true } as const;
  const keeper = [...printerModels].find(([, { keepsLogo }]) => keepsLogo)?.[0] ?? '';
  const [plain, kept, sent] = await Promise.all([
    preview([line('a')], keeper),
    preview([image, line('a')], keeper),
    preview([{ ...image, isKept: false }, line('a')], keeper),
  ]);
  expect(blackPixels(kept.png) - blackPixels(plain.png)).toBe(64 * 32);
  expect(blackPixels(sent.png)).toBe(blackPixels(kept.png));
  expect(kept.bytes - plain.bytes).toBeLessThan(30);
  expect(sent.bytes - plain.bytes).toBeGreaterThan(256);
});

test('nothing to print is a paper to cut off', async () => {
  const { heightDots, widthDots } = await preview([]);
  expect([widthDots, heightDots > 0]).toEqual([384, true]);
});
