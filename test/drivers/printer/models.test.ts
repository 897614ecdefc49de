import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeJob } from '../../../drivers/printer/encode/encode.ts';
import {
  printerModel,
  printerModels,
  readModels,
  withWideFont,
} from '../../../drivers/printer/models/models.ts';
import { chineseTicket } from './documents.ts';
import { nobody } from './fake-artist.ts';

const models = [...printerModels];
const modelsFolder = new URL('../../../drivers/printer/models/', import.meta.url);

describe.each(models)('printer model %s', (_, model) => {
  it('has its columns on its paper', () => {
    expect(model.columns * 12).toBeLessThanOrEqual(model.widthDots);
  });

  it('names code pages that are known, of single bytes, each with a number of its own', () => {
    const names = Object.keys(model.codePages);
    expect(names.filter((name) => !iconv.encodingExists(name))).toEqual([]);
    const high = Buffer.from(Array.from({ length: 128 }, (__, at) => 0x80 + at));
    expect(names.filter((name) => iconv.decode(high, name).length !== 128)).toEqual([]);
    expect(names.filter((name) => iconv.decode(Buffer.from('Az~09'), name) !== 'Az~09')).toEqual([]);
    const numbers = Object.values(model.codePages);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('promises nothing that needs an answer where none comes back', () => {
    const { status, confirms, recovers, clears, hasNearEnd } = model;
    const needsAnswers = confirms !== 'no' || recovers || clears || hasNearEnd;
    expect(needsAnswers && !status.automatic && !status.realTime).toBe(false);
  });
});

describe('printer models', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'models-'));
    cpSync(modelsFolder, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const copied = () => readModels(pathToFileURL(`${folder}/`));

  function change(fields: Record<string, unknown>): void {
    const data: unknown = JSON.parse(readFileSync(join(folder, 'escpos-58.json'), 'utf8'));
    writeFileSync(join(folder, 'new-one.json'), JSON.stringify(Object.assign(data as object, fields)));
  }

  it('are those that the configuration may name', () => {
    expect([...printerModels.keys()]).toEqual([
      'epson-tm-t20',
      'epson-tm-t82',
      'epson-tm-t88',
      'escpos-58',
      'escpos-58-one-way',
      'escpos-80',
      'escpos-80-one-way',
      'gprinter-80',
      'xprinter-58',
      'xprinter-80',
    ]);
    expect(() => printerModel('escpos-57')).toThrow('there is no printer model "escpos-57"');
  });

  it('are one more with one more file, and it prints', async () => {
    change({ title: 'New one', widthDots: 432, columns: 36 });
    const model = copied().get('new-one');
    if (!model) throw new Error('the new model is not there');
    expect(copied().size).toBe(printerModels.size + 1);
    expect((await encodeJob(chineseTicket, model, 'Ab 1', nobody)).bytes.length).toBeLessThan(400);
  });

  it.each([
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['a wrong value', { cutter: 'laser' }, '/cutter'],
    ['an unknown font', { wideFont: 'klingon' }, '/wideFont'],
  ])('are refused with file and field for %s', (_, fields, path) => {
    change(fields);
    expect(copied).toThrow(/^printer model new-one\.json: /);
    expect(copied).toThrow(path);
  });

  it('can be had with the font of another region, and are else the same', () => {
    const model = printerModel('epson-tm-t88');
    expect(withWideFont(model, 'shift_jis')).toEqual({ ...model, wideFont: 'shift_jis' });
    expect(withWideFont(model, 'none')).toBe(model);
    expect(withWideFont(printerModel('escpos-58'), 'none').wideFont).toBeNull();
  });
});
