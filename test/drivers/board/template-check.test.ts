/** Templates that make no sense are refused with the place of each fault, and never get as far as a board. */
import { Errors } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { FrameTemplate, checkTemplate } from '../../../drivers/board/template/template.ts';

const good = {
  columns: 4,
  font: 'latin',
  show: ['02', { address: 1 }, { text: 4 }, { checksum: 'sum8' }],
} as const;

/** As paths and the beginning of what is said, by the schema where that sees it. */
function faultsOf(change: object): string[] {
  const value: unknown = { ...good, ...change };
  const errors = Errors(FrameTemplate, value);
  if (errors.length > 0) return errors.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
  return checkTemplate(value as FrameTemplate).map(({ path, message }) => `/${path.join('/')} ${message}`);
}

describe('the form', () => {
  it.each<[string, object, string]>([
    ['no frame show', { show: undefined }, '/show'],
    ['a frame of nothing', { show: [] }, '/show minItems'],
    ['hex that is none', { show: ['0G', { text: 4 }] }, '/show/0 pattern'],
    ['half a byte', { show: ['AA 0', { text: 4 }] }, '/show/0 pattern'],
    ['a field of no kind that is known', { show: [{ txt: 4 }] }, '/show/0/txt boolean'],
    ['a sum that nobody knows', { show: [{ text: 4 }, { checksum: 'md5' }] }, '/show/1/checksum enum'],
    ['a font that nobody has', { font: 'arial' }, '/font enum'],
    ['an answer without bytes', { answer: '' }, '/answer pattern'],
    ['an answer of other words', { answer: 'AA adress' }, '/answer pattern'],
    ['a pad of two bytes', { show: [{ text: 4, pad: '00 00' }] }, '/show/0/pad pattern'],
    ['no columns', { columns: 0 }, '/columns minimum'],
    ['a key more', { colums: 4 }, '/colums boolean'],
  ])('with %s does not fit', (_what, change, fault) => {
    expect(faultsOf(change).join('\n')).toContain(fault);
  });
});

describe('sense', () => {
  it('is in the good one', () => {
    expect(faultsOf({})).toEqual([]);
  });

  const rest = { rest: 4 };
  it.each<[string, object, readonly string[]]>([
    [
      'a frame that shows nothing',
      { show: ['AA', { address: 1 }] },
      ['/show Row 1 is nowhere in this frame'],
    ],
    ['a field that is nothing', { show: [{ row: 1 }] }, ['/show/0 This field says nothing']],
    [
      'a field that is two things',
      { show: [{ text: 4, address: 1 }] },
      ['/show/0 A field is one thing, and this one has address and text'],
    ],
    [
      'a key that is none of the field',
      { show: [{ text: 4, as: 'bcd' }] },
      ['/show/0/as "as" says nothing about text'],
    ],
    ['a text without an end', { show: ['02', rest] }, ['/show/1/rest Nothing says where this text ends']],
    [
      'a text with a sum behind it',
      { show: ['02', rest, { checksum: 'sum8' }, '03'] },
      ['/show/1/rest Nothing says where'],
    ],
    [
      'a text that could have its end in it',
      { show: [rest, '41'] },
      ['/show/0/rest This text could have the byte 41'],
    ],
    [
      'one that could in its encoding',
      { font: 'gbk', show: [rest, 'FE'] },
      ['/show/0/rest This text could have the byte FE'],
    ],
    [
      'two of them',
      { rows: 2, show: [rest, '0D', { rest: 4, row: 2 }, '0D'] },
      ['/show/2/rest Only one text'],
    ],
    [
      'a length behind its text',
      { show: [rest, { length: 1, from: 1, to: 1 }] },
      ['/show/0/rest Nothing says where'],
    ],
    [
      'a length of itself only',
      { show: [{ length: 1, from: 1, to: 1 }, { text: 4 }] },
      ['/show/0/length It counts only itself'],
    ],
    ['a length of nothing', { show: [{ text: 4 }, { length: 1 }] }, ['/show/1/length It counts nothing']],
    [
      'a length below 0',
      { show: [{ length: 1, plus: -5 }, { text: 4 }] },
      ['/show/0/plus The length would be -1'],
    ],
    [
      'a length that is too long',
      {
        columns: 125,
        font: 'gbk',
        show: [{ length: 1, to: 3, plus: 10 }, { rest: 188, encoding: 'utf-8' }, 'AA '.repeat(60).trim()],
      },
      ['/show/0/length It can be 258, and has room for 255'],
    ],
    [
      'a sum over nothing',
      { show: [{ checksum: 'sum8' }, { text: 4 }] },
      ['/show/0/checksum It sums up nothing'],
    ],
    [
      'a sum from behind its end',
      { show: [{ text: 4 }, { checksum: 'sum8', from: 2, to: 1 }] },
      ['/show/1/checksum It sums up nothing'],
    ],
    [
      'a sum over itself',
      { show: [{ text: 4 }, { checksum: 'sum8', to: 2 }] },
      ['/show/1/checksum It sums up itself'],
    ],
    [
      'a sum over a later one',
      { show: [{ checksum: 'sum8', from: 2, to: 3 }, { text: 4 }, { checksum: 'xor8' }] },
      ['/show/0/checksum It sums up field 3'],
    ],
    [
      'a sum over fields that are not there',
      { show: [{ text: 4 }, { checksum: 'sum8', to: 9 }] },
      ['/show/1/to The frame has 2 fields only'],
    ],
    [
      'a sum from one that is not there',
      { show: [{ text: 4 }, { checksum: 'sum8', from: 9 }] },
      ['/show/1/from The frame has 2 fields only'],
    ],
    [
      'a text too short for the board',
      { columns: 6 },
      ['/show/2/text A row of 6 characters takes 6 bytes, so that 4 would cut it'],
    ],
    [
      'a text longer than the board',
      { columns: 3 },
      ['/show/2/text A row of 3 characters takes 3 bytes, and this has 4; make it 3'],
    ],
    [
      'one too short in its encoding',
      { font: 'gb2312', show: [{ text: 4, encoding: 'utf-8' }] },
      ['/show/0/text A row of 4 characters takes 6 bytes'],
    ],
    [
      'figures too few for the board',
      { columns: 5, show: [{ digits: 2, as: 'binary' }] },
      [
        '/show/0/digits 2 bytes as binary have room for every number of 4 figures, and a row has 5; make columns 4, or digits larger.',
      ],
    ],
    [
      'figures too few beside a letter',
      { columns: 4, show: [{ letter: 1 }, { digits: 1, as: 'bcd' }] },
      [
        '/show/1/digits One byte as bcd has room for every number of 2 figures, and a row has 3; make columns 3',
      ],
    ],
    [
      'more figures than the board has',
      { show: [{ digits: 6 }] },
      ['/show/0/digits The row has 4 figures and this 6'],
    ],
    [
      'a number of seven bytes',
      { show: [{ digits: 7, as: 'binary' }] },
      ['/show/0/digits A binary number has 6 bytes at most'],
    ],
    [
      'figures behind letters',
      { show: [{ digits: 4, pad: '41' }] },
      ['/show/0/pad In front of figures stands a zero'],
    ],
    [
      'a letter on digits',
      { font: 'digits', show: [{ letter: 1 }, { digits: 3 }] },
      ['/show/0/letter A board with the font digits has no letters'],
    ],
    [
      'a pad that is a letter',
      { show: [{ text: 4, pad: '41' }] },
      ['/show/0/pad It would be read as part of the text'],
    ],
    [
      'an encoding without the font',
      { font: 'gbk', show: [{ text: 4, encoding: 'gb2312' }] },
      ['/show/0/encoding gb2312 lacks characters that a board with the font gbk has; take gbk or utf-8.'],
    ],
    [
      'a row that is not there',
      { show: [{ text: 4 }, { text: 4, row: 2 }] },
      ['/show/1/row The board has one row only'],
    ],
    [
      'a row that is not shown',
      { rows: 2 },
      ['/show Row 2 is nowhere in this frame; add a field text, rest or digits with row: 2.'],
    ],
    [
      'a row twice',
      { show: [{ text: 4 }, { digits: 4 }] },
      ['/show/1/digits Row 1 is in this frame already'],
    ],
    [
      'a row with two numbers',
      { show: [{ letter: 1 }, { digits: 3 }, { digits: 3 }] },
      ['/show/2/digits Row 1 is in this frame already'],
    ],
    ['only a letter', { show: [{ letter: 1 }] }, ['/show Row 1 is nowhere']],
    ['a frame that blinks with nothing', { blink: ['AA'] }, ['/blink Row 1 is nowhere']],
    [
      'a frame that clears with something',
      { clear: ['AA', { text: 4 }] },
      ['/clear/1/text The frame clear shows nothing; take this field away.'],
    ],
    ['a frame that dims by nothing', { dim: ['AA'] }, ['/dim It does not say how bright']],
    [
      'brightness elsewhere',
      { show: [{ text: 4 }, { brightness: 15 }] },
      ['/show/1/brightness How bright the board is'],
    ],
    ['an answer of anything', { answer: '?? address' }, ['/answer Anything would fit that']],
    ['a refusal of anything', { answer: '06', refusal: '??' }, ['/refusal Anything would fit that']],
    [
      'a refusal without an answer',
      { refusal: '15' },
      ['/refusal A board that refuses also says when it does not'],
    ],
    ['a refusal that is the answer', { answer: '06', refusal: '06' }, ['/refusal One is part of the other']],
    [
      'a refusal with the answer in it',
      { answer: '06', refusal: '15 ?? 0D' },
      ['/refusal One is part of the other'],
    ],
    [
      'an answer with the refusal in it',
      { answer: '06 0D', refusal: '0D' },
      ['/refusal One is part of the other'],
    ],
    ['an answer that its frame begins with', { answer: '02 address' }, ['/answer The frame itself begins']],
    [
      'one that anything in the frame fits',
      { answer: '02 address ?? ??' },
      ['/answer The frame itself begins'],
    ],
    [
      'one that another frame begins with',
      { clear: ['AA 55', { address: 2, order: 'low-first' }], answer: 'AA 55 ?? 00' },
      ['/answer The frame itself begins'],
    ],
  ])('is not in %s', (_what, change, faults) => {
    const found = faultsOf(change);
    expect(found).toHaveLength(faults.length);
    expect(found.map((fault, index) => fault.slice(0, faults[index]?.length))).toEqual(faults);
  });

  it.each(['02 address 06', '02 35', '02 address ?? ?? ?? ?? ?? ??'])(
    'is in the answer %s, which no frame begins with',
    (answer) => {
      expect(faultsOf({ answer })).toEqual([]);
    },
  );

  it('is in answers of the same form, which differ in one byte', () => {
    expect(faultsOf({ answer: 'AA address 06', refusal: 'AA address 15' })).toEqual([]);
    expect(faultsOf({ answer: 'AA ?? 0D', refusal: 'AA 15 0D' })).toEqual([]);
  });
});
