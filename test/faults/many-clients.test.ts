/** A crowd: 64 clients at once, then eight counters that call as fast as they can. */
import { expect, it } from 'vitest';
import type { TakenTicket } from '../../firmware-host/messages/views.ts';
import { Api } from '../support/api.ts';
import { startFoyer } from '../support/foyer.ts';
import { brokenPromises, readKept, type Told } from '../support/kept.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { tempDir } from '../support/temp.ts';

const CLIENTS = 64;
const TICKETS = 10_000;
const COUNTERS = 8;
const CALLS_PER_COUNTER = 100;

it(
  '64 clients get 10,000 numbers, 8 counters call them: none twice, none missing',
  { timeout: 120_000 },
  async () => {
    const dir = tempDir();
    const foyer = await startFoyer(dir, ['--config', lobbyFile(dir, { counters: COUNTERS })]);
    const api = new Api(foyer.url, CLIENTS);
    const told: Told[] = [];
    const turns = Array.from({ length: TICKETS }, (_, index) => index).values();
    await Promise.all(Array.from({ length: CLIENTS }, () => takeNumbers(api, turns, told)));
    expect(told).toHaveLength(TICKETS);

    const called = await Promise.all(
      Array.from({ length: COUNTERS }, (_, index) => callNumbers(api, String(index + 1))),
    );
    const numbers = called.flat();
    expect(numbers).toHaveLength(COUNTERS * CALLS_PER_COUNTER);
    expect(new Set(numbers).size).toBe(numbers.length);

    expect(await foyer.stop()).toBe(0);
    const kept = readKept(dir);
    expect(brokenPromises(kept, told)).toEqual([]);
    const order = (type: 'ticket.taken' | 'ticket.called') =>
      kept.events.flatMap((event) =>
        event.type === type && 'ticket' in event.data ? [event.data.ticket] : [],
      );
    // Every counter serves everything, so people are called in the order in which they came.
    expect(order('ticket.called')).toEqual(order('ticket.taken').slice(0, numbers.length));
  },
);

async function takeNumbers(api: Api, turns: Iterator<number>, told: Told[]): Promise<void> {
  for (let turn = turns.next(); turn.done !== true; turn = turns.next()) {
    const service = turn.value % 2 === 0 ? 'A' : 'B';
    const answer = await api.post('/api/v1/tickets', { service, kiosk: 'wall' });
    if (answer.status !== 201) throw new Error(`answered ${answer.status}: ${answer.text}`);
    told.push((JSON.parse(answer.text) as TakenTicket).ticket);
  }
}

async function callNumbers(api: Api, counter: string): Promise<string[]> {
  await api.act(counter, 'sign-in', { agent: `agent-${counter}` });
  const called: string[] = [];
  while (called.length < CALLS_PER_COUNTER) {
    const { ticket } = await api.act(counter, 'call-next');
    if (ticket === null) throw new Error('a call that was granted shows no ticket');
    called.push(ticket.number);
    await api.act(counter, 'finish');
  }
  return called;
}
