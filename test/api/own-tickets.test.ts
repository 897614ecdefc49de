/** What visitors say when they take a number, and do with it afterwards. */
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EventType } from '../../firmware-host/domain/events.ts';
import type { AppointmentView, ReturnSlot } from '../../firmware-host/messages/lobby.ts';
import type { FollowView, KioskView, TakenTicket } from '../../firmware-host/messages/views.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { busyLobby } from '../support/busy-lobby.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { countKept, readKept } from '../support/kept.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const kioskLimit = { withinSeconds: 600, confirmAfter: 3, pauseAfter: 5 };
const kiosks = ['door', 'wall', 'side', 'back'].map((id) => ({ id }));
let config = '';
const foyer = sharedFoyer((dir) => {
  config = lobbyFile(dir, { more: { ...busyLobby, kioskLimit, kiosks } });
  return ['--config', config];
});
let api: Api;
beforeAll(async () => {
  api = new Api(foyer().url);
  await api.act('1', 'sign-in', { agent: 'agent-1' });
});

/** By staff, who are not counted against children at a kiosk. */
const take = async (service = 'A', more: object = {}) =>
  (await api.must<TakenTicket>('staff/tickets', { service, ...more }, 201)).ticket;
const deed = (token: string, name: string, body?: object) =>
  api.must<FollowView>(`tickets/${token}/${name}`, body);
const kept = (type: EventType) => countKept(foyer(), type);
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

describe('taking', () => {
  it('goes before others for a reason that visitors may choose, with what is needed', async () => {
    const wish = { kiosk: 'door', priority: 'elderly', size: 3, care: { visibly: true, escort: true } };
    const { ticket } = await api.take('B', wish);
    expect(ticket).toMatchObject({ class: 'priority', size: 3, care: wish.care });
    const beside = await api.take('A', { kiosk: 'door', beside: ticket.token });
    const { beside: others } = (await api.must(`staff/tickets/${beside.ticket.id}/care`, wish.care)) as {
      beside: object[];
    };
    expect(others).toMatchObject([{ id: ticket.id }]);
    expect(await api.refusal('tickets', { service: 'A', beside: ticket.id })).toBe('404 ticket-unknown');
    expect(await api.refusal('tickets', { service: 'A', priority: 'vip' })).toBe('409 priority-staff-only');
    expect(await api.refusal('tickets', { service: 'A', priority: 'child' })).toBe('400 reason-unknown');
  });

  it('names every fault', async () => {
    const wrong = {
      priority: 'friend',
      appointment: 'a\u0000b',
      beside: '',
      size: 1.5,
      care: { visibly: 1, loudly: true },
      confirmed: 'yes',
    };
    expect(await api.faults('tickets', wrong)).toEqual([
      '/appointment',
      '/beside',
      '/care/escort',
      '/care/loudly',
      '/care/visibly',
      '/confirmed',
      '/priority',
      '/size',
    ]);
  });

  it('asks whether another number is meant, and gives none to who does not stop', async () => {
    const ask = (more: object = {}) => api.post('/api/v1/tickets', { service: 'A', kiosk: 'side', ...more });
    for (let count = 0; count < 3; count += 1) expect((await ask()).status).toBe(201);
    const key = { 'idempotency-key': randomUUID() };
    const again = (more: object) =>
      api.post('/api/v1/tickets', { service: 'A', kiosk: 'side', ...more }, key);
    expect(problemOf(await again({}))).toMatchObject({ status: 409, code: 'kiosk-confirm' });
    expect((await again({ confirmed: true })).status).toBe(201);
    expect((await ask({ confirmed: true })).status).toBe(201);
    expect(problemOf(await ask({ confirmed: true }))).toMatchObject({ status: 429, code: 'kiosk-paused' });
    expect((await api.post('/api/v1/tickets', { service: 'A', kiosk: 'back' })).status).toBe(201);
  });

  it('counts who got no number because the kiosk was out of order', async () => {
    const before = kept('ticket.refused');
    const told = await api.must<KioskView>('kiosks/first/blocked', { service: 'A' });
    expect(told.kiosk).toBe('door');
    expect(kept('ticket.refused')).toBe(before + 1);
    expect(await api.refusal('kiosks/roof/blocked', { service: 'A' })).toBe('404 kiosk-unknown');
    expect(await api.refusal('kiosks/door/blocked', { service: 'Z' })).toBe('404 service-unknown');
    expect(await api.faults('kiosks/door/blocked', { reason: 'x' })).toEqual(['/reason', '/service']);
  });
});

describe('an appointment', () => {
  it('is booked with a code, and says the service', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { service: 'B', at: later(30) };
    const book = async () => bodyOf(await api.post('/api/v1/appointments', body, headers), 201);
    const booked = (await book()) as AppointmentView;
    expect(booked).toMatchObject({ service: 'B', at: body.at, source: 'staff', state: 'booked' });
    expect(booked.code).toMatch(/^\d{6}$/);
    expect(await book()).toEqual(booked);
    expect((await api.lobby()).appointments).toContainEqual(booked);
    const { ticket } = await api.must<TakenTicket>(
      'tickets',
      { appointment: booked.code, kiosk: 'wall' },
      201,
    );
    expect(ticket).toMatchObject({ service: 'B', class: 'appointment', appointmentAt: body.at });
    expect(await api.refusal('tickets', { appointment: booked.code })).toBe('404 appointment-unknown');
  });

  it('keeps a code that staff choose, once, and is given up', async () => {
    const code = `K-${randomUUID().slice(0, 8)}`;
    const at = '2099-01-01T10:00:00.000+08:00';
    const booked = await api.must<AppointmentView>('appointments', { service: 'A', at, code }, 201);
    expect(booked).toMatchObject({ code, at: '2099-01-01T02:00:00.000Z' });
    expect(await api.refusal('appointments', { service: 'A', at, code })).toBe('409 appointment-taken');
    expect(await api.refusal('tickets', { appointment: code })).toBe('409 appointment-early');
    const give = () => api.ask('DELETE', `/api/v1/appointments/${booked.id}`);
    expect((bodyOf(await give()) as AppointmentView[]).map(({ id }) => id)).not.toContain(booked.id);
    expect(problemOf(await give())).toMatchObject({ code: 'appointment-unknown' });
  });

  it('is refused in the past, for nothing, and with every fault', async () => {
    expect(await api.refusal('appointments', { service: 'A', at: later(-1) })).toBe('409 time-past');
    expect(await api.refusal('appointments', { service: 'Z', at: later(1) })).toBe('404 service-unknown');
    expect(await api.faults('appointments', { at: 'tomorrow', code: 'two words' })).toEqual([
      '/at',
      '/code',
      '/service',
    ]);
    expect(await api.faults('appointments', { service: 'A', at: '2026-12-31T23:59:60Z' })).toEqual(['/at']);
  });

  it('is a time to come back for one who finds the service full', async () => {
    expect(await api.refusal('return-slots', { service: 'F' })).toBe('409 slots-none');
    await take('F');
    expect(await api.refusal('tickets', { service: 'F', kiosk: 'wall' })).toBe('409 service-full');
    const one = await api.must<ReturnSlot>('return-slots', { service: 'F' }, 201);
    const two = await api.must<ReturnSlot>('return-slots', { service: 'F' }, 201);
    expect(one.code).toMatch(/^\d{6}$/);
    expect(Date.parse(one.at) % 300_000).toBe(0);
    expect(Date.parse(two.at)).toBe(Date.parse(one.at) + 300_000);
    expect(two.code).not.toBe(one.code);
    const { ticket } = await api.must<TakenTicket>('tickets', { appointment: one.code, kiosk: 'wall' }, 201);
    expect(ticket).toMatchObject({ service: 'F', class: 'appointment' });
    expect(await api.faults('return-slots', {})).toEqual(['/service']);
  });
});

describe('one’s own ticket', () => {
  it('lets others go first, and is given up once', async () => {
    const mine = await take('C');
    const other = await take('C');
    const ahead = async ({ token }: { token: string }) => (await api.follow(token)).ahead;
    expect(await ahead(mine)).toBeLessThan(await ahead(other));
    expect((await deed(mine.token, 'postpone', { places: 1 })).actions).toContain('cancel');
    expect(await ahead(mine)).toBeGreaterThan(await ahead(other));
    // At the end there is nobody to let: it is so already.
    expect((await deed(mine.token, 'postpone', { places: 20 })).state).toBe('waiting');
    const care = { visibly: false, escort: true };
    expect((await deed(mine.token, 'care', care)).ticket.care).toEqual(care);
    const before = kept('ticket.care-set');
    expect((await deed(mine.token, 'care', care)).ticket.care).toEqual(care);
    expect(kept('ticket.care-set')).toBe(before);
    expect((await deed(mine.token, 'cancel')).state).toBe('cancelled');
    expect(await api.refusal(`tickets/${mine.token}/cancel`)).toBe('409 ticket-ended');
    expect(await api.refusal(`tickets/${mine.token}/care`, care)).toBe('409 ticket-ended');
    expect(await api.refusal(`tickets/${mine.token}/postpone`, { places: 1 })).toBe('409 ticket-not-waiting');
    expect(await api.refusal(`tickets/${mine.token}/return`)).toBe('409 ticket-not-missed');
  });

  it('comes back after a missed call, and cannot be given up while being served', async () => {
    const { id, token } = await take();
    await api.must(`staff/tickets/${id}/move`, { place: 'front', reason: 'test' });
    await api.act('1', 'call-next');
    await api.act('1', 'no-show');
    expect((await api.follow(token)).actions).toEqual(['return']);
    expect((await deed(token, 'return')).state).toBe('waiting');
    await api.must(`staff/tickets/${id}/move`, { place: 'front', reason: 'test' });
    await api.act('1', 'call-next');
    await api.act('1', 'start');
    expect(await api.refusal(`tickets/${token}/cancel`)).toBe('409 ticket-in-service');
    await api.act('1', 'finish');
  });

  it('is nobody’s without its secret', async () => {
    const { id, token } = await take();
    for (const name of ['cancel', 'return']) {
      expect(await api.refusal(`tickets/${id}/${name}`)).toBe('404 ticket-unknown');
      expect(await api.faults(`tickets/${token}/${name}`, { reason: 'x' })).toEqual(['/reason']);
    }
    expect(await api.faults(`tickets/${token}/postpone`, { places: 21 })).toEqual(['/places']);
    expect(await api.faults(`tickets/${token}/care`, {})).toEqual(['/escort', '/visibly']);
  });

  it('does a deed once for the same key', async () => {
    const { token } = await take('C');
    const headers = { 'idempotency-key': randomUUID() };
    const ask = async () => (await api.post(`/api/v1/tickets/${token}/cancel`, undefined, headers)).status;
    expect([await ask(), await ask()]).toEqual([200, 200]);
    // A secret in the path is none of a key's business: the journal keeps both.
    const journal = readKept(dirname(config)).events;
    expect(journal.filter(({ key }) => key?.scope.includes(token))).toEqual([]);
    expect(journal.some(({ key }) => key?.scope.includes('/cancel'))).toBe(true);
  });
});
