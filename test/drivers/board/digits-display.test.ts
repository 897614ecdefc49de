import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BoardContent } from '../../../drivers/board/board.ts';
import { digitsCodec } from '../../../drivers/board/digits/codec.ts';
import { DigitDisplay } from '../../../drivers/board/digits/display.ts';
import { encodeRtu, readRegisters, writeRegisters } from '../../../drivers/board/digits/rtu.ts';
import { digitsFace, strokesOf } from '../../../drivers/board/digits/segments.ts';
import { fitText } from '../../../drivers/board/fit.ts';
import { boardModels } from '../../../drivers/board/models.ts';
import { openBoards } from '../../../drivers/board/open.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { fixture, hex } from '../hex.ts';
import { boardStatusOf, content } from './contents.ts';

const seed = seedOf('digits-display');

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const frame = (address: number, code: number, data: string) =>
  encodeRtu({ address, code, data: bytes(data) });

describe('simulated digit display', () => {
  let display: DigitDisplay;
  let answers: string[];

  beforeEach(() => start(1));

  function start(address: number, model: 'dm56a04' | 'dm36b06' = 'dm56a04'): void {
    display = new DigitDisplay(boardModels[model], { pace: 0, address });
    answers = [];
    display.onSend((all) => answers.push(hex(all)));
  }

  function send(request: Uint8Array): string[] {
    display.receive(request);
    return answers.splice(0);
  }

  /** What it has refused it with. */
  const exceptionTo = (request: Uint8Array) => send(request).map((answer) => answer.slice(3, 8));

  function text(): string {
    const { picture } = display;
    return picture.kind === 'digits' ? picture.text : picture.kind;
  }

  it('shows the golden frames of its address, and answers them in golden bytes', () => {
    expect(send(fixture('../board/modbus.hex'))).toEqual([
      '01 10 00 00 00 04 c1 ca',
      '01 10 00 09 00 01 d1 cb',
      '01 03 02 00 41 78 74',
    ]);
    expect(display.picture).toEqual({
      kind: 'digits',
      digits: [0x77, 0x3f, 0x06, 0x5b],
      text: 'A012',
      isLit: true,
      brightness: 50,
    });
    start(2, 'dm36b06');
    expect(send(fixture('../board/modbus.hex'))).toEqual(['02 10 00 00 00 06 40 38']);
    expect([text(), display.picture]).toMatchObject(['b123  ', { digits: [0x7c, 0x06, 0x5b, 0x4f, 0, 0] }]);
  });

  it.each([
    ['a function it does not have', frame(1, 0x05, '0000ff00'), ['85 01']],
    ['coils', frame(1, 0x0f, '000000080155'), ['8f 01']],
    [
      'a register too many',
      writeRegisters(
        1,
        0,
        Array.from({ length: 11 }, () => 0x41),
      ),
      ['90 02'],
    ],
    ['a register that is not there', frame(1, 0x06, '000a0041'), ['86 02']],
    ['reading beyond the last', readRegisters(1, 9, 2), ['83 02']],
    ['reading nothing', readRegisters(1, 0, 0), ['83 03']],
    ['writing nothing', frame(1, 0x10, '0000000000'), ['90 03']],
    ['fewer values than it says', frame(1, 0x10, '00000002020041'), ['90 03']],
    ['a code that is no ASCII', writeRegisters(1, 0, [0xa5]), ['90 03']],
    ['a number of too many digits', frame(1, 0x06, '0007ffff'), ['86 03']],
    ['brighter than it can', frame(1, 0x06, '00090009'), ['86 03']],
    ['a function nobody knows', frame(1, 0x41, '00000001'), []],
    [
      'more than any display has',
      writeRegisters(
        1,
        0,
        Array.from({ length: 60 }, () => 0x41),
      ),
      [],
    ],
    ['a damaged CRC', bytes('01 10 0000 0004 08 0041 0030 0031 0032 7761'), []],
    ['another address', writeRegisters(2, 0, [0x41]), []],
  ])('refuses %s, or is silent, and shows nothing of it', (_, request, exception) => {
    expect(exceptionTo(request)).toEqual(exception);
    expect([text(), display.unknownCommands.length]).toEqual(['    ', exception.length]);
    send(writeRegisters(1, 0, [0x42]));
    expect(text()).toBe('B   ');
  });

  it('obeys single registers, numbers, and what all are told, which it does not answer', () => {
    expect(send(frame(1, 0x06, '00010037'))).toEqual([hex(frame(1, 0x06, '00010037'))]);
    expect(text()).toBe(' 7  ');
    send(frame(1, 0x06, '0007002a'));
    expect(text()).toBe('  42');
    expect([send(writeRegisters(0, 0, [0x31, 0x32, 0x33, 0x34])), text()]).toEqual([[], '1234']);
    expect(send(readRegisters(1, 0, 2))).toEqual([hex(frame(1, 0x03, '0400310032'))]);
  });

  it('refuses in trouble, and forgets its digits without power, but not how bright they are', () => {
    send(writeRegisters(1, 9, [2]));
    send(writeRegisters(1, 0, [0x31, 0x32, 0x33, 0x34]));
    display.setFaults({ refusing: true });
    expect([exceptionTo(writeRegisters(1, 0, [0x32])), text()]).toEqual([['90 04'], '1234']);
    display.setFaults({ refusing: false });
    display.receive(writeRegisters(1, 0, [0x33]).subarray(0, 7));
    display.powerCycle();
    expect(send(writeRegisters(1, 0, [0x33]).subarray(7))).toEqual([]);
    expect(display.picture).toMatchObject({ text: '    ', isLit: true, brightness: 25 });
    display.switchOff();
    expect(display.picture.isLit).toBe(false);
  });

  it('leaves dark what it has no strokes for', () => {
    send(writeRegisters(1, 0, [0x4b, 0x00, 0x62, 0x42]));
    expect(display.picture).toMatchObject({ text: '  bB', digits: [0, 0, 0x7c, 0x7c] });
  });

  it(`survives a million bytes of rubbish, and shows what comes next, seed ${seed}`, () => {
    const random = seeded(seed);
    for (let at = 0; at < 1_000_000; at += 1000)
      display.receive(Buffer.alloc(1000).map(() => Math.floor(random() * 256)));
    const [shown] = digitsCodec(boardModels.dm56a04, 1).paint({
      content: content('C077'),
      brightness: null,
      isBlinkLit: true,
    });
    display.receive(shown?.bytes ?? Buffer.alloc(0));
    expect(text()).toBe('C077');
  });

  it('finds one frame in any content, and not another one within', () => {
    const signs = Array.from({ length: 0x5f }, (_, index) => String.fromCharCode(0x20 + index));
    for (const model of [boardModels.dm56a04, boardModels.dm36b06]) {
      const codec = digitsCodec(model, 1);
      for (const one of signs.filter((sign) => codec.face.isShowable(sign))) {
        for (const other of signs.filter((sign) => codec.face.isShowable(sign))) {
          const [part] = codec.paint({
            content: content(one + other),
            brightness: null,
            isBlinkLit: true,
          });
          start(1, model.digits === 4 ? 'dm56a04' : 'dm36b06');
          expect(send(part?.bytes ?? Buffer.alloc(0))).toHaveLength(1);
        }
      }
    }
  });
});

describe('seven strokes', () => {
  it.each([
    ['A012', 'A012'],
    ['B07 D07', 'b07 d07'],
    ['abcdefghij', 'AbcdEFGhIJ'],
    ['NOPQRSTUVY', 'noPqrStUuy'],
    ['Ö–3,5°', 'o-3.5o'],
    ['KMWX', '____'],
    ['请A1', '_A1'],
    ['１２', '12'],
    ['a\tb\u0000', 'A b'],
  ])('show %j as %j', (text, shown) => {
    const face = digitsFace(6);
    expect(face.shown(text)).toBe(shown);
    expect(face.shown(shown)).toBe(shown);
    expect(face.cellsOf(text)).toBe(shown.length);
  });

  it('tell letters from digits, but for S and Z, and are like no other sign', () => {
    const all = Array.from({ length: 0x5f }, (_, index) => String.fromCharCode(0x20 + index)).filter(
      (sign) => digitsFace(1).shown(sign) === sign,
    );
    const alike = [...Map.groupBy(all, strokesOf).values()].filter(({ length }) => length > 1);
    expect(alike.map((signs) => signs.join(''))).toEqual(['2Z', '5S']);
    expect(digitsFace(4).lacking('A0K请K')).toEqual(['K', '请']);
  });
});

describe('digits that are kept', () => {
  afterEach(() => void vi.useRealTimers());

  const words = ['A', '012', 'b', 'K', '请', ' ', '7', '-', 'é', '\n', 'Z', '°', '¥', '🙂', '5'];

  it(`show any content, two displays on a line, seed ${seed}`, async () => {
    const random = seeded(seed);
    const port = 'simulated:?pace=0&line=digits';
    const opened = openBoards([
      { id: 'one', model: 'dm56a04', port },
      { id: 'two', model: 'dm36b06', port, address: 2 },
    ]);
    for (let round = 0; round < 30; round++) {
      const some = (): BoardContent =>
        content(
          Array.from(
            { length: Math.floor(random() * 8) },
            () => words[Math.floor(random() * words.length)],
          ).join(''),
        );
      const contents = opened.map(({ board }) => {
        const any = some();
        board.show(any);
        board.setBrightness(1 + Math.floor(random() * 100));
        return any;
      });
      await Promise.all(opened.map(({ board }) => boardStatusOf(board, ({ confirmed }) => confirmed)));
      expect(opened.map(({ simulator }) => simulator?.picture)).toMatchObject(
        opened.map(({ board }, index) => ({
          text: fitText(contents[index]?.rows[0], board.face).padEnd(board.face.columns),
        })),
      );
    }
    expect(opened.flatMap(({ simulator }) => simulator?.unknownCommands)).toEqual([]);
    for (const { board } of opened) await board.close();
  });

  it('are repainted, to blink once in two seconds and in case they forgot, but are not dimmed again', async () => {
    vi.useFakeTimers();
    const [opened] = openBoards([{ id: 'one', model: 'dm56a04', port: 'simulated:' }]);
    if (opened?.simulator === null || opened === undefined) throw new Error('no simulator');
    const { board, simulator } = opened;
    const heard = vi.spyOn(simulator, 'receive');
    const texts: string[] = [];
    simulator.onChange(() => {
      const { picture } = simulator;
      const text = picture.kind === 'digits' ? picture.text : picture.kind;
      if (text !== texts.at(-1)) texts.push(text);
    });
    board.setBrightness(40);
    board.show({ rows: [{ runs: [{ text: 'A012', colour: 'red', blink: true }] }] });
    await vi.advanceTimersByTimeAsync(8500);
    expect(texts).toEqual(Array.from({ length: 9 }, (_, second) => (second % 2 === 0 ? 'A012' : '    ')));
    board.show(content('A012'));
    await vi.advanceTimersByTimeAsync(100);
    heard.mockClear();
    await vi.advanceTimersByTimeAsync(20_000);
    const digits = hex(writeRegisters(1, 0, [0x41, 0x30, 0x31, 0x32]));
    expect(heard.mock.calls.map(([all]) => hex(all))).toEqual(Array.from({ length: 5 }, () => digits));
    expect([board.status.confirmed, simulator.picture]).toMatchObject([true, { brightness: 38 }]);
    await board.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
