/** Rating one's own visit from the telephone: of that visit only, within its time, also over the public address. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { FollowView, RatingView, TakenTicket } from '../../firmware-host/messages/views.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const host = 'queue.example.org';
const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir, { more: { publicUrl: `https://${host}` } })]);
let api: Api;
beforeAll(async () => {
  api = new Api(foyer().url);
  await api.act('1', 'sign-in', { agent: 'agent-1' });
});

const headers = { host, origin: `https://${host}` };
const ask = (token: string, what: string, body: object) =>
  api.post(`/api/v1/tickets/${token}/${what}`, body, headers);

async function served(more: object = {}): Promise<string> {
  const { token } = (await api.must<TakenTicket>('staff/tickets', { service: 'A', ...more }, 201)).ticket;
  for (const deed of ['call-next', 'start', 'finish']) await api.act('1', deed);
  return token;
}

describe('the own visit', () => {
  it('is asked for when it is done, rated once, and its low score explained', async () => {
    const token = await served();
    expect((await api.follow(token)).rating).toMatchObject({ state: 'asked', scale: 5, score: null });
    const rated = bodyOf(await ask(token, 'rate', { score: 2 }), 201) as RatingView;
    expect(rated).toMatchObject({ counted: true, flag: null });
    expect(rated.reasons).toContain('speed');
    expect((await api.follow(token)).rating).toMatchObject({ state: 'rated', score: 2, isLow: true });
    const explained = bodyOf(await ask(token, 'reason', { reason: 'speed' })) as FollowView;
    expect(explained.rating).toMatchObject({ score: 2, reason: 'speed' });
    expect(problemOf(await ask(token, 'reason', { reason: 'skill' }))).toMatchObject({
      code: 'reason-given',
    });
    expect(bodyOf(await ask(token, 'rate', { score: 5 }), 201)).toMatchObject({ flag: 'repeated' });
  });

  it('is never that of another visitor, and of nobody before it was served', async () => {
    const gone = await served();
    const token = await served();
    expect((await api.follow(gone)).rating).toBeNull();
    expect(problemOf(await ask(gone, 'rate', { score: 1 }))).toMatchObject({
      status: 409,
      code: 'rating-none',
    });
    expect((await api.follow(token)).rating).toMatchObject({ state: 'asked', score: null });
    const { ticket } = await api.take('A');
    expect((await api.follow(ticket.token)).rating).toBeNull();
    expect(problemOf(await ask(ticket.token, 'rate', { score: 1 }))).toMatchObject({ code: 'rating-none' });
    expect(problemOf(await ask(ticket.token, 'reason', { reason: 'speed' }))).toMatchObject({
      code: 'rating-none',
    });
    expect(problemOf(await ask('nobody', 'rate', { score: 1 }))).toMatchObject({ code: 'ticket-unknown' });
    expect(problemOf(await ask(token, 'rate', { score: 1, visit: 'x' }))).toMatchObject({ status: 400 });
    await api.must(`tickets/${ticket.token}/cancel`);
  });
});

describe('what a telephone is told of its own', () => {
  it('who lets others go first, where that leads', async () => {
    const line = [];
    for (let count = 0; count < 3; count += 1)
      line.push((await api.must<TakenTicket>('staff/tickets', { service: 'A' }, 201)).ticket.token);
    const [first = '', , last = ''] = line;
    const { later, actions } = await api.follow(first);
    expect(actions).toContain('postpone');
    expect(later.map(({ places, ahead }) => [places, ahead])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect((await api.follow(last)).later).toEqual([]);
    await api.must(`tickets/${first}/postpone`, { places: 2 });
    expect((await api.follow(first)).ahead).toBe(2);
    for (const token of line) await api.must(`tickets/${token}/cancel`);
  });

  it('how often it was called, and the other matters of the same visitor without their secrets', async () => {
    const { ticket } = await api.must<TakenTicket>('staff/tickets', { service: 'A' }, 201);
    const beside = (await api.take('B', { beside: ticket.token })).ticket;
    expect((await api.follow(ticket.token)).beside).toMatchObject([
      { number: beside.number, state: 'waiting', service: { letter: 'B' } },
    ]);
    expect(JSON.stringify(await api.follow(ticket.token))).not.toContain(beside.token);
    expect((await api.follow(ticket.token)).calls).toBe(0);
    await api.act('1', 'call-next');
    await api.act('1', 'recall');
    expect(await api.follow(ticket.token)).toMatchObject({ state: 'called', calls: 2, evacuation: false });
  });
});
