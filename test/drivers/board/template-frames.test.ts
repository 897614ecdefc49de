/** Boards that are described by templates: their frames byte by byte, and what comes of them at the far end. */
import { describe, expect, it } from 'vitest';
import { checksums, type ChecksumKind } from '../../../drivers/board/template/checksum.ts';
import { templateCodec } from '../../../drivers/board/template/codec.ts';
import type { FrameTemplate } from '../../../drivers/board/template/schema.ts';
import { checkTemplate, shippedTemplates } from '../../../drivers/board/template/template.ts';
import { fixture, hex } from '../hex.ts';
import { displayOf, framesOf, madeUp, painting, rowsOn, saidBy, shipped } from './templates.ts';

const golden = hex(fixture('../board/template.hex'));

const bytesOf = (template: FrameTemplate, text: string, address = 1, look = {}): string[] =>
  framesOf(templateCodec(template, address), painting([text], look)).map(hex);

const taxi: FrameTemplate = {
  ...shipped('qt-gb2312'),
  show: shipped('qt-gb2312').show.map((field) => (field === '01 00 00 02 63' ? '0B 07 63 01 63' : field)),
};

const complete = madeUp['complete'] ?? shipped('qt-gb2312');

describe('the frames that are shipped', () => {
  it('are three, and nothing is wrong with them', () => {
    expect([...shippedTemplates.keys()]).toEqual(['id-hi-lo-sum', '3a-sum-0a', 'qt-gb2312']);
    expect([...shippedTemplates.values()].flatMap(checkTemplate)).toEqual([]);
  });

  it('have the golden bytes', () => {
    const [plain, colon, qt] = ['id-hi-lo-sum', '3a-sum-0a', 'qt-gb2312'].map(shipped);
    if (!plain || !colon || !qt) throw new Error('not shipped');
    const frames = [
      bytesOf(plain, 'A012'),
      bytesOf(plain, '1234', 5),
      bytesOf(colon, 'A012'),
      bytesOf(colon, '7', 2),
      bytesOf(qt, 'AB欢迎光临12'),
      bytesOf(qt, 'A012', 7),
      bytesOf(taxi, '空车'),
    ];
    expect(frames.flat().join(' ')).toBe(golden);
  });

  it.each([
    ['id-hi-lo-sum', 5, '1234'],
    ['3a-sum-0a', 1, 'A012'],
    ['qt-gb2312', 1, 'AB欢迎光临12'],
  ])('are read by the simulated board: %s', (name, address, text) => {
    const display = displayOf(shipped(name), address);
    display.receive(fixture('../board/template.hex'));
    expect(rowsOn(display.picture)).toEqual([text]);
  });
});

it.each<[ChecksumKind, number]>([
  ['sum8', 0xdd],
  ['sum8-negated', 0x23],
  ['sum8-inverted', 0x22],
  ['xor8', 0x31],
  ['sum16', 0x1dd],
  ['crc16-modbus', 0x4b37],
  ['crc16-arc', 0xbb3d],
  ['crc16-xmodem', 0x31c3],
])('%s of the nine figures is what everybody says', (kind, sum) => {
  expect(checksums[kind].of(Buffer.from('123456789'))).toBe(sum);
});

const fieldsOnly = (...show: FrameTemplate['show']): FrameTemplate => ({ columns: 4, font: 'latin', show });

describe('a field', () => {
  it.each<[string, FrameTemplate, string, string]>([
    ['an address of two bytes', fieldsOnly({ address: 2 }, { text: 4 }), 'A012', '01 02 41 30 31 32'],
    [
      'one with its low byte first',
      fieldsOnly({ address: 2, order: 'low-first' }, { text: 4 }),
      'A',
      '02 01 41 20 20 20',
    ],
    ['a text at the right', fieldsOnly({ text: 4, align: 'right', pad: '00' }), 'A1', '00 00 41 31'],
    ['a text in the middle', fieldsOnly({ text: 4, align: 'centre' }), 'A', '20 41 20 20'],
    ['figures in ASCII', fieldsOnly({ letter: 1 }, { digits: 3 }), 'A7', '41 30 30 37'],
    ['figures with spaces', fieldsOnly({ letter: 1 }, { digits: 3, pad: '20' }), 'A7', '41 20 20 37'],
    ['no figures', fieldsOnly({ letter: 1 }, { digits: 3 }), '', '20 20 20 20'],
    ['a letter behind its figures', fieldsOnly({ digits: 3 }, { letter: 1 }), 'B012', '30 31 32 42'],
    ['figures in BCD', fieldsOnly({ digits: 2, as: 'bcd' }), '1234', '12 34'],
    [
      'those with the low ones first',
      fieldsOnly({ digits: 2, as: 'bcd', order: 'low-first' }),
      '1234',
      '34 12',
    ],
    ['a binary number', fieldsOnly({ digits: 2, as: 'binary' }), '1234', '04 d2'],
    [
      'one with its low byte first',
      fieldsOnly({ digits: 2, as: 'binary', order: 'low-first' }),
      '1234',
      'd2 04',
    ],
    ['a length of what follows', fieldsOnly({ length: 1 }, { rest: 4 }, '0D'), 'A12', '04 41 31 32 0d'],
    ['one that counts all', fieldsOnly('AA', { length: 2, from: 1 }, { rest: 4 }), 'A1', 'aa 00 05 41 31'],
    ['one that adds something', fieldsOnly({ length: 1, plus: 3 }, { rest: 4 }), 'A', '04 41'],
    [
      'a sum in the middle',
      fieldsOnly('10', { checksum: 'sum8', from: 3, to: 4 }, '02', { text: 4 }),
      'A',
      '10 a3 02 41 20 20 20',
    ],
    [
      'a sum over a sum',
      fieldsOnly({ text: 4 }, { checksum: 'xor8' }, { checksum: 'sum8' }),
      'ABC',
      '41 42 43 20 60 46',
    ],
    [
      'a CRC with its high byte first',
      fieldsOnly({ text: 4 }, { checksum: 'crc16-arc', order: 'high-first' }),
      '1234',
      '31 32 33 34 14 ba',
    ],
  ])('is %s', (_what, template, text, bytes) => {
    expect(checkTemplate(template)).toEqual([]);
    expect(bytesOf(template, text, 0x102)).toEqual([bytes]);
  });
});

describe('a number', () => {
  it('loses its letter where there are only digits, and the face says so', () => {
    const { face } = templateCodec(shipped('id-hi-lo-sum'), 1);
    expect([face.shown('A012'), face.cellsOf('A012'), face.lacking('A012'), face.cut('A0123', 4)]).toEqual([
      '012',
      3,
      [],
      '0123',
    ]);
    expect([face.shown('请A012到'), face.lacking('请A012到'), face.shown('12:30')]).toEqual([
      '-012-',
      ['请', '到'],
      '12-30',
    ]);
  });

  it.each(['----', '08-00', 'Door 2', 'W', 'Fire 12'])('is not made out of %s', (text) => {
    const ascii: FrameTemplate = { columns: 8, font: 'latin', show: ['02', { letter: 1 }, { digits: 4 }] };
    const binary: FrameTemplate = { columns: 8, font: 'latin', show: ['02', { digits: 2, as: 'binary' }] };
    const all: readonly (readonly [FrameTemplate, string])[] = [
      [ascii, '02 20 20 20 20 20'],
      [binary, '02 00 00'],
      [{ ...ascii, clear: ['0C'] }, '0c'],
      [{ ...binary, clear: ['0C'] }, '0c'],
    ];
    for (const [template, frame] of all)
      expect(framesOf(templateCodec(template, 1), painting([text])).map(hex)).toEqual([frame]);
  });

  it('stands before its counter', () => {
    const template: FrameTemplate = { columns: 8, font: 'latin', show: ['02', { letter: 1 }, { digits: 4 }] };
    const frames = framesOf(templateCodec(template, 1), painting([' A012 1']));
    expect(frames.map(hex)).toEqual(['02 41 30 30 31 32']);
  });

  it('that has no room behind its letter is none rather than another one', () => {
    const template = madeUp['letter and number'] ?? shipped('3a-sum-0a');
    const narrow: FrameTemplate = { ...template, columns: 4, show: [{ letter: 1 }, { digits: 3 }] };
    expect(bytesOf(narrow, '1234')).toEqual(['20 20 20 20']);
  });
});

describe('what a board can do', () => {
  it('is told to blink where it knows how, and repainted where not', () => {
    const codec = templateCodec(complete, 1);
    expect([codec.blinks, templateCodec(shipped('qt-gb2312'), 1).blinks]).toEqual([true, false]);
    expect(bytesOf(complete, 'A012', 1, { blink: true })).toEqual(['02 42 01 41 30 31 32 20 20 03 5a']);
    const dark = bytesOf(shipped('3a-sum-0a'), 'A012', 1, { blink: true, isBlinkLit: false });
    expect(dark).toEqual(['3a 01 20 20 20 20 81 0a']);
  });

  it('never shows 0 in between because it cannot show nothing', () => {
    const plain = shipped('id-hi-lo-sum');
    const dark = { blink: true, isBlinkLit: false };
    expect(bytesOf(plain, 'A012', 1, dark)).toEqual(['01 00 0c 0d']);
    expect(bytesOf({ ...plain, clear: ['EE', { address: 1 }] }, 'A012', 1, dark)).toEqual(['ee 01']);
  });

  it('is cleared by its own frame, where there is nothing to show and where it is off', () => {
    const dark = ['02 43 01 03 47'];
    expect([
      bytesOf(complete, ''),
      bytesOf(complete, ' '),
      bytesOf(complete, 'A012', 1, { brightness: 0 }),
    ]).toEqual([dark, dark, dark]);
    expect(bytesOf(shipped('3a-sum-0a'), 'A012', 1, { brightness: 0 })).toEqual(['3a 01 20 20 20 20 81 0a']);
  });

  it('is dimmed where it knows how', () => {
    expect(bytesOf(complete, 'A', 1, { brightness: 40 })[1]).toBe('02 4c 01 06 03 56');
    expect(bytesOf(complete, 'A', 1, { brightness: 1 })[1]).toBe('02 4c 01 01 03 51');
    expect(bytesOf(shipped('qt-gb2312'), 'A', 1, { brightness: 40 })).toHaveLength(1);
  });

  it('is urgent as a whole', () => {
    const { content, ...look } = painting(['A012']);
    const rows = content.rows.map((row) => ({ ...row, urgent: true as const }));
    const parts = templateCodec(complete, 1).paint({ ...look, content: { rows } });
    expect(parts.map(({ urgent }) => urgent)).toEqual([true, undefined]);
  });
});

const heard = (bytes: string, address = 7) =>
  templateCodec(complete, address)
    .newReader()
    .push(Buffer.from(bytes, 'hex'))
    .map(({ kind }) => kind);

describe('answers', () => {
  it('are those of this board', () => {
    expect(heard('070600')).toEqual(['acknowledged']);
    expect(heard('0706ff0715070600')).toEqual(['acknowledged', 'refused', 'acknowledged']);
    expect(heard('080600')).toEqual([]);
    expect(heard('07')).toEqual([]);
  });

  it('do not begin before a turn', () => {
    const reader = templateCodec(complete, 7).newReader();
    expect(reader.push(Buffer.from('0706', 'hex'))).toEqual([]);
    reader.reset();
    expect(reader.push(Buffer.from('00', 'hex'))).toEqual([]);
  });

  it('with an address of two bytes have it as the frame has it', () => {
    const template: FrameTemplate = {
      columns: 4,
      font: 'latin',
      show: [{ address: 2, order: 'low-first' }, { text: 4 }],
      answer: 'address 06',
    };
    const reader = templateCodec(template, 0x102).newReader();
    expect(reader.push(Buffer.from('020106', 'hex'))).toEqual([{ kind: 'acknowledged' }]);
  });

  it('come from a board that understands, and refuses where it does', () => {
    const display = displayOf(complete, 7);
    const said = saidBy(display);
    const send = (look = {}) => {
      for (const frame of framesOf(templateCodec(complete, 7), painting(['A012'], look)))
        display.receive(frame);
    };
    send({ brightness: 40 });
    expect([rowsOn(display.picture), display.picture.brightness]).toEqual([['A012'], 40]);
    display.setFaults({ refusing: true });
    send();
    expect(said.map(hex)).toEqual(['07 06 00', '07 06 00', '07 15']);
  });

  it('do not come from a board that another frame is for, or that has none', () => {
    const display = displayOf(complete, 8);
    const said = saidBy(display);
    for (const frame of framesOf(templateCodec(complete, 7), painting(['A012']))) display.receive(frame);
    expect([said, rowsOn(display.picture)]).toEqual([[], ['']]);
    expect(templateCodec(shipped('qt-gb2312'), 1).newReader().push(Buffer.alloc(100, 6))).toEqual([]);
  });
});

describe('a simulated board', () => {
  it('shows nothing of a frame that does not add up', () => {
    for (const name of shippedTemplates.keys()) {
      const display = displayOf(shipped(name));
      const [frame] = framesOf(templateCodec(shipped(name), 1), painting(['1234']));
      if (!frame) throw new Error('no frame');
      for (const at of frame.keys()) {
        const damaged = Buffer.from(frame);
        damaged[at] = (damaged[at] ?? 0) ^ 0x04;
        display.receive(damaged);
        expect(rowsOn(display.picture).join('').trim()).toBe('');
        display.powerCycle();
      }
    }
  });

  it('blinks, is dark without power, and has forgotten all after it', () => {
    const display = displayOf(complete);
    for (const frame of framesOf(templateCodec(complete, 1), painting(['A012'], { blink: true })))
      display.receive(frame);
    const { picture } = display;
    expect(picture.kind === 'dots' && picture.areas).toEqual([
      { id: 0, x: 0, y: 0, width: 48, height: 16, runs: [{ text: 'A012', colour: 'red', blink: true }] },
    ]);
    display.switchOff();
    expect(display.picture.isLit).toBe(false);
    display.switchOn();
    expect(rowsOn(display.picture)).toEqual(['']);
  });

  it('of digits shows their strokes', () => {
    const display = displayOf(shipped('id-hi-lo-sum'));
    display.receive(Buffer.from('01000c0d', 'hex'));
    expect(display.picture).toMatchObject({ kind: 'digits', text: '0012', digits: [0x3f, 0x3f, 0x06, 0x5b] });
  });
});
