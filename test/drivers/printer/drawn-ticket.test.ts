/**
 * A ticket with much paper in few bytes at its head and many bytes of little paper behind, on a wire without flow control: not
 * a byte of it may be lost, or the printer must not be said to have printed it. On a fake clock, at a printer's real speed.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { line, type PrintDocument } from '../../../drivers/printer/document.ts';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import type { PrintOutcome } from '../../../drivers/printer/printer.ts';
import { blankDots } from '../../../drivers/printer/raster/dots.ts';
import { EscposPrinter } from '../../../drivers/printer/session/escpos-printer.ts';
import { timingOn } from '../../../drivers/printer/session/timing.ts';
import { PrinterSimulator, type SimulatorOptions } from '../../../drivers/printer/simulator/simulator.ts';
import { parseAddress } from '../../../drivers/transport/address.ts';
import type { SimulatedDevice } from '../../../drivers/transport/simulated.ts';
import { transportTo } from '../rigs.ts';
import { textLines } from './decoded.ts';

const model = printerModel('escpos-58');

const heading = (text: string) => line(text, { width: 4, height: 4 });
const drawn = { kind: 'image', align: 'left', image: blankDots(384, 115), isKept: false } as const;

/** 16.5 KB, as a number in a script that the printer lacks is. */
const ticket: PrintDocument = {
  items: [
    ...['HALL', 'DESK', 'A012', 'NEXT'].map(heading),
    drawn,
    drawn,
    drawn,
    { kind: 'qr', content: 'https://q.example.cn/A012', moduleDots: 5 },
    line('END'),
  ],
};

/** As the wire is for the driver and, where the simulator says so, for the bytes. */
const serial = timingOn(parseAddress('serial:/dev/ttyS0?baudRate=115200'));

/** A wire on which some bytes of the host, or of the printer, do not arrive. */
const losing =
  (isLost: (bytes: Uint8Array) => boolean, of: 'host' | 'printer') =>
  (device: SimulatedDevice): SimulatedDevice => ({
    plugged: true,
    onPlugged: () => () => undefined,
    receive: (bytes) => {
      if (of === 'printer' || !isLost(bytes)) device.receive(bytes);
    },
    onSend: (listener) =>
      device.onSend((bytes) => {
        if (of === 'host' || !isLost(bytes)) listener(bytes);
      }),
  });

const endsInQuestion = (bytes: Uint8Array) => Buffer.from(bytes.subarray(-3)).toString('hex') === '1d7201';
const isAnswer = ([byte = 0xff]: Uint8Array) => (byte & 0x90) === 0;
const whole = 'HALL DESK A012 NEXT END, cut';

describe('a drawn ticket without flow control', () => {
  let simulator: PrinterSimulator;
  let printer: EscposPrinter;

  beforeEach(() => void vi.useFakeTimers());
  afterEach(async () => {
    await printer.close();
    vi.useRealTimers();
  });

  async function open(
    options: SimulatorOptions,
    wire: (device: SimulatedDevice) => SimulatedDevice = (device) => device,
    timing = serial,
  ): Promise<void> {
    simulator = new PrinterSimulator(model, options);
    printer = new EscposPrinter(model, transportTo('simulated:', wire(simulator)), { timing });
    await vi.advanceTimersByTimeAsync(3000);
  }

  /** How it ended, and after how many seconds. */
  async function print(): Promise<{ outcome: PrintOutcome; seconds: number }> {
    const startMs = performance.now();
    const ended: { outcome: PrintOutcome; seconds: number }[] = [];
    const printing = (async () => {
      const outcome = await printer.print(ticket);
      ended.push({ outcome, seconds: (performance.now() - startMs) / 1000 });
    })();
    for (let second = 0; second < 60 && ended.length === 0; second++) await vi.advanceTimersByTimeAsync(1000);
    const [end] = ended;
    if (end === undefined) throw new Error('it has not ended');
    await printing;
    return end;
  }

  /** All that has come out, after as long as it needs. */
  async function papers(): Promise<string[]> {
    await vi.advanceTimersByTimeAsync(30_000);
    return simulator.papers.map(({ done, items }) => `${textLines(items).join(' ')}${done ? ', cut' : ''}`);
  }

  it.each([
    ['answers, as fast as its data sheet says', { confirms: false }, 'status-ok'],
    ['answers, on a wire of its speed', { confirms: false, baudRate: 115_200 }, 'status-ok'],
    ['answers, much slower', { confirms: false, pace: 1.9 }, 'status-ok'],
    ['says what is on paper', { pace: 1.9 }, 'confirmed'],
    ['says nothing, a little slower', { backChannel: false, pace: 1.2 }, 'sent'],
  ] satisfies [string, SimulatorOptions, string][])(
    'comes out whole, of a printer that %s',
    async (_, options, proof) => {
      await open(options);
      const first = await print();
      const second = await print();
      expect([first.outcome, second.outcome]).toMatchObject([
        { state: 'printed', proof },
        { state: 'printed', proof },
      ]);
      expect(await papers()).toEqual([whole, whole]);
      expect(simulator.lostBytes).toBe(0);
      expect(simulator.unknownCommands).toEqual([]);
    },
  );

  it.each(['simulated:', 'tcp://192.0.2.1:9100', 'usb:/dev/usb/lp0'])(
    'has its proof soon after its paper, of a printer without process ids at %s',
    async (port) => {
      await open({ confirms: false }, undefined, timingOn(parseAddress(port)));
      const first = await print();
      const second = await print();
      expect([first.outcome, second.outcome]).toMatchObject([
        { state: 'printed', proof: 'status-ok' },
        { state: 'printed', proof: 'status-ok' },
      ]);
      // It takes 1.4 s on paper; the first job also waits for a process id.
      expect(first.seconds).toBeLessThan(7.5);
      expect(second.seconds).toBeLessThan(3);
    },
  );

  it('is given the time that its bytes need on a serial wire', async () => {
    await open(
      { confirms: false, baudRate: 9600 },
      undefined,
      timingOn(parseAddress('serial:/dev/ttyS0?baudRate=9600')),
    );
    expect((await print()).outcome).toMatchObject({ state: 'printed', proof: 'status-ok' });
    expect(await papers()).toEqual([whole]);
  });

  it('comes out whole, of a printer that does not answer the question behind the bytes', async () => {
    await open({ confirms: false }, losing(isAnswer, 'printer'));
    expect((await print()).outcome).toMatchObject({ state: 'printed', proof: 'status-ok' });
    expect((await print()).outcome).toMatchObject({ state: 'printed', proof: 'status-ok' });
    expect(await papers()).toEqual([whole, whole]);
    expect(simulator.lostBytes).toBe(0);
  });

  it.each([
    ['in its middle', 5],
    ['at its end', 9],
  ])('is uncertain when a part of it is lost %s', async (_, nth) => {
    let parts = 0;
    await open(
      { confirms: false },
      losing((bytes) => endsInQuestion(bytes) && ++parts === nth, 'host'),
    );
    expect((await print()).outcome).toEqual({ state: 'uncertain', problem: 'not-answering' });
    expect((await print()).outcome).toMatchObject({ state: 'printed', proof: 'status-ok' });
  });
});
