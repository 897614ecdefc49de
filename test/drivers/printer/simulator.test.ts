/** The simulated printer is as a real one: what it prints, and what it says when. */
import { describe, expect, it } from 'vitest';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import { PrinterSimulator, type PrinterFaults } from '../../../drivers/printer/simulator/simulator.ts';
import { hex } from '../hex.ts';
import { ask, bytes, clearAndGoOn, confirmed, job, reportsOn } from './paper-bytes.ts';
import { wired } from './wired.ts';

const common = printerModel('escpos-58');

describe('printer simulator', () => {
  it('prints at once where it is told to, and answers when it has', () => {
    const { simulator, send } = wired();
    const one = job('Ab 1', 'A001');
    expect(send(one)).toBe(confirmed('Ab 1'));
    expect(simulator.papers).toEqual([
      {
        id: 1,
        done: true,
        bytes: one.length,
        lengthDots: 30 + 120,
        items: [
          { kind: 'line', align: 'left', runs: [{ text: 'A001', width: 1, height: 1, bold: false }] },
          { kind: 'feed', dots: 120 },
          { kind: 'cut' },
        ],
      },
    ]);
    expect(simulator.printedMm).toBe(150 / 8);
  });

  it('never answers for a model that does not confirm, nor where the option says so', () => {
    expect(wired({}, { confirms: 'no' }).send(job('Ab 1', 'A001'))).toBe('');
    expect(wired({ confirms: false }).send(job('Ab 1', 'A001'))).toBe('');
  });

  it('throws away what does not fit into the buffer of its model', () => {
    const { simulator, fault, send } = wired({}, { bufferBytes: 45 });
    fault({ paperOut: true });
    send(Buffer.alloc(50, 'x'));
    expect(simulator.lostBytes).toBe(5);
  });

  it('takes an image that is larger than its buffer while it prints it', () => {
    const { simulator, send } = wired({}, { bufferBytes: 100 });
    const rows = Buffer.alloc(48 * 100, 0xff);
    send(bytes('1d 76 30 00 30 00 64 00'));
    for (let at = 0; at < rows.length; at += 64) send(rows.subarray(at, at + 64));
    expect(simulator.lostBytes).toBe(0);
    expect(simulator.papers[0]?.items).toMatchObject([{ kind: 'image', widthDots: 384, heightDots: 100 }]);
  });

  it('has a paper to tear off where there is no knife, once it has come out', () => {
    const { simulator, send } = wired({}, { cutter: 'none' });
    send(Buffer.from('A001\n'), bytes('1b 64 04'), Buffer.from('A002\n'), bytes('1b 64 02'));
    expect(simulator.papers.map(({ done }) => done)).toEqual([false, true]);
    send(bytes('1b 64 02 1d 56 42 00'));
    expect(simulator.papers.map(({ done }) => done)).toEqual([true, true]);
    expect(simulator.papers[0]?.items.some(({ kind }) => kind === 'cut')).toBe(false);
  });

  it('tears off half a paper when the roll is changed, and keeps twenty papers', () => {
    const { simulator, fault, send } = wired();
    send(Buffer.from('half\n'));
    fault({ paperOut: true });
    fault({ paperOut: false });
    expect(simulator.papers).toMatchObject([{ id: 1, done: true }]);
    for (let count = 0; count < 25; count++) send(job('Ab 1', 'A001'));
    expect(simulator.papers.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, at) => 26 - at));
    simulator.tear();
    expect(simulator.papers).toEqual([]);
  });
});

/** Each trouble as DLE EOT 1 to 4 tell it, and as automatic status does. */
const troubles: readonly (readonly [keyof PrinterFaults, string, string])[] = [
  ['paperOut', '1a 32 12 7e', '18 00 0f 00'],
  ['nearEnd', '12 12 12 1e', '10 00 03 00'],
  ['coverOpen', '1a 16 12 12', '38 00 00 00'],
  ['cutterJam', '1a 52 1a 12', '18 08 00 00'],
  ['printerError', '1a 52 32 12', '18 20 00 00'],
];

describe('status of the printer simulator', () => {
  it.each(troubles)('%s in real time and by itself', (name, realTime, automatic) => {
    const { send, fault } = wired();
    expect(send(ask.all)).toBe('12 12 12 12');
    expect(fault({ [name]: true })).toBe('');
    expect(send(ask.all)).toBe(realTime);
    fault({ [name]: false });
    send(clearAndGoOn);
    expect(send(reportsOn)).toBe('10 00 00 00');
    expect(fault({ [name]: true })).toBe(automatic);
    expect(fault({ [name]: true })).toBe('');
  });

  it('reports the end of a trouble as well', () => {
    const { send, fault } = wired();
    send(reportsOn);
    fault({ coverOpen: true });
    expect(fault({ paperOut: true })).toBe('38 00 0f 00');
    expect(fault({ coverOpen: false })).toBe('18 00 0f 00');
    expect(fault({ paperOut: false })).toBe('10 00 00 00');
  });

  it.each([
    ['02', 'nearEnd', ''],
    ['02', 'coverOpen', '38 00 00 00'],
    ['04', 'coverOpen', ''],
    ['04', 'cutterJam', '18 08 00 00'],
    ['08', 'nearEnd', '10 00 03 00'],
    ['00', 'paperOut', ''],
  ] as const)('GS a %s: %s is told as "%s"', (mask, name, expected) => {
    const { send, fault } = wired();
    send(bytes(`1d 61 ${mask}`));
    expect(fault({ [name]: true })).toBe(expected);
  });

  it('forgets automatic status at ESC @ where its model does', () => {
    const forgetful = wired();
    forgetful.send(reportsOn, bytes('1b 40'));
    expect(forgetful.fault({ coverOpen: true })).toBe('');
    const keen = wired({}, { quirks: [] });
    keen.send(reportsOn, bytes('1b 40'));
    expect(keen.fault({ coverOpen: true })).toBe('38 00 00 00');
  });

  it('is silent where its model is, or its cable', () => {
    const model = wired({}, { status: { automatic: false, realTime: false } });
    expect(model.send(ask.all, reportsOn) + model.fault({ coverOpen: true })).toBe('');
    const cable = wired({ backChannel: false });
    expect(cable.send(ask.all, reportsOn, job('Ab 1', 'x')) + cable.fault({ xoff: true })).toBe('');
  });

  it('has no near end without a sensor for it', () => {
    const { send, fault } = wired({}, { hasNearEnd: false });
    fault({ nearEnd: true });
    expect(send(ask.all)).toBe('12 12 12 12');
    fault({ nearEnd: false, paperOut: true });
    expect(send(ask.all)).toBe('1a 32 12 72');
  });

  it('answers GS r after what stood before it, and not while it is offline', () => {
    const { fault, send, said, texts } = wired();
    fault({ coverOpen: true, nearEnd: true });
    expect(send(job('Ab 1', 'A001'), bytes('1d 72 01 1d 72 02'), ask.printer)).toBe('1a');
    fault({ coverOpen: false });
    expect(said()).toBe('');
    expect(texts()).toEqual(['A001']);
  });

  it('tells paper and drawer by GS r', () => {
    const { fault, send } = wired();
    expect(send(bytes('1d 72 01 1d 72 32'))).toBe('00 00');
    fault({ nearEnd: true });
    expect(send(bytes('1d 72 31 1d 72 02'))).toBe('03 00');
  });

  it('says noise between its answers, and never inside them', () => {
    const chances = [0.9, 0.3, 0.7, 0.1, 0.99, 0, 0.5];
    let at = 0;
    const random = () => chances[at++ % chances.length] ?? 0;
    const simulator = new PrinterSimulator(common, { pace: 0, random });
    const sent: string[] = [];
    simulator.onSend((answer) => sent.push(hex(answer)));
    simulator.setFaults({ garbage: true });
    simulator.receive(Buffer.concat([reportsOn, ask.printer, job('Ab 1', 'x')]));
    const answers = sent.filter((_, place) => place % 2 === 1);
    const noise = sent
      .filter((_, place) => place % 2 === 0)
      .join(' ')
      .split(' ');
    expect(answers).toEqual(['10 00 00 00', '12', confirmed('Ab 1')]);
    expect(noise.length).toBeGreaterThan(3);
    // As no status, no XON, no XOFF and no block begins.
    expect(noise.map((byte) => Number.parseInt(byte, 16)).filter((byte) => (byte & 0x81) === 0)).toEqual([]);
    expect(noise).not.toContain('11');
    expect(noise).not.toContain('13');
    simulator.setFaults({ garbage: false });
    sent.length = 0;
    simulator.receive(ask.printer);
    expect(sent).toEqual(['12']);
  });
});
