import { expect, it, vi } from 'vitest';
import { openPrintingHouse } from '../support/printing-house.ts';

it('prints one after the other, and writes down how each ended', async () => {
  const { printer, take, paper } = await openPrintingHouse();
  await take('t1');
  await take('t2');
  await printer.given(1);
  expect([paper('t1')?.state, paper('t2')?.state]).toEqual(['sending', 'waiting']);
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await printer.given(2);
  printer.held[1]?.resolve({ state: 'uncertain', problem: 'paper-out' });
  await vi.waitFor(() => expect(paper('t2')).toMatchObject({ state: 'uncertain', problem: 'paper-out' }));
  expect(paper('t1')).toMatchObject({ state: 'printed', proof: 'confirmed' });
});

it('prints nothing for a visit that is over', async () => {
  const { handler, printer, ask, take, paper } = await openPrintingHouse();
  await take('t1');
  await take('t2');
  for (let served = 0; served < 2; served += 1) {
    await ask({ type: 'call-next', counter: '1' });
    await ask({ type: 'finish', counter: '1' });
  }
  await printer.given(1);
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(paper('t2')).toMatchObject({ state: 'failed', problem: 'too-late' }));
  expect([printer.held.length, handler.committed.printProblems]).toEqual([1, 0]);
});

it('goes on after a paper that cannot be made, and says so', async () => {
  let made = 0;
  const layOut = () => {
    made += 1;
    if (made === 1) throw new Error('no such text');
    return { items: [] };
  };
  const { printer, onUnprintable, take, paper } = await openPrintingHouse({ layOut });
  await take('t1');
  await take('t2');
  await printer.given(1);
  expect(paper('t1')).toMatchObject({ state: 'failed', problem: 'printer-error' });
  expect(onUnprintable).toHaveBeenCalledWith('t1-1', expect.objectContaining({ message: 'no such text' }));
  printer.held[0]?.resolve({ state: 'printed', proof: 'sent', bytes: 300 });
});

it('finishes the paper under way when it stops, and leaves the rest for the next start', async () => {
  const { printer, tickets, take, paper } = await openPrintingHouse();
  await take('t1');
  await take('t2');
  await printer.given(1);
  const stopped = tickets.stop();
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await stopped;
  expect([paper('t1')?.state, paper('t2')?.state]).toEqual(['printed', 'waiting']);
});

/** The paper was lost before it came out, or after: the visitor gets another one. */
const lose = (ticket: string) => ({ type: 'reissue', ticket, token: `new-${ticket}` }) as const;

it('prints the copy of a lost paper as a job of its own', async () => {
  const { printer, laidOut, ask, take, paper } = await openPrintingHouse();
  await take('t1');
  await printer.given(1);
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(paper('t1')?.state).toBe('printed'));
  await ask(lose('t1'));
  await printer.given(2);
  expect(paper('t1')).toMatchObject({ id: 't1-2', state: 'sending' });
  printer.held[1]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(paper('t1')).toMatchObject({ id: 't1-2', state: 'printed' }));
  expect(laidOut).toEqual(['secret-t1, copy 0', 'new-t1, copy 1']);
});

it('goes on after a paper that was made again while the first was still being sent', async () => {
  const { handler, printer, laidOut, ask, take, paper } = await openPrintingHouse();
  await take('t1');
  await printer.given(1);
  await ask(lose('t1'));
  await take('t2');
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await printer.given(2);
  expect(paper('t1')).toMatchObject({ id: 't1-2', state: 'sending', proof: null });
  printer.held[1]?.resolve({ state: 'printed', proof: 'sent', bytes: 300 });
  await printer.given(3);
  printer.held[2]?.resolve({ state: 'printed', proof: 'sent', bytes: 300 });
  await vi.waitFor(() => expect(paper('t2')?.state).toBe('printed'));
  expect(paper('t1')).toMatchObject({ id: 't1-2', state: 'printed' });
  expect(laidOut).toEqual(['secret-t1, copy 0', 'new-t1, copy 1', 'secret-t2, copy 0']);
  expect(handler.committed.openJobs.size).toBe(0);
});

it('makes one paper of a ticket that was lost before the printer had come to it', async () => {
  const { printer, laidOut, ask, take, paper } = await openPrintingHouse();
  await take('t1');
  await take('t2');
  await ask(lose('t2'));
  await printer.given(1);
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await printer.given(2);
  printer.held[1]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(paper('t2')).toMatchObject({ id: 't2-2', state: 'printed' }));
  expect(laidOut).toEqual(['secret-t1, copy 0', 'new-t2, copy 1']);
});

it('prints no copy of a ticket that has ended', async () => {
  const { printer, laidOut, ask, take, paper } = await openPrintingHouse();
  await take('t1');
  await take('t2');
  await ask(lose('t2'));
  await ask({ type: 'cancel', ticket: 't2', by: 'visitor', reason: null });
  await printer.given(1);
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(paper('t2')).toMatchObject({ id: 't2-2', problem: 'too-late' }));
  expect(laidOut).toEqual(['secret-t1, copy 0']);
});

it('prints what staff ask for again', async () => {
  const { printer, laidOut, ask, take, paper } = await openPrintingHouse();
  await take('t1');
  await printer.given(1);
  printer.held[0]?.resolve({ state: 'uncertain', problem: 'paper-out' });
  await vi.waitFor(() => expect(paper('t1')?.state).toBe('uncertain'));
  await ask({ type: 'reprint', ticket: 't1' });
  await printer.given(2);
  printer.finish(1);
  await vi.waitFor(() => expect(paper('t1')).toMatchObject({ id: 't1-2', state: 'printed' }));
  expect(laidOut).toEqual(['secret-t1, copy 0', 'secret-t1, copy 1']);
});

it('prints one more while the first is on its way, and never a third', async () => {
  const { printer, take, paper } = await openPrintingHouse();
  for (const ticket of ['t1', 't2', 't3']) await take(ticket);
  await printer.given(1);
  printer.held[0]?.makeRoom();
  await printer.given(2);
  // The second is durable as being sent before the printer has heard of it.
  expect([paper('t1')?.state, paper('t2')?.state, paper('t3')?.state]).toEqual([
    'sending',
    'sending',
    'waiting',
  ]);
  printer.held[1]?.makeRoom();
  // What the third had asked of the journal would be written before this.
  await take('t4');
  expect([paper('t3')?.state, printer.held.length]).toEqual(['waiting', 2]);
  printer.finish(0);
  await vi.waitFor(() => expect(paper('t1')?.state).toBe('printed'));
  await printer.given(3);
  printer.finish(1);
  printer.finish(2);
  await vi.waitFor(() => expect(paper('t3')?.state).toBe('printed'));
});

it('waits for the room behind the second, though the first has ended', async () => {
  const { printer, take, paper } = await openPrintingHouse();
  for (const ticket of ['t1', 't2', 't3']) await take(ticket);
  await printer.given(1);
  printer.held[0]?.makeRoom();
  await printer.given(2);
  printer.finish(0);
  await vi.waitFor(() => expect(paper('t1')?.state).toBe('printed'));
  expect(paper('t3')?.state).toBe('waiting');
  // Said late, by a job that is over: it is not the printer's last word.
  printer.held[0]?.makeRoom();
  expect(paper('t3')?.state).toBe('waiting');
  printer.held[1]?.makeRoom();
  await printer.given(3);
});

it('settles both papers under way when it stops', async () => {
  const { printer, tickets, take, paper } = await openPrintingHouse();
  await take('t1');
  await take('t2');
  await printer.given(1);
  printer.held[0]?.makeRoom();
  await printer.given(2);
  const stopped = tickets.stop();
  printer.finish(0);
  printer.held[1]?.resolve({ state: 'uncertain', problem: 'disconnected' });
  await stopped;
  expect([paper('t1')?.state, paper('t2')?.state]).toEqual(['printed', 'uncertain']);
});

it('prints a test paper in its turn, of which the journal knows nothing', async () => {
  const { handler, printer, tickets, take } = await openPrintingHouse();
  const document = { items: [{ kind: 'rule' as const }] };
  await take('t1');
  await printer.given(1);
  const ended = tickets.printTest('ticket-printer', document);
  await take('t2');
  const { position } = handler.committed;
  printer.held[0]?.makeRoom();
  await printer.given(2);
  expect(printer.held[1]?.document).toBe(document);
  expect(handler.committed.position).toBe(position);
  printer.held[1]?.resolve({ state: 'printed', proof: 'sent', bytes: 12 });
  expect(await ended).toEqual({ state: 'printed', proof: 'sent', bytes: 12 });
  await printer.given(3);
});

it('gives up a test paper that has not begun when it stops, and one that comes later', async () => {
  const { printer, tickets, take } = await openPrintingHouse();
  await take('t1');
  await printer.given(1);
  const ended = tickets.printTest('ticket-printer', { items: [] });
  const stopped = tickets.stop();
  expect(await ended).toBeNull();
  expect(await tickets.printTest('ticket-printer', { items: [] })).toBeNull();
  printer.finish(0);
  await stopped;
  expect(printer.held).toHaveLength(1);
});
