/** Whether a visit was enough: what agent and visitor say of it, and who comes again. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AppointmentView } from '../../firmware-host/messages/lobby.ts';
import type { FollowView, TakenTicket } from '../../firmware-host/messages/views.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { readKept } from '../support/kept.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const host = 'queue.example.org';
let config = '';
const foyer = sharedFoyer((dir) => {
  config = lobbyFile(dir, { more: { publicUrl: `https://${host}` } });
  return ['--config', config];
});
let api: Api;
beforeAll(async () => {
  api = new Api(foyer().url);
  await api.act('1', 'sign-in', { agent: 'agent-1' });
});

const headers = { host, origin: `https://${host}` };
const settled = (token: string, body: object) => api.post(`/api/v1/tickets/${token}/settled`, body, headers);
const take = async (more: object = {}) =>
  (await api.must<TakenTicket>('staff/tickets', { service: 'A', ...more }, 201)).ticket;
const marks = () =>
  readKept(dirname(config)).events.flatMap(({ type, data, actor }) =>
    type === 'ticket.marked' ? [{ ...data, actor }] : [],
  );

describe('a visit', () => {
  it('is marked at the counter while it is served and until the next is called', async () => {
    const [{ id, number }, next] = [await take(), await take()];
    await api.act('1', 'call-next');
    expect((await api.counter('1')).mark).toBeNull();
    expect(await api.refusal('counters/1/mark', { ticket: id, settled: true })).toBe('409 mark-none');
    await api.act('1', 'start');
    expect((await api.counter('1')).mark).toEqual({ ticket: id, number, settled: null });
    const { mark } = await api.act('1', 'mark', { ticket: id, settled: false });
    expect(mark).toMatchObject({ settled: false });
    await api.act('1', 'finish');
    await api.act('1', 'mark', { ticket: id, settled: true });
    expect((await api.counter('1')).mark).toEqual({ ticket: id, number, settled: true });
    await api.act('1', 'call-next');
    expect(await api.refusal('counters/1/mark', { ticket: id, settled: false })).toBe('409 mark-none');
    expect(await api.refusal('counters/1/mark', { ticket: next.id, settled: false })).toBe('409 mark-none');
    expect(await api.faults('counters/1/mark', { ticket: id })).toEqual(['/settled']);
    for (const deed of ['start', 'finish']) await api.act('1', deed);
    expect(marks()).toMatchObject([
      { ticket: id, by: 'agent', agent: 'agent-1', settled: false, actor: { kind: 'agent', id: 'agent-1' } },
      { ticket: id, by: 'agent', agent: 'agent-1', settled: true },
    ]);
  });

  it('is judged by its visitor once it is over, from the telephone, and as often as he changes his mind', async () => {
    const { token, id } = await take();
    expect((await api.follow(token)).mark).toBeNull();
    expect(problemOf(await settled(token, { settled: true }))).toMatchObject({
      status: 409,
      code: 'mark-none',
    });
    for (const deed of ['call-next', 'start', 'finish']) await api.act('1', deed);
    expect((await api.follow(token)).mark).toEqual({ settled: null, open: true });
    const said = bodyOf(await settled(token, { settled: false })) as FollowView;
    expect(said.mark).toEqual({ settled: false, open: true });
    expect(bodyOf(await settled(token, { settled: true }))).toMatchObject({ mark: { settled: true } });
    expect(problemOf(await settled('nobody', { settled: true }))).toMatchObject({ code: 'ticket-unknown' });
    expect(problemOf(await settled(token, { settled: 'yes' }))).toMatchObject({ status: 400 });
    expect(marks().slice(-2)).toMatchObject([
      { ticket: id, by: 'visitor', agent: null, settled: false, actor: { kind: 'visitor' } },
      { ticket: id, by: 'visitor', agent: null, settled: true },
    ]);
  });

  it('is marked once, however often the same request comes', async () => {
    const { token } = await take();
    for (const deed of ['call-next', 'start', 'finish']) await api.act('1', deed);
    const before = marks().length;
    for (let time = 0; time < 2; time += 1) {
      const answer = await api.post(
        `/api/v1/tickets/${token}/settled`,
        { settled: false },
        { ...headers, 'idempotency-key': 'once' },
      );
      expect(bodyOf(answer)).toMatchObject({ mark: { settled: false } });
    }
    expect(marks().length).toBe(before + 1);
  });
});

/** Every file of the data directory that has a text in it. */
const filesWith = (text: string): readonly string[] => {
  const dir = dirname(config);
  const names = readdirSync(dir, { recursive: true }).map(String);
  return names.filter((name) => {
    const path = join(dir, name);
    return path !== config && statSync(path).isFile() && readFileSync(path).includes(text);
  });
};

describe('who comes', () => {
  const plain = 'Tower-3-1201';
  it('is known again by a key that only this house can make', async () => {
    const at = new Date(Date.now() + 60 * 60_000).toISOString();
    const booking = { service: 'A', at, code: 'HOUSE1', visitor: plain };
    const answer = await api.post('/api/v1/appointments', booking, { 'idempotency-key': 'booking-1' });
    expect(bodyOf(answer, 201) as AppointmentView).not.toHaveProperty('visitor');
    await take({ appointment: 'HOUSE1' });
    await take({ visitor: ' tower-3-1201'.trim() });
    await take({ visitor: 'Tower-3-1202' });
    await take();
    const { events } = readKept(dirname(config));
    const keys = events.flatMap(({ type, data }) =>
      type === 'ticket.taken' ? [data.visitorKey ?? null] : [],
    );
    const [booked, typed, other, nobody] = keys.slice(-4);
    expect(booked).toMatch(/^[0-9a-f]{16}$/);
    expect([typed === booked, other === booked, nobody]).toEqual([true, false, null]);
    expect(JSON.stringify(events)).not.toContain(plain);
    expect(filesWith(plain)).toEqual([]);
    expect(foyer().output()).not.toContain(plain);
    expect(await api.faults('appointments', { ...booking, visitor: 'x'.repeat(65) })).toEqual(['/visitor']);
    expect(await api.faults('staff/tickets', { service: 'A', visitor: '' })).toEqual(['/visitor']);
  });

  it('is kept as it was by a host that starts again', async () => {
    const secret = readFileSync(join(dirname(config), 'visitor-secret'), 'utf8');
    await foyer().restart();
    api = new Api(foyer().url);
    expect(readFileSync(join(dirname(config), 'visitor-secret'), 'utf8')).toBe(secret);
    await take({ visitor: plain });
    const keys = readKept(dirname(config)).events.flatMap(({ type, data }) =>
      type === 'ticket.taken' && data.visitorKey !== undefined ? [data.visitorKey] : [],
    );
    expect(keys.at(-1)).toBe(keys[0]);
  });
});
