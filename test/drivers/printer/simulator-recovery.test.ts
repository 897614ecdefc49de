/** What it takes to get a simulated printer going again, as it does with a real one. */
import { describe, expect, it } from 'vitest';
import type { PrinterSimulator } from '../../../drivers/printer/simulator/simulator.ts';
import { textLines } from './decoded.ts';
import {
  ask,
  bytes,
  clearAndGoOn,
  clearBuffers,
  confirmed,
  goOn,
  job,
  keep,
  printKept,
  reportsOn,
} from './paper-bytes.ts';
import { wired } from './wired.ts';

/** Resolves after the first line, while the second one moves. */
async function inTheMiddle(simulator: PrinterSimulator): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = simulator.onChange(() => {
      if (simulator.papers[0]?.items.length !== 1) return;
      stop();
      resolve();
    });
  });
}

const cut = (simulator: PrinterSimulator) =>
  new Promise<void>((resolve) => {
    const stop = simulator.onChange(() => {
      if (!simulator.papers[0]?.done) return;
      stop();
      resolve();
    });
  });

describe('recovery of the printer simulator', () => {
  it.each([
    ['paperOut', 'A001'],
    ['coverOpen', 'A001'],
    ['printerError', ''],
    ['hung', ''],
  ] as const)('prints nothing with %s; afterwards it has "%s"', (name, left) => {
    const { fault, send, texts } = wired();
    fault({ [name]: true });
    send(job('Ab 1', 'A001'));
    expect(texts()).toEqual([]);
    fault({ [name]: false });
    expect(texts().join()).toBe(left);
  });

  it.each([
    ['DLE ENQ 1 goes on', goOn, 'A001', confirmed('Ab 1')],
    ['DLE ENQ 2 clears and goes on', clearAndGoOn, '', ''],
    ['DLE DC4 8 clears and goes on', clearBuffers, '', '37 25 00'],
  ])('after a jam, %s, once the knife is free', (_, command, left, answer) => {
    const { fault, send, texts, simulator } = wired();
    fault({ cutterJam: true });
    send(job('Ab 1', 'A001'));
    send(goOn);
    expect(send(ask.printer)).toBe('1a');
    fault({ cutterJam: false });
    expect(send(ask.printer)).toBe('1a');
    expect(texts()).toEqual([]);
    expect(send(command)).toBe(answer);
    expect(send(ask.all)).toBe('12 12 12 12');
    expect(texts().join()).toBe(left);
    expect(simulator.faults.cutterJam).toBe(false);
  });

  it('prints the line that failed anew, and no other twice', async () => {
    const { fault, send, simulator, said } = wired({ pace: 0.05 });
    send(job('Ab 1', 'one', 'two', 'three'));
    await inTheMiddle(simulator);
    fault({ cutterJam: true });
    fault({ cutterJam: false });
    const done = cut(simulator);
    send(goOn);
    await done;
    expect(textLines(simulator.papers[0]?.items ?? [])).toEqual(['one', 'two', 'three']);
    expect(said()).toBe(confirmed('Ab 1'));
  });

  it('ignores DLE ENQ where there is nothing to recover from', () => {
    const { fault, send, texts } = wired();
    fault({ coverOpen: true });
    send(job('Ab 1', 'A001'), clearAndGoOn, goOn);
    fault({ coverOpen: false });
    expect(texts()).toEqual(['A001']);
  });

  it('knows only the commands that its model knows', () => {
    const deaf = wired({}, { recovers: false, clears: false });
    deaf.fault({ cutterJam: true });
    deaf.fault({ cutterJam: false });
    expect(deaf.send(goOn, clearAndGoOn, clearBuffers, ask.printer)).toBe('1a');
    deaf.simulator.powerCycle();
    expect(deaf.send(ask.printer)).toBe('12');
    expect(wired({}, { cutter: 'none' }).fault({ cutterJam: true })).toBe('');
    const knifeless = wired({}, { cutter: 'none' });
    knifeless.fault({ cutterJam: true });
    expect(knifeless.send(ask.printer)).toBe('12');
  });

  it('forgets its buffer when it is told to, and keeps its modes', () => {
    const { fault, send, simulator } = wired();
    send(bytes('1d 21 11'));
    fault({ paperOut: true });
    send(job('Ab 1', 'A001'));
    expect(send(clearBuffers)).toBe('37 25 00');
    fault({ paperOut: false });
    expect(simulator.papers).toEqual([]);
    send(Buffer.from('x\n'));
    expect(simulator.papers[0]?.items).toMatchObject([{ runs: [{ text: 'x', width: 2, height: 2 }] }]);
  });

  it('forgets everything when it is switched off and on', () => {
    const { fault, send, simulator, texts } = wired({}, { keepsLogo: true });
    send(reportsOn, keep('LG'), bytes('1d 21 11'));
    fault({ hung: true });
    expect(send(job('Ab 1', 'lost'), ask.printer)).toBe('');
    fault({ printerError: true });
    simulator.powerCycle();
    expect(simulator.faults).toMatchObject({ hung: false, printerError: false });
    expect(fault({ nearEnd: true })).toBe('');
    expect(send(ask.printer)).toBe('12');
    send(printKept('LG'), Buffer.from('x\n'));
    expect(texts()).toEqual(['x']);
    expect(simulator.papers[0]?.items).toMatchObject([{ kind: 'line', runs: [{ width: 1 }] }]);
  });

  it('is as jammed as before when it is switched off and on with the knife stuck', () => {
    const { fault, send, simulator } = wired();
    fault({ cutterJam: true });
    simulator.powerCycle();
    expect(send(ask.printer)).toBe('1a');
    fault({ cutterJam: false });
    simulator.powerCycle();
    expect(send(ask.printer)).toBe('12');
  });
});

describe('roll of the printer simulator', () => {
  it('comes to its end by itself, and says so before', () => {
    const { said, send, simulator, texts } = wired({ rollMm: 60, nearEndMm: 20 });
    send(reportsOn);
    const answers = ['A', 'B', 'C', 'D'].map((text) => send(job('Ab 1', text)));
    // A paper is 18.75 mm long: the roll ends with the line of the fourth.
    expect(simulator.printedMm).toBe(60);
    expect(answers).toEqual([
      confirmed('Ab 1'),
      confirmed('Ab 1'),
      `10 00 03 00 ${confirmed('Ab 1')}`,
      '18 00 0f 00',
    ]);
    expect(simulator.faults).toMatchObject({ nearEnd: true, paperOut: true });
    expect(texts()).toEqual(['D', 'C', 'B', 'A']);
    simulator.newRoll();
    expect(said()).toBe(`10 00 00 00 ${confirmed('Ab 1')}`);
    expect(simulator.faults).toMatchObject({ nearEnd: false, paperOut: false });
    expect(send(job('Ab 2', 'E'))).toBe(confirmed('Ab 2'));
  });

  it.each(['paperOut', 'nearEnd'] as const)('is a new one when %s is mended', (name) => {
    const { send, fault, simulator } = wired({ rollMm: 40, nearEndMm: 30 });
    send(job('Ab 1', 'A'));
    fault({ [name]: true });
    fault({ [name]: false });
    expect(simulator.faults).toMatchObject({ nearEnd: false, paperOut: false });
    send(bytes('1b 64 02'));
    expect(simulator.faults.nearEnd).toBe(false);
    send(bytes('1b 64 02'));
    expect(simulator.faults.nearEnd).toBe(true);
  });
});
