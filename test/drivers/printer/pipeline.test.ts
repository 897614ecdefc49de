/** Two jobs with the printer at once, and never more bytes than it can hold; on a fake clock. */
import { afterEach, describe, expect, it } from 'vitest';
import { line, type PrintDocument } from '../../../drivers/printer/document.ts';
import { encodeJob } from '../../../drivers/printer/encode/encode.ts';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import { encodeCut } from '../../../drivers/printer/encode/set-up.ts';
import { blankDots } from '../../../drivers/printer/raster/dots.ts';
import { partsOf } from '../../../drivers/printer/session/parts.ts';
import { hex } from '../hex.ts';
import { clear, cleared, DriverBench, processId } from './driver-bench.ts';

/** A job of about so many bytes, in lines of 32. */
const long = (bytes: number): PrintDocument => ({
  items: Array.from({ length: Math.ceil(bytes / 33) }, () => line('x'.repeat(32))),
});

const bytesOf = (sent: readonly string[]) => sent.reduce((sum, text) => sum + (text.length + 1) / 3, 0);

describe('pipeline of an ESC/POS printer', () => {
  let bench: DriverBench;
  afterEach(() => bench.close());

  async function confirming(...of: ConstructorParameters<typeof DriverBench>): Promise<void> {
    bench = new DriverBench(...of);
    await bench.open();
    await bench.learnsThatItConfirms();
  }

  it('sends the next job while the one before it comes out, and no third one', async () => {
    await confirming();
    const first = await bench.give();
    expect(first).toEqual({ outcome: 'waiting', hasRoom: true });
    const second = await bench.give();
    const third = await bench.give();
    expect(bench.transport.take()).toHaveLength(2);
    expect([second.hasRoom, third.hasRoom]).toEqual([false, false]);
    await bench.says(processId(2));
    expect(first.outcome).toMatchObject({ state: 'printed', proof: 'confirmed' });
    expect(bench.transport.take()).toHaveLength(1);
    await bench.says(processId(3));
    expect(second.outcome).toMatchObject({ state: 'printed', proof: 'confirmed' });
    expect(third.hasRoom).toBe(true);
    await bench.says(processId(4));
    expect(third.outcome).toMatchObject({ state: 'printed', proof: 'confirmed' });
  });

  it('sends nothing between two jobs but them', async () => {
    await confirming();
    for (let n = 2; n < 12; n++) {
      await bench.give();
      await bench.says(processId(n));
    }
    expect(bench.transport.sent).toHaveLength(10);
  });

  it.each([
    ['it is not known to confirm', {}],
    ['it is said to confirm, and has not yet', { confirms: 'yes' }],
  ] as const)('has no room before the first confirmation: %s', async (_, model) => {
    bench = new DriverBench(model);
    await bench.open();
    const first = await bench.give();
    const second = await bench.give();
    expect(bench.transport.take()).toHaveLength(1);
    expect(first.hasRoom).toBe(false);
    await bench.says(processId(1));
    await bench.says(processId(2));
    expect(second.outcome).toMatchObject({ state: 'printed' });
  });

  const uncertain = { state: 'uncertain', problem: 'not-answering' };
  const cut = hex(encodeCut(printerModel('escpos-58')));

  it('believes no confirmation of a later job while that of an earlier one is missing', async () => {
    await confirming();
    const first = await bench.give();
    const second = await bench.give();
    await bench.passes(1500);
    bench.transport.take();
    await bench.says(processId(3));
    expect(first.outcome).toEqual(uncertain);
    expect(second.outcome).toEqual(uncertain);
    // Switched off and on between the two: half of the first may hang above the second, and no set-up holds.
    expect(bench.transport.take()).toContain(clear);
    await bench.says(cleared);
    expect(bench.transport.take().join(' ')).toContain(cut);
    // It is no less known to confirm: its status is not enough.
    const third = await bench.give();
    await bench.passes(8000);
    expect(third.outcome).toEqual(uncertain);
    await bench.says(cleared);
  });

  /** The first of two was given up when its process id had not come for so long. */
  async function secondOfTwo() {
    await confirming();
    const first = await bench.give();
    await bench.passes(3000);
    const second = await bench.give();
    await bench.passes(3000);
    expect(first.outcome).toEqual(uncertain);
    expect(second.outcome).toBe('waiting');
    return second;
  }

  it('believes it neither when the earlier one was given up before', async () => {
    const second = await secondOfTwo();
    await bench.says(processId(3));
    expect(second.outcome).toEqual(uncertain);
  });

  it('believes it when that of the earlier one has come late', async () => {
    const second = await secondOfTwo();
    bench.transport.take();
    await bench.says(processId(2));
    await bench.says(processId(3));
    expect(second.outcome).toMatchObject({ state: 'printed', proof: 'confirmed' });
    // Everything before the second one has left the printer: there is nothing to clear.
    expect(bench.transport.take().join(' ')).not.toContain(clear);
  });

  it('leaves both uncertain in trouble, and fails what was not begun', async () => {
    await confirming();
    const jobs = [await bench.give(), await bench.give(), await bench.give()];
    bench.transport.answer = '12 32 7e 1a';
    await bench.says('18 00 0c 00');
    await bench.says('37 25 00');
    const problem = 'paper-out';
    expect(jobs.map(({ outcome }) => outcome)).toEqual([
      { state: 'uncertain', problem },
      { state: 'uncertain', problem },
      { state: 'failed', problem },
    ]);
  });

  it('waits with the second job for the first when both do not fit into the buffer', async () => {
    await confirming({ bufferBytes: 700 });
    const first = await bench.give(long(280));
    const second = await bench.give(long(450));
    expect(bench.transport.take()).toHaveLength(1);
    await bench.says(processId(2));
    expect(first.outcome).toMatchObject({ state: 'printed' });
    expect(bench.transport.take()).toHaveLength(2);
    await bench.says(processId(3));
    expect(second.outcome).toMatchObject({ state: 'printed' });
  });

  it('never has more of a long job in the printer than its buffer holds', async () => {
    await confirming({ bufferBytes: 512 });
    const job = await bench.give(long(3000));
    let inFlight = bench.transport.take();
    let n = 3;
    const most: number[] = [];
    while (job.outcome === 'waiting' && n < 100) {
      most.push(bytesOf(inFlight));
      await bench.says(processId(n++));
      inFlight = [...inFlight.slice(1), ...bench.transport.take()];
      if (inFlight.length <= 1) await bench.says(processId(2));
    }
    expect(job.outcome).toMatchObject({ state: 'printed', proof: 'confirmed' });
    expect(Math.max(...most)).toBeLessThanOrEqual(512 + 22);
    expect(most.length).toBeGreaterThan(10);
  });

  it('paces a long job by the paper where nothing comes back', async () => {
    bench = new DriverBench({
      bufferBytes: 512,
      confirms: 'no',
      status: { automatic: false, realTime: false },
    });
    await bench.open();
    const job = await bench.give(long(3000));
    expect(bytesOf(bench.transport.take())).toBeLessThanOrEqual(512);
    expect(job.outcome).toBe('waiting');
    await bench.passes(1000);
    // 100 mm/s are 26 lines of 34 bytes.
    expect(bytesOf(bench.transport.take())).toBeLessThanOrEqual(900);
    await bench.passes(4000);
    expect(job.outcome).toMatchObject({ state: 'printed', proof: 'sent' });
  });

  it('paces by the answers to GS r where there are some', async () => {
    bench = new DriverBench({ bufferBytes: 512, confirms: 'no' });
    await bench.open();
    await bench.give(long(3000));
    let sent = bench.transport.take();
    expect(bytesOf(sent)).toBeLessThanOrEqual(512 + 6);
    expect(sent.every((text) => text.endsWith('1d 72 01'))).toBe(true);
    await bench.says('00');
    sent = bench.transport.take();
    expect(sent).toHaveLength(1);
  });
});

describe('parts of a job', () => {
  it('of a large picture are its strips, and two of them fit into the buffer', async () => {
    const model = { ...printerModel('escpos-58'), bufferBytes: 1024 };
    const image = blankDots(384, 400);
    const picture: PrintDocument = { items: [{ kind: 'image', align: 'left', image, isKept: false }] };
    const parts = partsOf(await encodeJob(picture, model, 'abcd', async () => null), 512);
    expect(parts.length).toBeGreaterThan(30);
    expect(parts.filter(({ bytes }) => bytes.length > 512)).toEqual([]);
    // GS v 0, but for the cut.
    expect(parts.slice(0, -1).filter(({ bytes }) => bytes[0] !== 0x1d || bytes[1] !== 0x76)).toEqual([]);
    expect(parts.reduce((sum, { dots }) => sum + dots, 0)).toBe(400 + 4 * 30);
    expect(parts.slice(0, -1).filter(({ dots }) => dots !== 10)).toEqual([]);
  });

  const job = { processId: 'abcd', lengthDots: 0, keeps: [] };
  const cut = (bytes: number, offsets: number[], partBytes: number) => {
    const joints = offsets.map((offset) => ({ offset, dots: 0 }));
    return partsOf({ ...job, bytes: Buffer.alloc(bytes), joints }, partBytes).map(
      (part) => part.bytes.length,
    );
  };

  it.each([
    ['one that fits', 100, [10, 20], 100, [100]],
    ['one that does not', 100, [0, 30, 60, 90], 50, [30, 30, 40]],
    ['a command that is larger', 100, [10, 90], 50, [10, 80, 10]],
    ['one that may be cut nowhere', 100, [], 50, [100]],
  ])('end where commands end: %s', (_, bytes, joints, partBytes, parts) => {
    expect(cut(bytes, joints, partBytes)).toEqual(parts);
  });
});
