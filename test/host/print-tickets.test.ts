import { expect, it, onTestFinished, vi } from 'vitest';
import type { PrintOutcome, TicketPrinter } from '../../drivers/printer/printer.ts';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { PrintTickets } from '../../firmware-host/followers/print-tickets.ts';
import { Handler } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import { alwaysOpen, lobby } from '../support/lobby.ts';
import { openJournal } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

const actor = { kind: 'host', id: 'test' } as const;
const time = { at: 0, monoMs: 0, boot: 'boot', trusted: true };

/** A printer that ends its jobs when the test says so. */
class HeldPrinter implements TicketPrinter {
  readonly status = { connected: true, problem: null, paperLow: false, portFault: null };
  readonly held: PromiseWithResolvers<PrintOutcome>[] = [];
  onStatus = () => () => undefined;
  close = () => Promise.resolve();
  print = () => {
    const job = Promise.withResolvers<PrintOutcome>();
    this.held.push(job);
    return job.promise;
  };
}

async function start(layOut: () => { items: [] } = () => ({ items: [] })) {
  const laidOut: string[] = [];
  const journal = await openJournal(tempDir());
  onTestFinished(() => journal.close());
  const handler = await Handler.start(journal, { now: () => time, trusted: () => true }, randomIds());
  const printer = new HeldPrinter();
  const onUnprintable = vi.fn<(job: string, error: unknown) => void>();
  const tickets = new PrintTickets({
    handler,
    printers: new Map([['ticket-printer', printer]]),
    layOut: ({ token, copies }) => {
      laidOut.push(`${token}, copy ${copies}`);
      return layOut();
    },
    onUnprintable,
    retryPause: () => Promise.resolve(),
  });
  const ask = async (command: Command) => {
    const outcome = await handler.handle({ command, actor });
    if (outcome.kind === 'refused') throw new Error(`${command.type}: ${outcome.code}`);
  };
  await ask({ type: 'apply-config', lobby, timetable: null });
  await ask({ type: 'open-day', date: '2026-11-21', timetable: alwaysOpen });
  await ask({ type: 'sign-in', counter: '1', agent: 'lin' });
  const take = (ticket: string) =>
    ask({
      type: 'take-ticket',
      service: 'A',
      kiosk: 'door',
      language: null,
      by: 'kiosk',
      ticket,
      token: `secret-${ticket}`,
    });
  const paper = (ticket: string) => handler.committed.tickets.get(ticket)?.print;
  return { handler, printer, tickets, onUnprintable, laidOut, ask, take, paper };
}

it('prints one after the other, and writes down how each ended', async () => {
  const { printer, take, paper } = await start();
  await take('t1');
  await take('t2');
  await vi.waitFor(() => expect(printer.held).toHaveLength(1));
  expect([paper('t1')?.state, paper('t2')?.state]).toEqual(['sending', 'waiting']);
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(printer.held).toHaveLength(2));
  printer.held[1]?.resolve({ state: 'uncertain', problem: 'paper-out' });
  await vi.waitFor(() => expect(paper('t2')).toMatchObject({ state: 'uncertain', problem: 'paper-out' }));
  expect(paper('t1')).toMatchObject({ state: 'printed', proof: 'confirmed' });
});

it('prints nothing for a visit that is over', async () => {
  const { handler, printer, ask, take, paper } = await start();
  await take('t1');
  await take('t2');
  for (let served = 0; served < 2; served += 1) {
    await ask({ type: 'call-next', counter: '1' });
    await ask({ type: 'finish', counter: '1' });
  }
  await vi.waitFor(() => expect(printer.held).toHaveLength(1));
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(paper('t2')).toMatchObject({ state: 'failed', problem: 'too-late' }));
  expect([printer.held.length, handler.committed.printProblems]).toEqual([1, 0]);
});

it('goes on after a paper that cannot be made, and says so', async () => {
  let made = 0;
  const { printer, onUnprintable, take, paper } = await start(() => {
    made += 1;
    if (made === 1) throw new Error('no such text');
    return { items: [] };
  });
  await take('t1');
  await take('t2');
  await vi.waitFor(() => expect(printer.held).toHaveLength(1));
  expect(paper('t1')).toMatchObject({ state: 'failed', problem: 'printer-error' });
  expect(onUnprintable).toHaveBeenCalledWith('t1-1', expect.objectContaining({ message: 'no such text' }));
  printer.held[0]?.resolve({ state: 'printed', proof: 'sent', bytes: 300 });
});

it('finishes the paper under way when it stops, and leaves the rest for the next start', async () => {
  const { printer, tickets, take, paper } = await start();
  await take('t1');
  await take('t2');
  await vi.waitFor(() => expect(printer.held).toHaveLength(1));
  const stopped = tickets.stop();
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await stopped;
  expect([paper('t1')?.state, paper('t2')?.state]).toEqual(['printed', 'waiting']);
});

/** The paper was lost before it came out, or after: the visitor gets another one. */
const lose = (ticket: string) => ({ type: 'reissue', ticket, token: `new-${ticket}` }) as const;

it('prints the copy of a lost paper as a job of its own', async () => {
  const { printer, laidOut, ask, take, paper } = await start();
  await take('t1');
  await vi.waitFor(() => expect(printer.held).toHaveLength(1));
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(paper('t1')?.state).toBe('printed'));
  await ask(lose('t1'));
  await vi.waitFor(() => expect(printer.held).toHaveLength(2));
  expect(paper('t1')).toMatchObject({ id: 't1-2', state: 'sending' });
  printer.held[1]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(paper('t1')).toMatchObject({ id: 't1-2', state: 'printed' }));
  expect(laidOut).toEqual(['secret-t1, copy 0', 'new-t1, copy 1']);
});

it('goes on after a paper that was made again while the first was still being sent', async () => {
  const { handler, printer, laidOut, ask, take, paper } = await start();
  await take('t1');
  await vi.waitFor(() => expect(printer.held).toHaveLength(1));
  await ask(lose('t1'));
  await take('t2');
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(printer.held).toHaveLength(2));
  expect(paper('t1')).toMatchObject({ id: 't1-2', state: 'sending', proof: null });
  printer.held[1]?.resolve({ state: 'printed', proof: 'sent', bytes: 300 });
  await vi.waitFor(() => expect(printer.held).toHaveLength(3));
  printer.held[2]?.resolve({ state: 'printed', proof: 'sent', bytes: 300 });
  await vi.waitFor(() => expect(paper('t2')?.state).toBe('printed'));
  expect(paper('t1')).toMatchObject({ id: 't1-2', state: 'printed' });
  expect(laidOut).toEqual(['secret-t1, copy 0', 'new-t1, copy 1', 'secret-t2, copy 0']);
  expect(handler.committed.openJobs.size).toBe(0);
});

it('makes one paper of a ticket that was lost before the printer had come to it', async () => {
  const { printer, laidOut, ask, take, paper } = await start();
  await take('t1');
  await take('t2');
  await ask(lose('t2'));
  await vi.waitFor(() => expect(printer.held).toHaveLength(1));
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(printer.held).toHaveLength(2));
  printer.held[1]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(paper('t2')).toMatchObject({ id: 't2-2', state: 'printed' }));
  expect(laidOut).toEqual(['secret-t1, copy 0', 'new-t2, copy 1']);
});

it('prints no copy of a ticket that has ended', async () => {
  const { printer, laidOut, ask, take, paper } = await start();
  await take('t1');
  await take('t2');
  await ask(lose('t2'));
  await ask({ type: 'cancel', ticket: 't2', by: 'visitor', reason: null });
  await vi.waitFor(() => expect(printer.held).toHaveLength(1));
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(paper('t2')).toMatchObject({ id: 't2-2', problem: 'too-late' }));
  expect(laidOut).toEqual(['secret-t1, copy 0']);
});
