import { describe, expect, it } from 'vitest';
import { alphaCodec } from '../../../drivers/board/alpha/codec.ts';
import { alphaFace } from '../../../drivers/board/alpha/font.ts';
import { PacketParser } from '../../../drivers/board/alpha/packet.ts';
import { AlphaSign } from '../../../drivers/board/alpha/sign.ts';
import { encodeRows, readRows } from '../../../drivers/board/alpha/text.ts';
import type { BoardColour, BoardContent, BoardRow, BoardRun } from '../../../drivers/board/board.ts';
import { fitRow } from '../../../drivers/board/fit.ts';
import { boardModels } from '../../../drivers/board/models.ts';
import { seeded, seedOf } from '../../support/seeded.ts';

const seed = seedOf('alpha-text');

const face = alphaFace({ columns: 16, rows: 2 });

describe('the face of an Alpha sign', () => {
  it.each([
    ['A012 > 3', 'A012 > 3'],
    ['Ａ０１２（３）！：％', 'A012(3)!:%'],
    ['A012→3', 'A012>3'],
    ['Müller, Đorđe, œuvre', 'Muller, ?or?e, ?uvre'],
    ['“3” – ‘4’ … №5', '"3" - \'4\' ... No5'],
    ['8:00～17:00〜 ~', '8:00-17:00- ?'],
    ['a\r\nb\tc', 'a b c'],
    ['请A012到3号', '?A012?3?'],
    ['^', '?'],
    ['\x05\x1b a\x1c2\x07\x03\x04\x01', ' a2'],
    ['😀', '?'],
  ])('shows %j as %j', (text, shown) => {
    expect([face.shown(text), face.shown(shown), face.cellsOf(text)]).toEqual([shown, shown, shown.length]);
  });

  it('tells what it lacks', () => {
    expect([face.lacking('请A012→Ａ^é'), face.isShowable('A012→Ａé')]).toEqual([['请', '^'], true]);
  });
});

/** Every cell with its colour and whether it blinks, so that it does not matter where runs begin. */
const cells = (runs: readonly BoardRun[]): string[] =>
  runs.flatMap(({ text, colour, blink }) => Array.from(text, (one) => `${one} ${colour} ${blink === true}`));

/** A row that nothing was written in: one cell, of whatever colour was last. */
const blank = [expect.stringMatching(/^ {2}\w+ false$/)];

const colours: readonly BoardColour[] = ['red', 'green', 'amber'];
/** All there is to break out of a text with: every control byte, and packets and commands as they are sent. */
const hostile = [
  ...Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)),
  '\x7f',
  '\x85',
  '\xa5',
  'Z',
  '\u202e',
  '\u2028',
  'A',
  '012',
  ' ',
  '\x1b b',
  '\x1c2',
  '\x071',
  'Z00',
  '\x02AA',
  '\x0301FD\x04',
  '请',
  '→',
  'é',
  '\ud800',
  '~',
  '^',
];

function anyRow(random: () => number): BoardRow {
  const upTo = (count: number) => Array.from({ length: Math.floor(random() * (count + 1)) });
  const some = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)];
  return {
    runs: upTo(4).map(() => ({
      text: upTo(8)
        .map(() => some(hostile) ?? '')
        .join(''),
      colour: some(colours) ?? 'red',
      ...(random() < 0.3 ? { blink: true as const } : {}),
    })),
    ...(random() < 0.3 ? { scroll: true as const } : {}),
  };
}

describe('rows of an Alpha sign', () => {
  it('are blank where nothing is written, never nothing', () => {
    const rows = [
      { runs: [], scroll: false },
      { runs: [], scroll: false },
    ];
    expect(encodeRows(rows).toString('latin1')).toBe('\x1b"b\x1e1 \x1b&b\x1e1 ');
  });

  it.each([
    ['plain, as the form has it', 'HELLO', 1, [[0, 'HELLO', false]]],
    ['at the bottom of a sign with one row', '\x1b&aA012', 1, [[0, 'A012', true]]],
    ['filling it', '\x1b0bA', 2, [[0, 'A', false]]],
    [
      'twice in one place',
      '\x1b"bA\x1b"bB\x1b&bC',
      2,
      [
        [0, 'B', false],
        [1, 'C', false],
      ],
    ],
  ])('are read when they stand %s', (_, text, rowCount, expected) => {
    const { rows, unknown } = readRows(Buffer.from(text), rowCount);
    const read = [...rows].map(([row, { runs, scroll }]) => [
      row,
      runs.map((run) => run.text).join(''),
      scroll,
    ]);
    expect([read, unknown]).toEqual([expected, []]);
  });

  it('are red, and flash as a whole or in part', () => {
    const { rows } = readRows(Buffer.from('\x1b ca\x1b bb\x071c\x1c8d\x070e'), 1);
    expect(rows.get(0)?.runs).toEqual([
      { text: 'b', colour: 'red' },
      { text: 'c', colour: 'red', blink: true },
      { text: 'd', colour: 'amber', blink: true },
      { text: 'e', colour: 'amber' },
    ]);
    expect(readRows(Buffer.from('\x1b ca'), 1).rows.get(0)?.runs).toEqual([
      { text: 'a', colour: 'red', blink: true },
    ]);
  });

  it('tell what has no meaning here', () => {
    const { rows, unknown } = readRows(Buffer.from('a\x10bc\x1b zd\x1cZ\x132'), 1);
    expect([rows.get(0)?.runs, unknown]).toEqual([
      [{ text: 'abc zdZ2', colour: 'red' }],
      ['10', '1b', '1c', '13'],
    ]);
  });
});

describe.each(['alpha', 'alpha-2'] as const)('any content on a sign, %s', (name) => {
  it.each([1, 2])(`arrives as it was fitted, on %i rows, seed ${seed}`, (rows) => {
    const random = seeded(seed);
    const model = boardModels[name];
    const size = { columns: 16, rows };
    const codec = alphaCodec(model, size, 3);
    const sign = new AlphaSign(model, size, { pace: 0, address: 3 });
    for (let round = 0; round < 1000; round++) {
      const content: BoardContent = {
        rows: Array.from({ length: rows + 1 }, () => anyRow(random)),
        ...(random() < 0.3 ? { takesOver: true as const } : {}),
      };
      const parts = codec.paint({ content, brightness: 100, isBlinkLit: true });
      const sent = parts.map(({ bytes }, index) => codec.encode(new Map([[index, bytes]])).frame);
      for (const frame of sent) {
        expect(frame.every((byte) => byte <= 0x7f)).toBe(true);
        // One packet and nothing but that packet: no text has begun or ended another.
        expect(new PacketParser().push(frame).map(({ kind }) => kind)).toEqual(['packet']);
        sign.receive(frame);
      }
      const { picture } = sign;
      if (picture.kind !== 'dots') throw new Error('an Alpha sign has dots');
      const lit = picture.areas.map(({ runs, scroll }) => [cells(runs), scroll === true]);
      const wanted = Array.from({ length: rows }, (_, index) => {
        const row = content.rows[index] ?? { runs: [] };
        const fitted = cells(fitRow(row, codec.face, true, row.scroll ? Infinity : 16));
        return [fitted.length === 0 ? blank : fitted, row.scroll === true];
      });
      expect(lit).toEqual(wanted);
    }
    expect(sign.unknownCommands).toEqual([]);
  });
});
