/** What agents do beyond a visit’s usual course: sending on, setting aside, pauses, shifts, help. */
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CounterView } from '../../firmware-host/messages/counter.ts';
import { Api, bodyOf } from '../support/api.ts';
import { busyLobby } from '../support/busy-lobby.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir, { more: busyLobby })]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});
/** Every test begins with agents 1 and 2 at their counters, and with nobody in the lobby. */
beforeEach(async () => {
  for (const id of ['1', '2', '3']) await api.act(id, 'force-sign-out');
  const { leftOver } = await api.lobby();
  for (const { id } of leftOver) await api.must(`staff/tickets/${id}/cancel`, { reason: 'test' });
  for (const id of ['1', '2']) await api.act(id, 'sign-in', { agent: `agent-${id}` });
});

const refusal = (counter: string, action: string, body?: object) =>
  api.refusal(`counters/${counter}/${action}`, body);

/** Somebody who is being served at counter 1. */
async function served(service = 'A'): Promise<{ id: string; number: string; token: string }> {
  const { ticket } = await api.take(service, { kiosk: 'wall' });
  await api.act('1', 'call-next');
  await api.act('1', 'start');
  return ticket;
}

describe('sending on', () => {
  it('keeps the number, and the next agent sees where from and why', async () => {
    const { number } = await served('A');
    const reason = 'needs the other form';
    const sent = await api.act('1', 'transfer', { service: 'B', place: 'time', reason });
    expect(sent).toMatchObject({ ticket: null, state: 'idle' });
    const { ticket } = await api.act('2', 'call-next');
    expect(ticket).toMatchObject({ number, service: 'B', firstCounter: { id: '1' } });
    expect(ticket?.transfers).toMatchObject([
      { counter: { id: '1' }, reason, serviceName: { en: 'Payments' } },
    ]);
  });

  it('goes to one counter, which alone calls it, at the front', async () => {
    const { number } = await served();
    await api.take('A', { kiosk: 'wall' });
    await api.act('1', 'transfer', { counter: '2', place: 'front', reason: 'asked for' });
    expect((await api.counter('1')).next.map((next) => next.number)).not.toContain(number);
    expect((await api.counter('2')).next[0]?.number).toBe(number);
  });

  it('is refused where nobody would call it', async () => {
    const away = { place: 'back', reason: 'x' };
    expect(await refusal('1', 'transfer', { ...away, service: 'B' })).toBe('409 no-ticket');
    await served();
    expect(await refusal('1', 'transfer', away)).toBe('409 transfer-nowhere');
    expect(await refusal('1', 'transfer', { ...away, service: 'Z' })).toBe('404 service-unknown');
    expect(await refusal('1', 'transfer', { ...away, counter: '9' })).toBe('404 counter-unknown');
    expect(await refusal('1', 'transfer', { ...away, counter: '3' })).toBe('409 counter-closed');
    expect(await api.faults('counters/1/transfer', { place: 'up', reason: ' x' })).toEqual([
      '/place',
      '/reason',
    ]);
  });
});

describe('setting aside', () => {
  it('holds a visitor, serves the next, and goes on with the first', async () => {
    const { id, number } = await served();
    expect((await api.act('1', 'hold')).held).toMatchObject([{ number }]);
    await served();
    expect(await refusal('1', 'resume', { ticket: id })).toBe('409 counter-busy');
    await api.act('1', 'finish');
    expect(await refusal('1', 'sign-out')).toBe('409 counter-holds');
    expect(await refusal('2', 'resume', { ticket: id })).toBe('409 ticket-not-held');
    expect(await api.act('1', 'resume', { ticket: id })).toMatchObject({ ticket: { number }, held: [] });
    expect(await api.faults('counters/1/resume', {})).toEqual(['/ticket']);
  });

  it('parks a visitor until a time', async () => {
    const { token } = await served();
    expect(await api.act('1', 'park', { minutes: 10, reason: 'at the bank' })).toMatchObject({
      ticket: null,
    });
    const { state, parkedUntil } = await api.follow(token);
    expect(state).toBe('parked');
    expect(Date.parse(parkedUntil ?? '') - Date.now()).toBeLessThanOrEqual(600_000);
    expect(await refusal('1', 'park', { minutes: 10, reason: 'x' })).toBe('409 no-ticket');
    expect(await api.faults('counters/1/park', { minutes: 1441 })).toEqual(['/minutes', '/reason']);
  });

  it('ends a visit that was forgotten', async () => {
    const { token } = await served();
    expect(await api.act('1', 'finish-forgotten')).toMatchObject({ ticket: null });
    expect((await api.follow(token)).state).toBe('finished');
    expect(await refusal('1', 'finish-forgotten')).toBe('409 no-ticket');
  });
});

describe('a seat', () => {
  it('is paused for a reason, and ready again', async () => {
    expect(await api.act('1', 'pause', { reason: 'meal' })).toMatchObject({ state: 'paused', pause: 'meal' });
    expect((await api.lobby()).counters[0]).toMatchObject({ state: 'paused', pause: 'meal' });
    await api.take('A', { kiosk: 'wall' });
    expect(await refusal('1', 'call-next')).toBe('409 counter-paused');
    expect(await api.act('1', 'ready')).toMatchObject({ state: 'idle', pause: null });
    expect(await api.act('1', 'ready')).toMatchObject({ state: 'idle' });
    expect(await api.faults('counters/1/pause', { reason: 'nap' })).toEqual(['/reason']);
  });

  it('goes over to another agent with the visitor who is there', async () => {
    const { number } = await served();
    expect(await refusal('1', 'hand-over', { agent: 'agent-2' })).toBe('409 agent-elsewhere');
    expect(await refusal('1', 'hand-over', { agent: 'nobody' })).toBe('404 agent-unknown');
    const over = await api.act('1', 'hand-over', { agent: 'agent-3' });
    expect(over).toMatchObject({ agent: { id: 'agent-3' }, ticket: { number }, handoverNote: null });
    expect(await refusal('3', 'hand-over', { agent: 'agent-1' })).toBe('409 counter-closed');
    expect(await api.faults('counters/1/hand-over', { note: '' })).toEqual(['/agent', '/note']);
  });

  it('is emptied for who has gone, shut, and opened again', async () => {
    const { token } = await served();
    expect(await api.act('1', 'force-sign-out')).toMatchObject({ agent: null, ticket: null });
    expect((await api.follow(token)).state).toBe('finished');
    expect(await api.act('1', 'shut', { reason: 'broken chair' })).toMatchObject({ shut: 'broken chair' });
    expect(await api.act('1', 'shut', { reason: 'other' })).toMatchObject({ shut: 'broken chair' });
    expect(await refusal('1', 'sign-in', { agent: 'agent-1' })).toBe('409 counter-shut');
    expect(await api.act('1', 'reopen')).toMatchObject({ shut: null });
    expect(await api.act('1', 'reopen')).toMatchObject({ shut: null });
    expect(await refusal('9', 'shut', { reason: 'x' })).toBe('404 counter-unknown');
    expect(await api.faults('counters/1/shut', {})).toEqual(['/reason']);
  });
});

describe('help', () => {
  it('is called for, taken and settled, and shows in the lobby', async () => {
    expect((await api.act('1', 'assist', { level: 2 })).assist).toEqual({ level: 2, owner: null });
    expect((await api.act('1', 'assist/take', { owner: 'agent-2' })).assist?.owner).toBe('agent-2');
    expect((await api.lobby()).assists).toMatchObject([{ counter: { id: '1' }, level: 2, owner: 'agent-2' }]);
    expect((await api.act('1', 'assist/settle')).assist).toBeNull();
    expect(await refusal('1', 'assist/settle')).toBe('409 assist-none');
    expect(await refusal('1', 'assist/take', { owner: 'agent-2' })).toBe('409 assist-none');
    expect(await refusal('1', 'assist', { level: 3 })).toBe('409 assist-level');
    await api.act('1', 'assist', { level: 1 });
    expect(await refusal('1', 'assist/take', { owner: 'nobody' })).toBe('404 agent-unknown');
    await api.act('1', 'assist/settle');
    expect(await api.faults('counters/1/assist', { level: 0 })).toEqual(['/level']);
  });
});

it('does a deed once for the same key', async () => {
  await served();
  const headers = { 'idempotency-key': randomUUID() };
  const park = { minutes: 5, reason: 'x' };
  const ask = async () => bodyOf(await api.post('/api/v1/counters/1/park', park, headers)) as CounterView;
  expect((await ask()).ticket).toBeNull();
  expect((await ask()).ticket).toBeNull();
});
