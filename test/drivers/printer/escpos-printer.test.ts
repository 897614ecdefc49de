/** What takes seconds on a real printer, on a fake clock. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { line } from '../../../drivers/printer/document.ts';
import { EscposPrinter } from '../../../drivers/printer/session/escpos-printer.ts';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import { defaultTiming } from '../../../drivers/printer/session/timing.ts';
import type { PrintOutcome } from '../../../drivers/printer/printer.ts';
import { FakeTransport, poll, well } from './fake-transport.ts';

const setUp = '1b 40 1d 61 0e';
const clear = '10 14 08 01 03 14 01 06 02 08';
const cutOff = '1b 64 04 1d 56 01';
const paperOut = '12 32 7e 1a';

const ticket = { items: [line('A012')] };

/** How a job has ended, or `waiting`; asking moves the fake clock by nothing. */
async function stateOf(outcome: Promise<PrintOutcome>): Promise<string> {
  let state = 'waiting';
  void outcome.then((ended) => (state = ended.state));
  await vi.advanceTimersByTimeAsync(0);
  return state;
}

describe('ESC/POS printer', () => {
  let transport: FakeTransport;
  let printer: EscposPrinter;
  let problems: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    transport = new FakeTransport();
    printer = new EscposPrinter(printerModel('escpos-58'), transport, {
      random: () => 0,
      timing: { ...defaultTiming, byteMs: 0 },
    });
    problems = [];
    printer.onStatus(({ problem }) => problems.push(problem ?? 'well'));
  });
  afterEach(async () => {
    await printer.close();
    await vi.advanceTimersByTimeAsync(0);
    const timersLeft = vi.getTimerCount();
    vi.useRealTimers();
    if (timersLeft > 0) throw new Error(`${timersLeft} timers are left after closing`);
  });

  async function reopen(): Promise<void> {
    transport.set('open');
    await vi.advanceTimersByTimeAsync(0);
  }

  /** For the first time: what may be left of an earlier run is cleared. */
  async function open(): Promise<void> {
    await reopen();
    if (transport.answer === null) return;
    transport.say('37 25 00');
    await vi.advanceTimersByTimeAsync(0);
  }

  /** Prints, and after `ms` says how it went, or `waiting`. */
  async function printFor(ms: number): Promise<PrintOutcome | 'waiting'> {
    let outcome: PrintOutcome | 'waiting' = 'waiting';
    void printer.print(ticket).then((ended) => (outcome = ended));
    await vi.advanceTimersByTimeAsync(ms);
    return outcome;
  }

  /** Begins to print; the bytes have left when this resolves. */
  async function begin(): Promise<{ outcome: Promise<PrintOutcome> }> {
    const outcome = printer.print(ticket);
    await vi.advanceTimersByTimeAsync(0);
    return { outcome };
  }

  it('leaves nothing behind when it is closed before the port ever opened', async () => {
    await printer.close();
    expect(await printer.print(ticket)).toEqual({ state: 'failed', problem: 'disconnected' });
  });

  it('sends no byte of a job before the one before it has its proof', async () => {
    await open();
    transport.take();
    const first = await begin();
    const second = await begin();
    expect(transport.take().length).toBe(1);
    transport.say('37 22 21 20 20 20 00');
    await vi.advanceTimersByTimeAsync(0);
    expect(transport.take().length).toBe(1);
    transport.say('37 22 22 20 20 20 00');
    expect([await first.outcome, await second.outcome].map(({ state }) => state)).toEqual([
      'printed',
      'printed',
    ]);
  });

  it('asks nothing while the bytes of a job are on their way', async () => {
    await open();
    transport.sent.length = 0;
    transport.takesBytes = false;
    const { outcome } = await begin();
    await vi.advanceTimersByTimeAsync(4000);
    expect(transport.sent.length).toBe(1);
    transport.set('closed');
    expect(await outcome).toMatchObject({ state: 'uncertain' });
  });

  it('asks how the printer is when the port opens, clears what an earlier run has left, and sets it up', async () => {
    await reopen();
    expect(transport.sent).toEqual([poll, clear]);
    await vi.advanceTimersByTimeAsync(900);
    transport.say('37 25 00');
    await vi.advanceTimersByTimeAsync(0);
    expect(transport.sent).toEqual([poll, clear, poll, setUp]);
    expect(printer.status).toEqual({
      connected: true,
      problem: null,
      paperLow: false,
      isSlow: false,
      portFault: null,
    });
  });

  it('asks every two seconds', async () => {
    await open();
    transport.sent.length = 0;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(transport.sent).toEqual([poll, poll, poll, poll, poll]);
  });

  it('holds a printer that has answered to answering', async () => {
    await open();
    transport.answer = null;
    await vi.advanceTimersByTimeAsync(5900);
    expect(problems).toEqual(['well']);
    await vi.advanceTimersByTimeAsync(200);
    expect(problems).toEqual(['well', 'not-answering']);
    expect(await printFor(0)).toEqual({ state: 'failed', problem: 'not-answering' });
    transport.take();
    transport.answer = well;
    await vi.advanceTimersByTimeAsync(2000);
    expect(problems).toEqual(['well', 'not-answering', 'well']);
    expect(transport.take()).toEqual([setUp]);
  });

  it('holds it to that also after a reopening', async () => {
    await open();
    transport.set('closed');
    transport.answer = null;
    await reopen();
    expect(await printFor(1000)).toEqual({ state: 'failed', problem: 'not-answering' });
  });

  it('holds nothing against a printer that has never answered', async () => {
    transport.answer = null;
    await open();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(problems).toEqual(['well']);
    expect(await printFor(0)).toMatchObject({ state: 'printed', proof: 'sent' });
  });

  it('waits for the first opening, but not for long', async () => {
    expect(await printFor(4999)).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1);
    expect(await printFor(0)).toEqual({ state: 'failed', problem: 'disconnected' });
  });

  it('takes the confirmation of its own job only', async () => {
    await open();
    transport.take();
    const { outcome } = await begin();
    expect(transport.take()[0]).toMatch(/1d 28 48 06 00 30 30 21 20 20 20$/);
    transport.say('37 22 20 20 20 20 00');
    expect(await stateOf(outcome)).toBe('waiting');
    transport.say('37 22 21 20 20 20 00');
    expect(await outcome).toMatchObject({ state: 'printed', proof: 'confirmed' });
  });

  it('learns that a printer sends no process ids, and waits less for it', async () => {
    await open();
    const statusOk = { state: 'printed', proof: 'status-ok' };
    const first = await begin();
    await vi.advanceTimersByTimeAsync(4499);
    expect(await stateOf(first.outcome)).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1);
    expect(await first.outcome).toMatchObject(statusOk);
    expect(await printFor(1500)).toMatchObject(statusOk);
    // The automatic status that the job's last bytes ask for makes it shorter still.
    const third = await begin();
    expect(transport.take().at(-1)).toMatch(/1d 61 0e$/);
    transport.say('10 00 00 00');
    expect(await third.outcome).toMatchObject(statusOk);
  });

  it('does not believe a printer that was well after the last byte and then said no more', async () => {
    await open();
    const { outcome } = await begin();
    expect(transport.sent.at(-1)).toBe(poll);
    transport.answer = null;
    await vi.advanceTimersByTimeAsync(5000);
    expect(await outcome).toEqual({ state: 'uncertain', problem: 'not-answering' });
  });

  it('does not believe a printer that has sent process ids and now sends none', async () => {
    await open();
    const { outcome } = await begin();
    transport.say('37 22 21 20 20 20 00');
    expect(await outcome).toMatchObject({ state: 'printed', proof: 'confirmed' });
    expect(await printFor(5000)).toEqual({ state: 'uncertain', problem: 'not-answering' });
  });

  /** In the middle of a job, and its rest is to be cleared. */
  async function outOfPaper(): Promise<void> {
    await open();
    const { outcome } = await begin();
    transport.say('18 00 0c 00');
    expect(await outcome).toEqual({ state: 'uncertain', problem: 'paper-out' });
    await vi.advanceTimersByTimeAsync(0);
    expect(transport.take().at(-1)).toBe(clear);
  }

  it('asks nothing between a request to clear and its answer', async () => {
    await outOfPaper();
    await vi.advanceTimersByTimeAsync(900);
    expect(transport.sent).toEqual([]);
    transport.answer = paperOut;
    transport.say('37 25 00');
    await vi.advanceTimersByTimeAsync(0);
    // Whoever puts in a roll tears off what hangs out.
    expect(transport.sent.splice(0)).toEqual([poll, setUp]);
    transport.answer = well;
    await vi.advanceTimersByTimeAsync(2000);
    expect(transport.take()).toEqual([setUp]);
  });

  it('cuts off what it may have printed between a roll that was put in and the clearing', async () => {
    await outOfPaper();
    transport.say('10 00 00 00');
    transport.say('37 25 00');
    await vi.advanceTimersByTimeAsync(0);
    expect(transport.take()).toEqual([`${cutOff} ${setUp}`]);
  });

  it('cuts it off, too, when nobody has heard how it was after the clearing', async () => {
    await outOfPaper();
    transport.say('10 00 00 00');
    transport.answer = null;
    transport.say('37 25 00');
    await vi.advanceTimersByTimeAsync(0);
    transport.set('closed');
    await vi.advanceTimersByTimeAsync(0);
    transport.answer = well;
    transport.set('open');
    await vi.advanceTimersByTimeAsync(0);
    expect(transport.take()).toEqual([`${cutOff} ${setUp}`]);
  });

  async function cutInTheMiddle(): Promise<PrintOutcome> {
    const { outcome } = await begin();
    transport.set('closed');
    await vi.advanceTimersByTimeAsync(100);
    transport.take();
    await reopen();
    return outcome;
  }

  it('clears the buffers and cuts off what hangs out after a cut cable', async () => {
    await open();
    expect(await cutInTheMiddle()).toEqual({ state: 'uncertain', problem: 'disconnected' });
    const next = await begin();
    expect(transport.take()).toEqual([clear]);
    transport.say('37 25 00');
    await vi.advanceTimersByTimeAsync(0);
    expect(transport.take()).toEqual([`${cutOff} ${setUp}`, expect.stringMatching(/^41 30 31 32 0a/)]);
    transport.say('37 22 22 20 20 20 00');
    expect(await next.outcome).toMatchObject({ state: 'printed' });
  });

  it('goes on after a second where the printer does not know how to clear its buffers', async () => {
    await open();
    await cutInTheMiddle();
    await printFor(999);
    expect(transport.take()).toEqual([clear]);
    await vi.advanceTimersByTimeAsync(1);
    expect(transport.take()).toEqual([`${cutOff} ${setUp}`, expect.stringMatching(/^41 30 31 32 0a/)]);
  });

  it('rejects a document that cannot be printed, and sends nothing of it', async () => {
    await open();
    transport.take();
    const bad = printer.print({ items: [{ kind: 'qr', content: '例', moduleDots: 4 }] });
    await expect(bad).rejects.toMatchObject({ code: 'unprintable' });
    expect(transport.take()).toEqual([]);
  });
});
