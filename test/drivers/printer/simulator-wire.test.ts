/** The wire of a simulated printer: its speed both ways, and XON and XOFF. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PrinterModel } from '../../../drivers/printer/models/model.ts';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import { PrinterSimulator, type SimulatorOptions } from '../../../drivers/printer/simulator/simulator.ts';
import { hex } from '../hex.ts';
import { textLines } from './decoded.ts';
import { ask, bytes, confirmed, job } from './paper-bytes.ts';

const common = printerModel('escpos-58');

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** What it sends, each with the time in ms. */
function wired(options: SimulatorOptions, change: Partial<PrinterModel> = {}) {
  const simulator = new PrinterSimulator({ ...common, ...change }, { pace: 0, ...options });
  const beganMs = performance.now();
  const sent: [atMs: number, bytes: string][] = [];
  simulator.onSend((answer) => sent.push([Math.round(performance.now() - beganMs), hex(answer)]));
  return {
    simulator,
    sent,
    said: () =>
      sent
        .splice(0)
        .map(([, text]) => text)
        .join(' '),
  };
}

describe('wire of the printer simulator', () => {
  it.each([9600, 19_200, 115_200])('takes ten bits a byte at %i baud, both ways', async (baudRate) => {
    const { simulator, sent } = wired({ baudRate });
    const one = job('Ab 1', ...Array.from({ length: 20 }, () => 'x'.repeat(31)));
    simulator.receive(one);
    const inMs = (one.length * 10_000) / baudRate;
    const outMs = (7 * 10_000) / baudRate;
    await vi.advanceTimersByTimeAsync(inMs / 2);
    const lines = simulator.papers[0]?.items.length ?? 0;
    expect(Math.abs(lines - 10)).toBeLessThan(4);
    await vi.advanceTimersByTimeAsync(inMs / 2 - 2);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(outMs + 6);
    expect(sent.map(([, text]) => text).join(' ')).toBe(confirmed('Ab 1'));
    const [doneMs = 0] = sent.at(-1) ?? [];
    expect(doneMs).toBeGreaterThanOrEqual(Math.floor(inMs + outMs));
    expect(doneMs).toBeLessThanOrEqual(Math.ceil(inMs + outMs) + 4);
  });

  it('goes on where it was, so that many writes take as long as one', async () => {
    const { simulator } = wired({ baudRate: 9600 });
    for (const byte of Buffer.from(`${'x'.repeat(95)}\n`)) simulator.receive(Buffer.of(byte));
    await vi.advanceTimersByTimeAsync(99);
    expect(simulator.papers).toHaveLength(1);
    expect(simulator.papers[0]?.items).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(3);
    expect(simulator.papers[0]?.items).toHaveLength(3);
  });

  it('needs few timers', async () => {
    const { simulator } = wired({ baudRate: 115_200 });
    simulator.receive(Buffer.alloc(11_520, '\n'));
    const before = vi.getTimerCount();
    let steps = 0;
    while (vi.getTimerCount() > 0) {
      await vi.advanceTimersToNextTimerAsync();
      steps++;
    }
    expect(before).toBe(1);
    // A second's worth of bytes.
    expect(steps).toBeLessThan(150);
  });

  it('loses what is on it when the cable is cut', async () => {
    const { simulator, sent } = wired({ baudRate: 9600 });
    simulator.receive(Buffer.from('A\n'));
    await vi.advanceTimersByTimeAsync(50);
    simulator.receive(Buffer.concat([ask.all, job('Ab 1', 'lost')]));
    await vi.advanceTimersByTimeAsync(5);
    simulator.setFaults({ cableCut: true });
    simulator.setFaults({ cableCut: false });
    await vi.advanceTimersByTimeAsync(1000);
    expect(simulator.papers.flatMap(({ items }) => textLines(items))).toEqual(['A']);
    expect(sent.length).toBeLessThan(2);
  });
});

describe('flow control of the printer simulator', () => {
  it('says XOFF with 128 bytes left, and XON with 256 free', async () => {
    const { simulator, said } = wired({ flow: 'xon', pace: 1 });
    // The first line moves, so the rest waits in the buffer.
    simulator.receive(Buffer.from('x\n'));
    simulator.receive(Buffer.alloc(4096 - 129, 'y'));
    expect(said()).toBe('');
    simulator.receive(Buffer.alloc(1, 'y'));
    expect(said()).toBe('13');
    simulator.receive(Buffer.alloc(128, 'y'));
    expect(simulator.lostBytes).toBe(0);
    simulator.receive(Buffer.alloc(1, 'y'));
    expect(simulator.lostBytes).toBe(1);
    await vi.advanceTimersByTimeAsync(40 * 7);
    // 33 bytes begin a new line: the seventh line is printed when 7 × 32 and one are gone.
    expect(said()).toBe('');
    await vi.advanceTimersByTimeAsync(40 * 2);
    expect(said()).toBe('11');
  });

  it('has other marks in a buffer of 45 bytes', () => {
    const { simulator, said } = wired({ flow: 'xon', pace: 1 }, { bufferBytes: 45 });
    simulator.receive(Buffer.from('x\n'));
    simulator.receive(Buffer.alloc(28, 'y'));
    expect(said()).toBe('');
    simulator.receive(Buffer.alloc(1, 'y'));
    expect(said()).toBe('13');
  });

  it.each(['paperOut', 'coverOpen', 'printerError'] as const)(
    'says XOFF while it is offline for %s',
    (name) => {
      const { simulator, said } = wired({ flow: 'xon' });
      simulator.setFaults({ [name]: true });
      expect(said()).toBe('13');
      simulator.setFaults({ [name]: false });
      expect(said()).toBe('11');
    },
  );

  it('says neither where there is no flow control, but for the fault', () => {
    const { simulator, said } = wired({});
    simulator.setFaults({ coverOpen: true });
    simulator.receive(Buffer.alloc(5000, 'x'));
    expect(said()).toBe('');
    simulator.setFaults({ coverOpen: false, xoff: true });
    expect(said()).toBe('13');
  });

  it('with the fault it never says XON', () => {
    const { simulator, said } = wired({ flow: 'xon' });
    simulator.setFaults({ coverOpen: true });
    simulator.setFaults({ xoff: true });
    simulator.setFaults({ coverOpen: false });
    simulator.powerCycle();
    expect(said()).toBe('13');
    simulator.setFaults({ xoff: false });
    expect(said()).toBe('11');
  });

  it('on a wire with a speed the host heeds it, and nothing is lost', async () => {
    const { simulator, said } = wired({ flow: 'xon', baudRate: 115_200, pace: 0.2 });
    const lines = Array.from({ length: 400 }, (_, at) => `line ${at}`.padEnd(30));
    simulator.receive(job('Ab 1', ...lines));
    simulator.setFaults({ coverOpen: true });
    await vi.advanceTimersByTimeAsync(2000);
    expect(simulator.papers).toEqual([]);
    simulator.setFaults({ coverOpen: false });
    await vi.advanceTimersByTimeAsync(8000);
    expect(textLines(simulator.papers[0]?.items ?? [])).toEqual(lines);
    expect(simulator.lostBytes).toBe(0);
    expect(said()).toMatch(new RegExp(`^13 11 (13 11 )+${confirmed('Ab 1')}$`));
  });

  it('without flow control it loses what comes too fast', async () => {
    const { simulator } = wired({ baudRate: 115_200, pace: 2 });
    simulator.receive(Buffer.concat(Array.from({ length: 400 }, () => bytes('41 0a 1b 4a 60'))));
    simulator.receive(Buffer.alloc(6000, 'x'));
    await vi.advanceTimersByTimeAsync(2000);
    expect(simulator.lostBytes).toBeGreaterThan(1000);
  });
});
