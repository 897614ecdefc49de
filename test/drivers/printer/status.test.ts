import { describe, expect, it } from 'vitest';
import { afterSignal, fineCondition, problemOf } from '../../../drivers/printer/session/condition.ts';
import {
  StatusParser,
  type PrinterSignal,
  type RealTimeKind,
} from '../../../drivers/printer/session/status.ts';
import { isDeepStrictEqual } from 'node:util';
import { fixture, hex } from '../hex.ts';
import { seedOf, seeded } from '../../support/seeded.ts';

const seed = seedOf('status parser');

const expected: PrinterSignal[] = [
  { kind: 'real-time', n: 2, byte: 0x12 },
  { kind: 'real-time', n: 3, byte: 0x12 },
  { kind: 'real-time', n: 4, byte: 0x1e },
  { kind: 'real-time', n: 1, byte: 0x1a },
  { kind: 'automatic', bytes: [0x38, 0, 0, 0] },
  { kind: 'flow', on: false },
  { kind: 'automatic', bytes: [0x18, 0, 0x0f, 0] },
  { kind: 'flow', on: true },
  { kind: 'transmitted', byte: 0x0f },
  { kind: 'confirmed', processId: 'Ab 1' },
  { kind: 'cleared' },
];

function asked(...questions: RealTimeKind[]): StatusParser {
  const parser = new StatusParser();
  for (const n of questions) parser.expect(n);
  return parser;
}

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

const answer = (n: RealTimeKind, byte: number): PrinterSignal => ({ kind: 'real-time', n, byte });
const report = (...all: [number, number, number, number]): PrinterSignal => ({
  kind: 'automatic',
  bytes: all,
});

/** Everything a printer says, one after the other, with XON and XOFF at any place, and what it means. */
function conversation(random: () => number) {
  const pick = (below: number) => Math.floor(random() * below);
  const parser = new StatusParser();
  const meant: PrinterSignal[] = [];
  const sent: number[] = [];
  for (let n = 1 + pick(12); n > 0; n--) {
    const [signal, ...frame] = anyFrame(pick);
    if (signal.kind === 'real-time') parser.expect(signal.n);
    meant.push(signal);
    for (const byte of frame) sent.push(...(pick(8) === 0 ? [pick(2) === 0 ? 0x11 : 0x13] : []), byte);
  }
  return { parser, meant, sent: Buffer.from(sent) };
}

function anyFrame(pick: (below: number) => number): [PrinterSignal, ...number[]] {
  const kinds = [1, 2, 3, 4] as const;
  // Bits that are free in a status: 0x6c, and 0x6f in all but the first byte of an automatic one.
  const realTime = 0x12 | (pick(256) & 0x6c);
  const automatic: [number, number, number, number] = [
    0x10 | (pick(256) & 0x6c),
    pick(256) & 0x6f,
    pick(256) & 0x6f,
    pick(256) & 0x6f,
  ];
  const taken = pick(256) & 0x0f;
  const id = Array.from({ length: 4 }, () => 0x20 + pick(95));
  const frames: [PrinterSignal, ...number[]][] = [
    [answer(kinds[pick(4)] ?? 1, realTime), realTime],
    [report(...automatic), ...automatic],
    [{ kind: 'transmitted', byte: taken }, taken],
    [{ kind: 'confirmed', processId: String.fromCharCode(...id) }, 0x37, 0x22, ...id, 0],
    [{ kind: 'cleared' }, 0x37, 0x25, 0],
  ];
  return frames[pick(frames.length)] ?? [{ kind: 'cleared' }, 0x37, 0x25, 0];
}

/** Gives up what was asked, and asks anew. */
const askAgain = (parser: StatusParser, ...questions: RealTimeKind[]) => {
  parser.giveUp();
  for (const n of questions) parser.expect(n);
};

/** Says by two free bits which question it answers. */
const byteFor = (n: RealTimeKind) => 0x12 | ((n - 1) << 2);

describe('status parser', () => {
  it.each([1, 2, 3, 5, 100])('tells all answers apart, in pieces of %i bytes', (pieceBytes) => {
    const parser = asked(2, 3, 4, 1);
    const all = fixture('status.hex');
    const signals: PrinterSignal[] = [];
    for (let at = 0; at < all.length; at += pieceBytes)
      signals.push(...parser.push(all.subarray(at, at + pieceBytes)));
    expect(signals).toEqual(expected);
    expect(parser.unanswered).toBe(0);
  });

  it.each([
    ['a process id that breaks off', '37 22 41 42 37 22 41 62 20 31 00', 'confirmed'],
    ['an automatic status that breaks off', '18 00 37 25 00', 'cleared'],
    ['a process id with a byte out of range', '37 22 1f 37 25 00', 'cleared'],
    ['a process id without its end', '37 22 41 42 43 44 37 25 00', 'cleared'],
    ['an answer that nobody asked for', '12 37 25 00', 'cleared'],
    ['noise', 'ff 80 95 37 36 37 25 37 25 00', 'cleared'],
  ])('finds the next good frame after %s', (_, text, kind) => {
    expect(asked().push(bytes(text)).at(-1)?.kind).toBe(kind);
  });

  it('does not let a lost answer shift the meaning of later ones', () => {
    const parser = asked(2, 3, 4, 1);
    parser.push(bytes('12 12'));
    askAgain(parser, 4);
    // It may be a late one, until it must have come.
    expect(parser.push(bytes('7e'))).toEqual([{ kind: 'unplaced' }]);
    expect(parser.isPlaceable).toBe(true);
    expect(parser.place()).toEqual([answer(4, 0x7e)]);
    parser.expect(4);
    expect(parser.push(bytes('12'))).toEqual([answer(4, 0x12)]);
  });

  it('does not take late answers for those to what was asked since', () => {
    // A jammed cutter: read as answers to 3 and 2, it would be said of paper that it has run out.
    const parser = asked(3, 2, 4, 1);
    parser.push(bytes('1a'));
    askAgain(parser, 3, 2, 4, 1);
    const late = parser.push(bytes('52 12 1a'));
    expect(late).toEqual(Array.from({ length: 3 }, () => ({ kind: 'unplaced' })));
    expect(parser.unanswered).toBe(4);
    const signals = parser.push(bytes('1a 52 12 1a'));
    expect(signals.slice(-4)).toEqual([answer(3, 0x1a), answer(2, 0x52), answer(4, 0x12), answer(1, 0x1a)]);
    expect(parser.unanswered).toBe(0);
  });

  it('knows which came too late to be waited for, and asks on in step', () => {
    const parser = asked(3, 2, 4, 1);
    askAgain(parser);
    expect(parser.push(bytes('1a 52'))).toEqual([]);
    askAgain(parser, 3, 2, 4, 1);
    const signals = parser.push(bytes('12 1a 1a 52 12 1a'));
    expect(signals.filter(({ kind }) => kind === 'real-time')).toEqual([
      answer(3, 0x1a),
      answer(2, 0x52),
      answer(4, 0x12),
      answer(1, 0x1a),
    ]);
  });

  it('has nothing to wait for of a port that was closed', () => {
    const parser = asked(3, 2, 4, 1);
    parser.push(bytes('12'));
    askAgain(parser, 3, 2, 4, 1);
    parser.push(bytes('12'));
    parser.forgetQuestions();
    parser.expect(2);
    expect(parser.push(bytes('16'))).toEqual([answer(2, 0x16)]);
  });

  it(`never takes one answer for another as long as none is lost, however late, seed ${seed}`, () => {
    const random = seeded(seed);
    const rounds = [3, 2, 4, 1] as const;
    let placed = 0;
    for (let talk = 0; talk < 300; talk += 1) {
      const parser = new StatusParser();
      const onTheWire: number[] = [];
      const heard: PrinterSignal[] = [];
      for (let step = 0; step < 40; step += 1) {
        if (parser.unanswered === 0) {
          for (const n of rounds) parser.expect(n);
          onTheWire.push(...rounds.map(byteFor));
        } else if (random() < 0.2 && !parser.isPlaceable) parser.giveUp();
        heard.push(...parser.push(Buffer.from(onTheWire.splice(0, Math.floor(random() * 7)))));
      }
      for (const signal of heard) {
        if (signal.kind !== 'real-time') continue;
        placed += 1;
        expect(signal.byte).toBe(byteFor(signal.n));
      }
    }
    expect(placed).toBeGreaterThan(3_000);
  });

  it(`parses answers and reports that are split and interleaved at random, seed ${seed}`, () => {
    const random = seeded(seed);
    const wrong: unknown[] = [];
    for (let round = 0; round < 2000; round++) {
      const { sent, meant, parser } = conversation(random);
      const heard: PrinterSignal[] = [];
      for (let at = 0; at < sent.length;) {
        const end = at + 1 + Math.floor(random() * 6);
        heard.push(...parser.push(sent.subarray(at, end)));
        at = end;
      }
      const said = heard.filter(({ kind }) => kind !== 'flow');
      if (!isDeepStrictEqual(said, meant)) wrong.push({ sent: hex(sent), meant, heard });
    }
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it(`survives a million bytes of noise and reads the next good frame, seed ${seed}`, () => {
    const random = seeded(seed);
    const parser = new StatusParser();
    const missedAfter: string[] = [];
    for (let at = 0; at < 1_000_000;) {
      const piece = Buffer.from(
        Array.from({ length: 1 + Math.floor(random() * 97) }, () => Math.floor(random() * 256)),
      );
      if (random() < 0.5) parser.expect(1);
      parser.push(piece);
      at += piece.length;
      const signals = parser.push(bytes('37 22 41 62 20 31 00'));
      const found = signals.some((signal) => signal.kind === 'confirmed' && signal.processId === 'Ab 1');
      if (!found) missedAfter.push(piece.toString('hex'));
    }
    expect(missedAfter).toEqual([]);
  });
});

const after = (...signals: PrinterSignal[]) => problemOf(signals.reduce(afterSignal, fineCondition));

describe('condition', () => {
  it.each([
    ['nothing', [], null],
    ['all well', [answer(1, 0x12), answer(2, 0x12), answer(3, 0x12), answer(4, 0x12)], null],
    ['offline without a reason', [answer(1, 0x1a)], 'offline'],
    ['a held feed button', [answer(2, 0x1a), answer(1, 0x1a)], null],
    ['an open cover, which explains offline', [answer(2, 0x16), answer(1, 0x1a)], 'cover-open'],
    ['stopped at the end of the paper', [answer(2, 0x32)], 'paper-out'],
    ['no paper', [answer(4, 0x7e)], 'paper-out'],
    ['paper near its end', [answer(4, 0x1e)], null],
    ['an error without more', [answer(2, 0x52)], 'printer-error'],
    ['a jammed cutter', [answer(2, 0x52), answer(3, 0x1a)], 'cutter-jam'],
    ['an unrecoverable error', [answer(3, 0x32)], 'printer-error'],
    ['automatic: cover', [report(0x38, 0, 0, 0)], 'cover-open'],
    ['automatic: cutter', [report(0x18, 0x08, 0, 0)], 'cutter-jam'],
    ['automatic: error', [report(0x18, 0x20, 0, 0)], 'printer-error'],
    ['automatic: paper', [report(0x18, 0, 0x0c, 0)], 'paper-out'],
    ['automatic: offline', [report(0x18, 0, 0, 0)], 'offline'],
    ['automatic: well again', [answer(4, 0x7e), answer(2, 0x32), report(0x10, 0, 0, 0)], null],
    ['other signals', [{ kind: 'cleared' }], null],
  ] satisfies [string, PrinterSignal[], string | null][])('means by %s: %#', (_, signals, problem) => {
    expect(after(...signals)).toBe(problem);
  });

  it('sees the near end of the paper in both kinds of status', () => {
    expect(afterSignal(fineCondition, answer(4, 0x1e)).paperLow).toBe(true);
    expect(afterSignal(fineCondition, report(0x10, 0, 0x03, 0)).paperLow).toBe(true);
  });
});
