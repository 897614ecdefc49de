/** How the driver helps a printer out of trouble, on a fake clock. */
import { afterEach, describe, expect, it } from 'vitest';
import type { PrintDocument } from '../../../drivers/printer/document.ts';
import { clear, DriverBench, processId } from './driver-bench.ts';
import { poll } from './fake-transport.ts';

const resume = '10 05 01';
const endError = '10 05 02';
const setUp = '1b 40 1d 61 0e';
const cutOff = '1b 64 04 1d 56 01';

/** Automatic status. */
const well = '10 00 00 00';
const jammed = '18 08 00 00';
const hot = '18 40 00 00';
const broken = '18 20 00 00';
const paperOut = '18 00 0c 00';

/** Answers to a poll. */
const polledJammed = '1a 52 12 1a';

describe('ESC/POS printer in trouble', () => {
  let bench: DriverBench;
  afterEach(() => bench.close());

  /** A printer that confirms, with a job under way and an error. */
  async function jobWith(error: string, polled: string) {
    bench = new DriverBench();
    await bench.open();
    await bench.learnsThatItConfirms();
    const job = await bench.give();
    bench.transport.take();
    bench.transport.answer = polled;
    await bench.says(error);
    return job;
  }

  it('lets a job end well whose cutter error is mended under it', async () => {
    const job = await jobWith(jammed, polledJammed);
    expect(bench.statuses.at(-1)).toBe('cutter-jam slow');
    await bench.passes(500);
    expect(bench.transport.take()).toEqual([resume]);
    await bench.passes(3500);
    expect(bench.transport.take()).toEqual([resume, resume, resume]);
    bench.transport.answer = '12 12 12 12';
    await bench.says(`${well} ${processId(2)}`);
    expect(job.outcome).toMatchObject({ state: 'printed', proof: 'confirmed' });
    expect(bench.statuses.at(-1)).toBe('well');
    await bench.passes(60_000);
    expect(bench.transport.take()).toEqual([]);
  });

  it('gives the job up after a while, and then clears the error away for as long as it takes', async () => {
    const job = await jobWith(jammed, polledJammed);
    await bench.passes(19_999);
    expect(job.outcome).toBe('waiting');
    bench.transport.take();
    await bench.passes(1);
    expect(job.outcome).toEqual({ state: 'uncertain', problem: 'cutter-jam' });
    expect(bench.statuses.at(-1)).toBe('cutter-jam');
    expect(bench.transport.take()).toEqual([endError, clear]);
    await bench.says('37 25 00');
    await bench.passes(10 * 60_000);
    const attempts = bench.transport.take().filter((text) => text === endError).length;
    // Half a minute at most, a quarter of one where chance is 0.
    expect(attempts).toBeGreaterThan(20);
    expect(attempts).toBeLessThan(60);
    bench.transport.answer = '12 12 12 12';
    await bench.passes(2000);
    await bench.says('37 25 00');
    expect(bench.statuses.at(-1)).toBe('well');
    expect(bench.transport.take().at(-1)).toBe(`${cutOff} ${setUp}`);
  });

  it('waits without a word for a head that is too hot', async () => {
    const job = await jobWith(hot, '52 52 12 1a');
    await bench.passes(19_000);
    expect(bench.transport.take()).toEqual([]);
    bench.transport.answer = '12 12 12 12';
    await bench.says(`${well} ${processId(2)}`);
    expect(job.outcome).toMatchObject({ state: 'printed', proof: 'confirmed' });
  });

  it.each([
    ['an error that only switching off ends', broken, '32 52 12 1a', 'printer-error'],
    ['the end of the paper', paperOut, '12 32 7e 1a', 'paper-out'],
  ])('is uncertain at once at %s', async (_, error, polled, problem) => {
    const job = await jobWith(error, polled);
    expect(job.outcome).toEqual({ state: 'uncertain', problem });
    expect(bench.transport.take()).toEqual([clear]);
  });

  it('is uncertain at once with a printer that cannot be told to go on', async () => {
    bench = new DriverBench({ recovers: false });
    await bench.open();
    const job = await bench.give();
    bench.transport.answer = polledJammed;
    await bench.says(jammed);
    expect(job.outcome).toEqual({ state: 'uncertain', problem: 'cutter-jam' });
  });

  it('opens the port anew, again and again, while no answer comes', async () => {
    bench = new DriverBench();
    await bench.open();
    bench.transport.answer = null;
    await bench.passes(6000);
    expect(bench.statuses.at(-1)).toBe('not-answering');
    await bench.passes(1);
    expect(bench.transport.reopened).toHaveLength(1);
    await bench.passes(10 * 60_000);
    expect(bench.transport.reopened.length).toBeGreaterThan(20);
    expect(bench.transport.reopened.length).toBeLessThan(60);
  });

  it('tries at once what it would try later, when somebody has seen to it', async () => {
    bench = new DriverBench();
    await bench.open();
    bench.transport.answer = null;
    await bench.passes(60_000);
    const before = bench.transport.reopened.length;
    bench.printer.retry();
    bench.printer.retry();
    expect(bench.transport.reopened.length).toBe(before + 2);
    bench.transport.set('closed');
    bench.printer.retry();
    expect(bench.transport.reopened.at(-1)).toBe('tried again by hand');
  });

  it('sets a printer up once, and again only after it may have been switched off', async () => {
    bench = new DriverBench();
    await bench.open();
    await bench.learnsThatItConfirms();
    await bench.give();
    await bench.says(processId(2));
    await bench.passes(60_000);
    expect(bench.transport.take()).not.toContain(setUp);
    // Off for a moment: one poll is not answered, and the next one is.
    bench.transport.answer = null;
    await bench.passes(2000);
    bench.transport.answer = '12 12 12 12';
    await bench.passes(4000);
    expect(bench.transport.take()).toEqual([setUp]);
    expect(bench.statuses.at(-1)).toBe('well');
  });

  it('does not wait for an answer at the first opening of a printer that cannot clear its buffers', async () => {
    bench = new DriverBench({ clears: false });
    bench.transport.set('open');
    await bench.passes(0);
    expect(bench.transport.take()).toEqual([setUp]);
  });

  it('takes a printer that is well and does not answer as clean after a second', async () => {
    bench = new DriverBench();
    bench.transport.set('open');
    await bench.passes(0);
    const job = await bench.give();
    await bench.passes(999);
    expect(bench.transport.take()).toEqual([clear]);
    await bench.passes(1);
    expect(bench.transport.take()).toEqual([setUp, expect.stringMatching(/^41 30 31 32 0a/)]);
    await bench.says(processId(1));
    expect(job.outcome).toMatchObject({ state: 'printed' });
  });

  it.each([
    ['when it is set up already', true],
    ['before its port has opened', false],
  ])('cuts off what an earlier run may have left hanging out of it, told %s', async (_, isOpen) => {
    bench = new DriverBench();
    if (isOpen) await bench.open();
    bench.printer.distrust();
    if (!isOpen) bench.transport.set('open');
    await bench.passes(0);
    if (!isOpen) await bench.says('37 25 00');
    expect(bench.transport.take().at(-1)).toBe(`${cutOff} ${setUp}`);
    const job = await bench.give();
    await bench.says(processId(1));
    expect(job.outcome).toMatchObject({ state: 'printed', proof: 'confirmed' });
    bench.transport.set('closed');
    bench.transport.set('open');
    await bench.passes(0);
    expect(bench.transport.take().at(-1)).toBe(setUp);
  });

  it('brings kept images once, and again at once after it may have been switched off', async () => {
    bench = new DriverBench({ keepsLogo: true });
    await bench.open();
    const image = { widthDots: 8, heightDots: 2, bits: Uint8Array.from([0xff, 0x81]) };
    const document: PrintDocument = { items: [{ kind: 'image', align: 'left', image, isKept: true }] };
    const define = /^1d 28 4c 0d 00 30 53 .* ff 81$/;
    const job = /^1d 28 4c 06 00 30 55/;
    await bench.give(document);
    await bench.says(processId(1));
    await bench.give(document);
    await bench.says(processId(2));
    expect(bench.transport.take()).toEqual([define, job, job].map((text) => expect.stringMatching(text)));
    bench.transport.set('closed');
    bench.transport.set('open');
    await bench.passes(0);
    const [again = '', ...rest] = bench.transport.take();
    expect(rest).toEqual([]);
    expect(again.startsWith(`${setUp} `)).toBe(true);
    expect(again.slice(setUp.length + 1)).toMatch(define);
  });

  it('says that a paper is slow', async () => {
    bench = new DriverBench({ confirms: 'yes' }, { confirmMs: 60_000 });
    await bench.open();
    const job = await bench.give();
    await bench.passes(4999);
    expect(bench.statuses).toEqual(['well']);
    await bench.passes(1);
    expect(bench.statuses).toEqual(['well', 'well slow']);
    await bench.says(processId(1));
    expect(job.outcome).toMatchObject({ state: 'printed' });
    expect(bench.statuses).toEqual(['well', 'well slow', 'well']);
  });

  it('asks a printer nothing that answers nothing, and waits for none', async () => {
    bench = new DriverBench({ status: { automatic: false, realTime: false }, confirms: 'no' });
    bench.transport.set('open');
    await bench.passes(0);
    const job = await bench.give();
    expect(job.outcome).toMatchObject({ state: 'printed', proof: 'sent' });
    await bench.passes(60_000);
    expect(bench.transport.sent).not.toContain(poll);
    expect(bench.transport.sent[0]).toBe('1b 40');
  });
});
