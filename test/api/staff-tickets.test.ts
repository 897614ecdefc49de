/** What staff do about tickets, wherever they stand. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StaffTicketView, StaffTickets } from '../../firmware-host/messages/staff.ts';
import type { TakenTicket } from '../../firmware-host/messages/views.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { busyLobby } from '../support/busy-lobby.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir, { more: busyLobby })]);
let api: Api;
beforeAll(async () => {
  api = new Api(foyer().url);
  await api.act('1', 'sign-in', { agent: 'agent-1' });
});

const take = async (service = 'A', more: object = {}) =>
  (await api.take(service, { kiosk: 'wall', ...more })).ticket;
const deed = (id: string, name: string, body?: object, status = 200) =>
  api.must<StaffTicketView>(`staff/tickets/${id}/${name}`, body, status);
const refusal = (id: string, name: string, body?: object) => api.refusal(`staff/tickets/${id}/${name}`, body);
const find = async (query: string) => bodyOf(await api.get(`/api/v1/staff/tickets?${query}`)) as StaffTickets;
const view = async (id: string) => bodyOf(await api.get(`/api/v1/staff/tickets/${id}`)) as StaffTicketView;

describe('finding', () => {
  it('finds a lost ticket by its service and when it was taken, newest first', async () => {
    const older = await take('B');
    const newer = await take('B');
    const other = await take('A');
    const all = await find(`service=B&takenFrom=${older.takenAt}&takenTo=${newer.takenAt}`);
    expect(all.tickets.map(({ id }) => id)).toEqual([newer.id, older.id]);
    expect(all.total).toBe(2);
    const until = new Date(Date.parse(older.takenAt) - 1).toISOString();
    expect((await find(`service=B&takenTo=${until}`)).tickets.map(({ id }) => id)).not.toContain(older.id);
    expect((await find(`number=${other.number.toLowerCase()}`)).tickets).toMatchObject([{ id: other.id }]);
    expect((await find(`number=${other.archiveNumber}`)).tickets).toMatchObject([{ id: other.id }]);
    await deed(newer.id, 'cancel', { reason: 'left' });
    expect((await find('service=B&state=cancelled')).tickets).toMatchObject([{ id: newer.id }]);
  });

  it('tells at most a hundred, and how many there are', async () => {
    const { total } = await find('state=waiting');
    await Promise.all(Array.from({ length: 101 }, () => take()));
    const found = await find('state=waiting');
    expect([found.total, found.tickets.length]).toEqual([total + 101, 100]);
  });

  it.each([
    ['state=asleep&service=', ['/service', '/state']],
    ['takenFrom=today&colour=red', ['/colour', '/takenFrom']],
    ['takenTo=2026-11-21T23:59:60Z', ['/takenTo']],
    ['service=A&service=B', ['/service']],
  ])('names every fault of %s', async (query, places) => {
    const { code, errors = [] } = problemOf(await api.get(`/api/v1/staff/tickets?${query}`));
    expect(code).toBe('bad-request');
    expect([...new Set(errors.map(({ path }) => path))].toSorted()).toEqual(places);
  });

  it('knows no ticket that is not there', async () => {
    expect(problemOf(await api.get('/api/v1/staff/tickets/01K'))).toMatchObject({ code: 'ticket-unknown' });
  });
});

describe('a ticket somewhere in its life', () => {
  it('is moved, parked, brought back, and given another service', async () => {
    const first = await take();
    const { id } = await take();
    expect((await view(id)).ahead).toBeGreaterThan((await view(first.id)).ahead);
    expect((await deed(id, 'move', { place: 'front', reason: 'waited outside' })).ahead).toBe(0);
    const parked = await deed(id, 'park', { minutes: 30, reason: 'fetches a paper' });
    expect(parked.state).toBe('parked');
    const inMinutes = (Date.parse(parked.parkedUntil ?? '') - Date.now()) / 60_000;
    expect(inMinutes).toBeGreaterThan(28);
    expect(inMinutes).toBeLessThanOrEqual(30);
    expect(await refusal(id, 'park', { minutes: 5, reason: 'again' })).toBe('409 ticket-not-waiting');
    expect(await deed(id, 'unpark')).toMatchObject({ state: 'waiting', parkedUntil: null });
    expect(await refusal(id, 'unpark')).toBe('409 ticket-not-parked');
    expect(await deed(id, 'correct-service', { service: 'B' })).toMatchObject({ service: 'B' });
    expect(await deed(id, 'correct-service', { service: 'B' })).toMatchObject({ service: 'B' });
    expect(await refusal(id, 'correct-service', { service: 'Z' })).toBe('404 service-unknown');
    const care = { visibly: true, escort: false };
    expect((await deed(id, 'care', care)).care).toEqual(care);
    expect(await refusal(id, 'return')).toBe('409 ticket-not-missed');
    expect((await deed(id, 'cancel', { reason: 'left' })).state).toBe('cancelled');
    expect(await refusal(id, 'cancel', { reason: 'left' })).toBe('409 ticket-ended');
  });

  it('comes back after a missed call', async () => {
    const { id } = await take('C');
    await deed(id, 'move', { place: 'front', reason: 'test' });
    expect((await api.act('1', 'call-next')).ticket?.id).toBe(id);
    await api.act('1', 'no-show');
    expect((await deed(id, 'return')).state).toBe('waiting');
  });

  it('refuses bad input with every fault, and an unknown ticket', async () => {
    const { id } = await take();
    const at = `staff/tickets/${id}`;
    expect(await api.faults(`${at}/move`, { place: 'side', reason: '' })).toEqual(['/place', '/reason']);
    expect(await api.faults(`${at}/park`, { minutes: 0.5, reason: 'a\nb' })).toEqual(['/minutes', '/reason']);
    expect(await api.faults(`${at}/cancel`, { reason: 'turn \u202earound' })).toEqual(['/reason']);
    expect(await api.faults(`${at}/cancel`, { reason: 'half \ud800' })).toEqual(['/reason']);
    expect(await api.faults(`${at}/cancel`, { reason: 'x'.repeat(201) })).toEqual(['/reason']);
    expect(await api.faults(`${at}/care`, { visibly: 'yes' })).toEqual(['/escort', '/visibly']);
    expect(await api.faults(`${at}/return`, { why: 'so' })).toEqual(['/why']);
    for (const [name, body] of Object.entries(bodies))
      expect([name, await refusal('01K', name, body)]).toEqual([name, '404 ticket-unknown']);
  });
});

const bodies: Record<string, object | undefined> = {
  cancel: { reason: 'x' },
  return: undefined,
  move: { place: 'back', reason: 'x' },
  park: { minutes: 1, reason: 'x' },
  unpark: undefined,
  'correct-service': { service: 'A' },
  prioritise: { reason: 'vip', issuer: 'agent-1' },
  care: { visibly: true, escort: true },
  notes: { text: 'x' },
  reissue: undefined,
};

describe('priority', () => {
  it('is granted for a reason, up to a quota, and then by two', async () => {
    const tickets = await Promise.all([take(), take()]);
    const [one = '', two = ''] = tickets.map(({ id }) => id);
    expect(await refusal(one, 'prioritise', { reason: 'vip', issuer: 'nobody' })).toBe('404 agent-unknown');
    const vip = { reason: 'vip', issuer: 'agent-2' };
    expect((await deed(one, 'prioritise', vip)).class).toBe('priority');
    expect(await refusal(one, 'prioritise', vip)).toBe('409 already-priority');
    expect(await refusal(two, 'prioritise', vip)).toBe('409 approval-needed');
    expect(await refusal(two, 'prioritise', { ...vip, approver: 'agent-2' })).toBe('409 approver-same');
    expect((await deed(two, 'prioritise', { ...vip, approver: 'agent-1' })).class).toBe('priority');
    expect(await api.faults(`staff/tickets/${two}/prioritise`, { reason: 'friend' })).toEqual([
      '/issuer',
      '/reason',
    ]);
  });

  it('is given with the number that staff take for somebody', async () => {
    const body = { service: 'A', kiosk: 'wall', priority: 'vip', issuer: 'agent-3', size: 4 };
    const { ticket } = await api.must<TakenTicket>('staff/tickets', body, 201);
    expect(ticket).toMatchObject({ class: 'priority', size: 4 });
    expect(ticket.token).not.toBe('');
    expect(await view(ticket.id)).toMatchObject({ class: 'priority' });
    expect(await api.refusal('staff/tickets', body)).toBe('409 approval-needed');
    const granted = { ...body, approver: 'agent-1', beside: ticket.id };
    const second = await api.must<TakenTicket>('staff/tickets', granted, 201);
    expect((await view(second.ticket.id)).beside).toMatchObject([{ id: ticket.id }]);
    const { issuer: _none, ...byItself } = body;
    expect(await api.refusal('staff/tickets', byItself)).toBe('409 priority-staff-only');
    expect(await api.faults('staff/tickets', { size: 100, priority: 'vip' })).toEqual([
      '/',
      '/appointment',
      '/service',
      '/size',
    ]);
  });
});

describe('papers', () => {
  it('makes a lost one again, with another secret, and gives the same to who asks twice', async () => {
    const { ticket: lost } = await api.take('A', { kiosk: 'door' });
    const headers = { 'idempotency-key': randomUUID() };
    const ask = async () =>
      bodyOf(
        await api.post(`/api/v1/staff/tickets/${lost.id}/reissue`, undefined, headers),
        201,
      ) as TakenTicket;
    const { ticket, print } = await ask();
    expect(ticket).toMatchObject({ id: lost.id, number: lost.number });
    expect(ticket.token).not.toBe(lost.token);
    expect(print).not.toBeNull();
    expect(ticket.url).toContain(ticket.token);
    expect(problemOf(await api.get(`/api/v1/tickets/${lost.token}`))).toMatchObject({ status: 404 });
    expect((await api.follow(ticket.token)).ticket.id).toBe(lost.id);
    const later = await api.must<TakenTicket>(`staff/tickets/${lost.id}/reissue`, undefined, 201);
    expect((await ask()).ticket.token).toBe(ticket.token);
    expect((await api.follow(later.ticket.token)).ticket.id).toBe(lost.id);
    expect((await view(lost.id)).copies).toBe(2);
  });

  it('enters a slip once', async () => {
    const slip = { service: 'A', slip: 902, outcome: 'finished', counter: '1', agent: 'agent-1' };
    const headers = { 'idempotency-key': randomUUID() };
    const enter = async () => bodyOf(await api.post('/api/v1/staff/recovered', slip, headers), 201);
    const entered = (await enter()) as StaffTicketView;
    expect(entered).toMatchObject({ number: 'A902', state: 'finished', counter: { id: '1' } });
    expect(await enter()).toEqual(entered);
    expect(await api.refusal('staff/recovered', slip)).toBe('409 slip-used');
    expect(await api.refusal('staff/recovered', { ...slip, slip: 904 })).toBe('400 slip-unknown');
    expect(await api.refusal('staff/recovered', { ...slip, service: 'B' })).toBe('400 slip-unknown');
    expect(await api.refusal('staff/recovered', { ...slip, slip: 903, counter: '9' })).toBe(
      '404 counter-unknown',
    );
    expect(await api.refusal('staff/recovered', { ...slip, slip: 903, agent: 'x' })).toBe(
      '404 agent-unknown',
    );
    expect(await api.faults('staff/recovered', { slip: 0, outcome: 'kept' })).toEqual([
      '/outcome',
      '/service',
      '/slip',
    ]);
  });
});

it('tells nobody the secret of a visitor’s page', async () => {
  const { id, token } = await take();
  await deed(id, 'move', { place: 'front', reason: 'test' });
  const answers = await Promise.all([
    api.get('/api/v1/staff/tickets'),
    api.get(`/api/v1/staff/tickets/${id}`),
    api.post(`/api/v1/staff/tickets/${id}/move`, { place: 'front', reason: 'test' }),
    api.get('/api/v1/lobby'),
    api.get('/api/v1/counters/1'),
  ]);
  for (const { text } of answers) {
    expect(text).toContain(id);
    expect(text).not.toContain(token);
  }
});

it('does a deed once for the same key', async () => {
  const { id } = await take();
  const path = `/api/v1/staff/tickets/${id}/cancel`;
  const headers = { 'idempotency-key': randomUUID() };
  const ask = async () => (await api.post(path, { reason: 'left' }, headers)).status;
  expect([await ask(), await ask()]).toEqual([200, 200]);
  expect(problemOf(await api.post(path, { reason: 'other' }, headers))).toMatchObject({
    code: 'idempotency-mismatch',
  });
});
