import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodePacket } from '../../../drivers/board/alpha/packet.ts';
import { AlphaSign } from '../../../drivers/board/alpha/sign.ts';
import { boardAsText } from '../../../drivers/board/board-as-text.ts';
import { boardModels } from '../../../drivers/board/models.ts';
import { fixture, hex } from '../hex.ts';

const ack = '06 40';
const illegal = '15 60';

let sign: AlphaSign;
let answers: string[];

function start(model: 'alpha' | 'alpha-2', rows = 1, pace = 0): void {
  sign = new AlphaSign(boardModels[model], { columns: 10, rows }, { pace, address: 0x1a });
  answers = [];
  sign.onSend((bytes) => void answers.push(hex(bytes)));
}

/** What the sign answers to a command. */
function say(data: string, address = 0x1a): string[] {
  sign.receive(encodePacket(address, Buffer.from(data, 'latin1')));
  return answers.splice(0);
}

/** Its rows, without what is dark at their ends. */
const shown = (): string[] =>
  boardAsText(sign.picture)
    .split('\n')
    .slice(1, -2)
    .map((row) => row.slice(1, -1).trimEnd());

describe('a simulated Alpha sign', () => {
  beforeEach(() => {
    start('alpha-2');
    say('Es1');
  });

  it('looks like what the golden packets say', () => {
    start('alpha-2', 2);
    sign.receive(fixture('../board/alpha.hex'));
    const row = { x: 0, width: 80, height: 16 };
    expect(sign.picture).toEqual({
      kind: 'dots',
      widthDots: 80,
      heightDots: 32,
      isLit: true,
      brightness: 72,
      areas: [
        {
          ...row,
          id: 0,
          y: 0,
          runs: [
            { text: 'A', colour: 'red' },
            { text: '012', colour: 'green', blink: true },
          ],
        },
        { ...row, id: 1, y: 16, runs: [{ text: '>3', colour: 'amber' }], scroll: true },
      ],
    });
    expect(boardAsText(sign.picture)).toBe(
      ['+----------+', '|A012      |', '|>3        |', '+----------+', ''].join('\n'),
    );
    // From the one on that tells it to answer.
    expect([sign.unknownCommands, answers]).toEqual([[], [ack, ack, ack]]);
  });

  it('answers once it was told to, to what is meant for it', () => {
    expect([say('AAx'), say('AAx', 0), say('AAx', 0x1b), say('Es0'), say('AAx'), say('Es1')]).toEqual([
      [ack],
      [ack],
      [],
      [],
      [],
      [ack],
    ]);
  });

  it('never answers where it is older than that', () => {
    start('alpha');
    expect([say('Es1'), say('AAx'), sign.unknownCommands]).toEqual([[], [], ['457331']]);
  });

  it('says what is wrong, and shows what it did', () => {
    say('AAok');
    const packet = encodePacket(0x1a, Buffer.from('AAbad'));
    packet[packet.length - 2] = 0x2e;
    sign.receive(packet);
    expect([answers.splice(0), say('AAok?')]).toEqual([['15 50'], [ack]]);
    packet[packet.length - 10] = 0xe1;
    sign.receive(packet);
    expect([answers.splice(0), shown()]).toEqual([['15 51'], ['ok?']]);
  });

  it.each([
    ['a file that is not there', 'ABx'],
    ['a command', 'Gx'],
    ['a function', 'E~'],
    ['nothing', ''],
    ['a level of light', 'E/0005'],
    ['an order to run', 'E.XUA'],
    ['a memory', 'E$AAU01'],
    ['a priority text too long', `A0${'x'.repeat(126)}`],
  ])('refuses and records %s', (_, data) => {
    say('AAok');
    expect([say(data), shown()]).toEqual([[illegal], ['ok']]);
    expect(sign.unknownCommands).toEqual([Buffer.from(data).toString('hex')]);
  });

  it('takes in so much and no more', () => {
    expect([say(`AA${'x'.repeat(8000)}`), say(`AA${'y'.repeat(10_000)}`), shown()]).toEqual([
      [ack],
      ['15 48'],
      ['xxxxxxxxxx'],
    ]);
  });

  it('shows a priority text alone until it is ended, and not until it is only blank', () => {
    say('AAnormal');
    expect(say(`A0${'x'.repeat(125)}`)).toEqual([ack]);
    say('AAother');
    expect(shown()).toEqual(['xxxxxxxxxx']);
    say('A0\x1b b');
    expect(shown()).toEqual(['']);
    say('A0');
    expect(shown()).toEqual(['other']);
  });

  it('has the files it was told to have, and runs the first of its run sequence that is there', () => {
    expect([say('E$BAU0005FFFFCBL00050000DAU0010FFFF'), say('AAx'), say('ACx')]).toEqual([
      [ack],
      [illegal],
      [illegal],
    ]);
    expect([say('ABtoo long'), say('ABfive5'.slice(0, 7)), say('ADd')]).toEqual([[illegal], [ack], [ack]]);
    expect(shown()).toEqual(['']);
    say('E.SUADB');
    expect(shown()).toEqual(['d']);
    say('E$');
    expect([shown(), say('ABx'), say('AAa'), shown()]).toEqual([[''], [illegal], [ack], ['a']]);
  });

  it('keeps all of that without power, and is dark meanwhile', () => {
    say('AAnormal');
    say('A0\x1b brank');
    say('E/0004');
    sign.switchOff();
    expect([say('AAx'), sign.picture.isLit]).toEqual([[], false]);
    sign.switchOn();
    expect([shown(), sign.picture.brightness, sign.picture.isLit]).toEqual([['rank'], 44, true]);
    expect([say('A0'), shown()]).toEqual([[ack], ['normal']]);
  });

  it('refuses everything while it is made to', () => {
    sign.setFaults({ refusing: true });
    expect([say('AAx'), shown()]).toEqual([[illegal], ['']]);
  });
});

describe('a simulated Alpha sign in time', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('shows and answers when the last byte has come and it has thought', () => {
    start('alpha-2', 1, 1);
    say('Es1');
    vi.advanceTimersByTime(100);
    answers.splice(0);
    say('AAhello');
    const wireMs = (encodePacket(0, Buffer.from('AAhello')).length * 10_000) / 9600;
    vi.advanceTimersByTime(wireMs + 18);
    expect([shown(), answers]).toEqual([[''], []]);
    vi.advanceTimersByTime(4);
    expect([shown(), answers]).toEqual([['hello'], [ack]]);
  });
});
