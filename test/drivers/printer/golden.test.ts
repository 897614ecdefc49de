/**
 * One document with every kind of item, as each model is sent it: a change of these bytes is seen, and looked at. To take new
 * ones for right, run this file with UPDATE_GOLDEN=1 and read the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { line, type PrintDocument } from '../../../drivers/printer/document.ts';
import { encodeJob } from '../../../drivers/printer/encode/encode.ts';
import { encodeKeptImage } from '../../../drivers/printer/encode/kept-image.ts';
import { setUp } from '../../../drivers/printer/encode/set-up.ts';
import type { PrinterModel } from '../../../drivers/printer/models/model.ts';
import { printerModels } from '../../../drivers/printer/models/models.ts';
import { blankDots, fillDots } from '../../../drivers/printer/raster/dots.ts';
import { EscposDecoder } from '../../../drivers/printer/simulator/decode.ts';
import { fixture, hex } from '../hex.ts';
import { fakeArtist } from './fake-artist.ts';

const logo = blankDots(40, 12);
fillDots(logo, { x: 4, y: 2 }, 32, 8);
const picture = blankDots(16, 4);
fillDots(picture, { x: 3, y: 1 }, 1, 1);
fillDots(picture, { x: 13, y: 1 }, 1, 1);

const everything: PrintDocument = {
  items: [
    { kind: 'image', align: 'centre', image: logo, isKept: true },
    line('企业登记', { align: 'centre', width: 2, height: 2, bold: true }),
    line('A012', { align: 'centre', width: 4, height: 4 }),
    { kind: 'columns', left: '前面 3 人', right: '约 10 分钟' },
    { kind: 'rule' },
    {
      kind: 'line',
      align: 'left',
      runs: [
        { text: 'Müller ', width: 1, height: 1, bold: false },
        { text: 'Иван', width: 1, height: 2, bold: true },
      ],
    },
    line('대기 번호', { align: 'right' }),
    { kind: 'qr', content: 'https://q.example.cn/t/4f9a2c17', moduleDots: 5 },
    { kind: 'image', align: 'right', image: picture, isKept: false },
    { kind: 'feed', lines: 2 },
    line('过号请重新取号，请留意叫号屏幕上的号码，谢谢您的配合！'),
  ],
};

/** One command a line, with what it means to the simulated printer; text together. */
function listing(bytes: Buffer, model: PrinterModel): string[] {
  const decoder = new EscposDecoder(model);
  decoder.push(bytes);
  const lines: string[] = [];
  let text = '';
  let at = 0;
  let textAt = 0;
  const endText = () => {
    if (text !== '') lines.push(`${hex(bytes.subarray(textAt, at))} # ${JSON.stringify(text)}`);
    text = '';
  };
  for (let command = decoder.next(); command; command = decoder.next()) {
    if (command.kind === 'text') {
      if (text === '') textAt = at;
      text += command.text;
    } else {
      endText();
      lines.push(`${hex(bytes.subarray(at, at + command.length))} # ${command.kind}`);
    }
    at += command.length;
  }
  endText();
  return lines;
}

describe.each([...printerModels])('bytes for %s', (name, model) => {
  const file = new URL(`../../fixtures/printer/${name}.hex`, import.meta.url);

  it('are those that were looked at', async () => {
    const { bytes, keeps } = await encodeJob(everything, model, 'Ab 1', () => Promise.resolve(fakeArtist(4)));
    const all = Buffer.concat([setUp(model), ...keeps.map((kept) => encodeKeptImage(kept, model)), bytes]);
    const title = `# golden.test.ts on ${name}, drawn text as two lines: our encoder's bytes, read against Epson's ESC/POS reference.`;
    const lines = [title, ...listing(all, model)];
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, `${lines.join('\n')}\n`);
    expect(lines).toEqual(readFileSync(file, 'utf8').trimEnd().split('\n'));
    // The listing is the simulator's reading; this is what goes on the wire.
    expect(hex(fixture(`${name}.hex`))).toBe(hex(all));
    expect(lines.filter((text) => text.endsWith('# unknown'))).toEqual([]);
  });
});
