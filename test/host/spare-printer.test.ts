/** Papers that go to the spare printer while their own is out of order, and what a crash leaves of that. */
import { expect, it, vi } from 'vitest';
import type { PrinterStatus } from '../../drivers/printer/printer.ts';
import type { Journal } from '../../firmware-host/journal/journal.ts';
import { openPrinters, openPrintingHouse } from '../support/printing-house.ts';

const open = () => openPrintingHouse({}, true);

const troubles: readonly (readonly [string, Partial<PrinterStatus>])[] = [
  ['out of paper', { problem: 'paper-out' }],
  ['cut off', { connected: false, problem: 'disconnected', portFault: 'ENODEV' }],
  ['silent', { problem: 'not-answering' }],
];

it.each(troubles)('prints elsewhere while its own printer is %s', async (_name, trouble) => {
  const { printer, spare, take, paper } = await open();
  printer.becomes(trouble);
  await take('t1');
  await spare.given(1);
  expect(paper('t1')).toMatchObject({ id: 't1-1', printer: 'hall-printer', state: 'sending' });
  spare.finish(0);
  await vi.waitFor(() => expect(paper('t1')?.state).toBe('printed'));
  printer.becomes({});
  await take('t2');
  await printer.given(1);
});

it('prints on its own where that one is only slow, or not opened yet', async () => {
  const { printer, spare, take } = await open();
  printer.becomes({ isSlow: true, paperLow: true });
  await take('t1');
  await printer.given(1);
  printer.finish(0);
  printer.becomes({ connected: false, problem: 'disconnected' });
  await take('t2');
  await printer.given(2);
  expect(spare.held).toEqual([]);
});

it('moves what waits when the printer gets into trouble, in its order', async () => {
  const { printer, spare, take, paper } = await open();
  for (const ticket of ['t1', 't2', 't3']) await take(ticket);
  await printer.given(1);
  // The paper under way is the driver's to end; the others need not wait for it.
  printer.becomes({ problem: 'cutter-jam' });
  await take('t4');
  await spare.given(1);
  for (const index of [0, 1, 2]) {
    await spare.given(index + 1);
    const sending = ['t2', 't3', 't4'].filter((ticket) => paper(ticket)?.state === 'sending');
    expect(sending).toEqual([`t${index + 2}`]);
    spare.finish(index);
  }
  expect(paper('t1')?.state).toBe('sending');
  printer.held[0]?.resolve({ state: 'printed', proof: 'confirmed', bytes: 300 });
  await vi.waitFor(() => expect(paper('t1')?.state).toBe('printed'));
});

it('moves what waits when the spare printer gets well', async () => {
  const { printer, spare, take } = await open();
  await take('t1');
  await take('t2');
  await printer.given(1);
  spare.becomes({ problem: 'cover-open' });
  printer.becomes({ problem: 'cutter-jam' });
  expect(spare.held).toEqual([]);
  spare.becomes({});
  await spare.given(1);
});

it('moves a paper that its printer gave back before the first byte', async () => {
  const { printer, spare, take, paper } = await open();
  await take('t1');
  await printer.given(1);
  printer.held[0]?.resolve({ state: 'failed', problem: 'paper-out' });
  await spare.given(1);
  expect(paper('t1')).toMatchObject({ printer: 'hall-printer', state: 'sending' });
});

it('moves none of which something may be on paper', async () => {
  const { printer, spare, take, paper } = await open();
  await take('t1');
  await printer.given(1);
  printer.becomes({ problem: 'paper-out' });
  printer.held[0]?.resolve({ state: 'uncertain', problem: 'paper-out' });
  await vi.waitFor(() => expect(paper('t1')?.state).toBe('uncertain'));
  expect(spare.held).toEqual([]);
});

it('fails at once where the spare printer is in trouble as well', async () => {
  const { printer, spare, take, paper } = await open();
  printer.becomes({ problem: 'paper-out' });
  spare.becomes({ problem: 'cover-open' });
  await take('t1');
  await printer.given(1);
  printer.held[0]?.resolve({ state: 'failed', problem: 'paper-out' });
  await vi.waitFor(() => expect(paper('t1')).toMatchObject({ state: 'failed', problem: 'paper-out' }));
});

it('does not come back from the spare printer', async () => {
  const { printer, spare, take, paper } = await open();
  printer.becomes({ problem: 'paper-out' });
  await take('t1');
  await spare.given(1);
  printer.becomes({});
  spare.becomes({ problem: 'paper-out' });
  spare.held[0]?.resolve({ state: 'failed', problem: 'paper-out' });
  await vi.waitFor(() => expect(paper('t1')).toMatchObject({ state: 'failed', problem: 'paper-out' }));
  expect(printer.held).toEqual([]);
});

it('fails where the spare printer gives it back and is well again at once', async () => {
  const { printer, spare, take, paper } = await open();
  printer.becomes({ problem: 'paper-out' });
  await take('t1');
  await spare.given(1);
  spare.held[0]?.resolve({ state: 'failed', problem: 'offline' });
  await vi.waitFor(() => expect(paper('t1')).toMatchObject({ state: 'failed', problem: 'offline' }));
});

it('sends nobody elsewhere because the host goes down', async () => {
  const { printer, spare, tickets, take, paper } = await open();
  await take('t1');
  await printer.given(1);
  const stopped = tickets.stop();
  printer.becomes({ connected: false, problem: 'disconnected', portFault: 'closed' });
  printer.held[0]?.resolve({ state: 'failed', problem: 'disconnected' });
  await stopped;
  expect([paper('t1')?.state, spare.held.length]).toEqual(['failed', 0]);
});

/** A journal that a host dies on: the append of a fact is never answered, whether it was written or not. */
function dyingAt(journal: Journal, deadly: string, isWritten: boolean) {
  const died = Promise.withResolvers<void>();
  const append: Journal['append'] = async (events, options) => {
    const isDeadly = events.some(({ type }) => type === deadly);
    const result = !isDeadly || isWritten ? await journal.append(events, options) : null;
    if (!isDeadly && result !== null) return result;
    died.resolve();
    return new Promise(() => undefined);
  };
  const dying: Journal = {
    append,
    read: (from, options) => journal.read(from, options),
    dayOpenings: (count) => journal.dayOpenings(count),
    lastPosition: () => journal.lastPosition(),
    close: () => journal.close(),
  };
  return { dying, died: died.promise };
}

/** What a paper is after a crash in each step on its way to the spare printer, and what becomes of it. */
const crashes = [
  // [the last fact, whether it was written, what the next host finds, how it ends, papers that come out of both hosts]
  ['print.moved', false, 'waiting at ticket-printer', 'sending at hall-printer', 1],
  ['print.moved', true, 'waiting at hall-printer', 'sending at hall-printer', 1],
  ['print.sending', false, 'waiting at hall-printer', 'sending at hall-printer', 1],
  ['print.sending', true, 'sending at hall-printer', 'uncertain at hall-printer', 0],
  ['print.printed', false, 'sending at hall-printer', 'uncertain at hall-printer', 1],
  ['print.printed', true, 'printed at hall-printer', 'printed at hall-printer', 1],
] as const;

it.each(crashes)(
  'after a crash at %s (written: %s) it is %s',
  async (step, isWritten, found, end, papers) => {
    const { journal, tickets } = await open();
    await tickets.stop();
    const { dying, died } = dyingAt(journal, step, isWritten);
    const house = await openPrinters(dying);
    house.printer.becomes({ problem: 'paper-out' });
    await house.take('t1');
    await Promise.race([died, house.spare.given(1)]);
    house.spare.finish(0);
    await died;

    const next = await openPrinters(journal);
    const whereNow = () => {
      const paper = next.paper('t1');
      return paper && `${paper.state} at ${paper.printer}`;
    };
    expect(whereNow()).toBe(found);
    next.printer.becomes({ problem: 'paper-out' });
    await next.tickets.recover();
    await vi.waitFor(() => expect(whereNow()).toBe(end));
    // Before it is given any job: half of that paper may hang out of it.
    expect(next.spare.distrusted).toEqual(found === 'sending at hall-printer' ? [0] : []);
    expect(next.printer.distrusted).toEqual([]);
    if (end.startsWith('sending')) await next.spare.given(1);
    next.spare.finish(0);
    await next.tickets.stop();
    expect(house.spare.held.length + next.spare.held.length).toBe(papers);
    expect(house.printer.held.length + next.printer.held.length).toBe(0);
  },
);

it('leaves both papers that were under way to staff after a crash, and prints the third', async () => {
  const first = await open();
  for (const ticket of ['t1', 't2', 't3']) await first.take(ticket);
  await first.printer.given(1);
  first.printer.held[0]?.makeRoom();
  await first.printer.given(2);

  const next = await openPrinters(first.journal);
  await next.tickets.recover();
  await next.printer.given(1);
  const found = ['t1', 't2', 't3'].map((ticket) => next.paper(ticket)?.state);
  expect(found).toEqual(['uncertain', 'uncertain', 'sending']);
  expect([next.printer.distrusted, next.spare.distrusted]).toEqual([[0, 0], []]);
  next.printer.finish(0);
  await next.tickets.stop();
  expect(next.laidOut).toEqual(['secret-t3, copy 0']);
});
