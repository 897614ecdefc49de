import { describe, expect, it } from 'vitest';
import { printerModels } from '../../../drivers/printer/models/models.ts';
import { RealTimeScanner } from '../../../drivers/printer/simulator/real-time.ts';
import { PrinterSimulator } from '../../../drivers/printer/simulator/simulator.ts';
import { decoded, textLines } from './decoded.ts';
import { shortPaper, shortTicket } from './documents.ts';
import { encodeJob } from '../../../drivers/printer/encode/encode.ts';
import { hex } from '../hex.ts';

const model = printerModels['escpos-58'];
const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('decoder', () => {
  it.each([
    ['an unknown escape', '1b 7a', ['1b7a']],
    ['an unknown block, stepped over by its length', '1d 28 4c 02 00 30 32', ['1d284c02003032']],
    ['a size out of range', '1d 21 88', ['1d2188']],
    ['a stray control', '07', ['07']],
  ])('reports %s', (_, text, unknown) => {
    const paper = decoded(bytes(`${text} 41 0a`), 32);
    expect({ unknown: paper.unknown, text: textLines(paper.items) }).toEqual({ unknown, text: ['A'] });
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

  it('ignores an alignment in the middle of a line, as a printer does', () => {
    expect(decoded(bytes('41 1b 61 01 42 0a'), 32).items).toMatchObject([{ align: 'left' }]);
  });
});

describe('real-time scanner', () => {
  it.each([1, 2, 3, 50])('finds commands in pieces of %i bytes, wherever they stand', (pieceBytes) => {
    const all = bytes('41 10 04 01 42 10 10 04 04 10 14 10 14 08 01 03 14 01 06 02 08 43 10 04 05 10');
    const scanner = new RealTimeScanner();
    const data: number[] = [];
    const found: string[] = [];
    for (let at = 0; at < all.length; at += pieceBytes) {
      for (const part of scanner.push(all.subarray(at, at + pieceBytes))) {
        if (part.kind === 'data') data.push(...part.bytes);
        else found.push(part.kind === 'status' ? `status ${part.n}` : part.kind);
      }
    }
    expect(found).toEqual(['status 1', 'status 4', 'clear']);
    // The last DLE may still become a command.
    expect(hex(Uint8Array.from(data))).toBe('41 42 10 10 14 43 10 04 05');
  });
});

describe('printer simulator', () => {
  const job = encodeJob(shortTicket('A001'), model, 'Ab 1').bytes;

  function wired(options: { pace?: number } = {}) {
    const simulator = new PrinterSimulator(model, { pace: 0, ...options });
    const sent: string[] = [];
    simulator.onSend((answer) => sent.push(hex(answer)));
    return { simulator, sent };
  }

  it('prints at once where it is told to, and answers when it has', () => {
    const { simulator, sent } = wired();
    simulator.receive(job);
    expect(simulator.papers).toEqual([{ id: 1, done: true, bytes: job.length, items: shortPaper('A001') }]);
    expect(sent).toEqual(['10 00 00 00', '37 22 41 62 20 31 00']);
    expect(simulator.unknownCommands).toEqual([]);
  });

  it('answers in real time while it is offline and its buffer waits', () => {
    const { simulator, sent } = wired();
    simulator.setFaults({ paperOut: true });
    simulator.receive(job);
    simulator.receive(bytes('10 04 01 10 04 02 10 04 03 10 04 04'));
    expect({ sent, papers: simulator.papers }).toEqual({ sent: ['1a', '32', '12', '7e'], papers: [] });
    simulator.setFaults({ paperOut: false });
    expect(simulator.papers[0]?.items).toEqual(shortPaper('A001'));
  });

  it('reports changes by itself once it is asked to', () => {
    const { simulator, sent } = wired();
    simulator.setFaults({ coverOpen: true });
    simulator.setFaults({ coverOpen: false });
    expect(sent).toEqual([]);
    simulator.receive(bytes('1d 61 0e'));
    simulator.setFaults({ coverOpen: true });
    simulator.setFaults({ coverOpen: false });
    expect(sent).toEqual(['10 00 00 00', '38 00 00 00', '10 00 00 00']);
  });

  it('forgets its buffer when it is told to', () => {
    const { simulator, sent } = wired();
    simulator.setFaults({ paperOut: true });
    simulator.receive(job);
    simulator.receive(bytes('10 14 08 01 03 14 01 06 02 08'));
    simulator.setFaults({ paperOut: false });
    expect({ sent, papers: simulator.papers }).toEqual({ sent: ['37 25 00'], papers: [] });
  });

  it('throws away what does not fit into its buffer', () => {
    const { simulator } = wired();
    simulator.setFaults({ paperOut: true });
    simulator.receive(Buffer.alloc(5000, 'x'));
    expect(simulator.lostBytes).toBe(904);
  });

  it('tears off half a paper when the roll is changed, and keeps twenty papers', () => {
    const { simulator } = wired();
    simulator.receive(Buffer.from('half\n'));
    simulator.setFaults({ paperOut: true });
    simulator.setFaults({ paperOut: false });
    expect(simulator.papers).toMatchObject([{ id: 1, done: true }]);
    for (let count = 0; count < 25; count++) simulator.receive(job);
    expect(simulator.papers.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, at) => 26 - at));
    simulator.tear();
    expect(simulator.papers).toEqual([]);
  });
});
