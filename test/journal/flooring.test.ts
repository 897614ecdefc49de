/** Appends that wait for their numbers: nothing overtakes, nothing waits without need, and a full disk is a value. */
import { expect, it } from 'vitest';
import { flooring } from '../../firmware-host/journal/flooring.ts';
import type { AppendResult } from '../../firmware-host/journal/journal.ts';
import { FlooredHost } from '../support/floored-host.ts';
import { recorded } from '../support/recorded.ts';
import { tempDir } from '../support/temp.ts';

const turn = () => new Promise(setImmediate);
const seqs = (host: FlooredHost) => host.journal.events.map(({ seq }) => seq);
const signIn = { type: 'sign-in', counter: '1', agent: 'lin' } as const;

/** Sixty-four numbers are reserved and given, and the file cannot be written for the moment. */
async function atTheEnd(): Promise<FlooredHost> {
  const host = await FlooredHost.open(tempDir());
  await host.takeMany(48);
  host.floorMedium.shut();
  await host.takeMany(16);
  return host;
}

it('an append that needs nothing is the journal’s own, without a turn in between', async () => {
  const { journal, reserved } = await FlooredHost.open(tempDir());
  const result: Promise<AppendResult> = Promise.resolve({ kind: 'appended' });
  const told = flooring(Object.assign(journal, { append: () => result }), reserved);
  expect(told.append([recorded(3)], { after: 2 })).toBe(result);
});

it('what was decided behind a waiting ticket waits with it, and all come in their order', async () => {
  const host = await atTheEnd();
  const before = host.journal.events.length;
  const asked = [host.take(), host.ask(signIn), host.take(), host.ask({ type: 'call-next', counter: '1' })];
  await turn();
  expect(host.journal.events).toHaveLength(before);
  host.floorMedium.open();
  expect(await Promise.all([asked[0], asked[2]])).toEqual(['A065', 'A066']);
  expect(await Promise.all([asked[1], asked[3]])).toMatchObject([{ kind: 'done' }, { kind: 'done' }]);
  expect(host.journal.events.slice(before).map(({ type }) => type)).toEqual([
    'ticket.taken',
    'counter.signed-in',
    'ticket.taken',
    'ticket.called',
  ]);
  expect(seqs(host)).toEqual(seqs(host).toSorted((one, other) => one - other));
});

it('those in line are with the journal together, so that they share a commit', async () => {
  const host = await atTheEnd();
  const handedOver: number[] = [];
  host.journal.onAppend = (events) => handedOver.push(...events.map(({ seq }) => seq));
  host.journal.medium.shut();
  const asked = Array.from({ length: 40 }, () => host.take());
  host.floorMedium.open();
  await host.reserved.settled();
  await turn();
  expect(handedOver).toHaveLength(40);
  host.journal.medium.open();
  expect(new Set(await Promise.all(asked)).size).toBe(40);
});

it('two hundred at once get two hundred numbers, with a write for each block', async () => {
  const host = await FlooredHost.open(tempDir());
  const numbers = await Promise.all(Array.from({ length: 200 }, () => host.take()));
  expect(new Set(numbers).size).toBe(200);
  await host.reserved.settled();
  expect(host.written.at(-1)).toMatchObject({ numbers: { A: 256 } });
  expect(host.written.length).toBeLessThanOrEqual(5);
});

it('a full disk refuses the ticket and all behind it, and gives the number when there is room again', async () => {
  const host = await atTheEnd();
  const faults: (string | null)[] = [];
  host.handler.onFault((fault) => faults.push(fault));
  host.floorMedium.isFull = true;
  const asked = [host.take(), host.ask(signIn), host.take()];
  await turn();
  host.floorMedium.open();
  const full = 'no numbers could be reserved: ENOSPC: no space left on device';
  expect(await Promise.all(asked)).toEqual([
    full,
    { kind: 'refused', code: 'journal-unavailable', detail: full },
    full,
  ]);
  expect(faults).toEqual([full]);
  // Who needs no number is served meanwhile.
  expect(await host.ask(signIn)).toMatchObject({ kind: 'done' });
  expect(await host.take()).toBe(full);
  host.floorMedium.isFull = false;
  expect(await host.take()).toBe('A065');
  expect(host.handler.fault).toBeNull();
  expect(seqs(host)).toEqual(seqs(host).map((_, index) => index + 1));
});

it('what fails in the background is said once, and nobody is refused for it', async () => {
  const host = await FlooredHost.open(tempDir());
  host.floorMedium.isFull = true;
  await host.takeMany(64);
  await host.reserved.settled();
  expect(host.said).toEqual([expect.stringMatching(/floor\.json cannot be written: ENOSPC/)]);
  host.floorMedium.isFull = false;
  expect(await host.take()).toBe('A065');
});

it('a journal that refuses what waited for its numbers is heard', async () => {
  const host = await atTheEnd();
  host.journal.medium.isFull = true;
  const asked = [host.take(), host.take()];
  host.floorMedium.open();
  expect(await Promise.all(asked)).toEqual([
    expect.stringContaining('ENOSPC'),
    expect.stringContaining('ENOSPC'),
  ]);
  host.journal.medium.isFull = false;
  expect(await host.take()).toBe('A065');
});

it('closing waits for what is on its way to the file', async () => {
  const host = await FlooredHost.open(tempDir());
  await host.takeMany(48);
  host.floorMedium.shut();
  await host.take();
  let isClosed = false;
  const closing = flooring(host.journal, host.reserved)
    .close()
    .then(() => (isClosed = true));
  await turn();
  expect(isClosed).toBe(false);
  host.floorMedium.open();
  await closing;
  expect(host.written.at(-1)).toMatchObject({ numbers: { A: 128 } });
});
