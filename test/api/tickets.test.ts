/** The visitor's side of the interface: take a number, follow it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Api, problemOf, takenOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import type { TakenTicket } from '../../firmware-host/messages/views.ts';
import { PATIENTLY } from '../support/patience.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir)]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});

describe('POST /api/v1/tickets', () => {
  it('answers 201 with the ticket, the wait and the paper', async () => {
    const answer = await api.post('/api/v1/tickets', { service: 'A', kiosk: 'door', language: 'zh-TW' });
    const { ticket, wait, print } = takenOf(answer);
    expect(answer.mediaType).toBe('application/json');
    expect(ticket).toMatchObject({ service: 'A', state: 'waiting', language: 'zh-TW', ahead: 0 });
    expect(ticket.number).toMatch(/^A\d{3}$/);
    expect(ticket.archiveNumber).toMatch(/^\d{6}\d{3}$/);
    expect(ticket.serviceName).toEqual({ 'zh-CN': '缴费', 'zh-TW': '繳費', en: 'Payments' });
    expect(ticket.token).toMatch(/^[\w-]{22}$/);
    expect(ticket.url).toBe(`${foyer().url}/t/${ticket.token}`);
    expect(Date.parse(ticket.takenAt)).toBeGreaterThan(Date.now() - 60_000);
    // Nobody has been served today: there is nothing to promise a wait from.
    expect(wait).toBeNull();
    expect(print).toMatchObject({ jobId: expect.any(String), proof: null, problem: null });
  });

  it('counts numbers by service and archive numbers over all', async () => {
    const first = await api.take('A');
    const second = await api.take('B');
    const third = await api.take('A');
    expect(numberOf(third)).toBe(numberOf(first) + 1);
    expect(second.ticket.number).toMatch(/^B/);
    const archive = [first, second, third].map(({ ticket }) => Number(ticket.archiveNumber));
    expect(archive).toEqual([archive[0], (archive[0] ?? 0) + 1, (archive[0] ?? 0) + 2]);
  });

  it('takes the first kiosk and the first language when none is said', async () => {
    const { ticket, print } = await api.take('A');
    expect(ticket.language).toBe('zh-CN');
    expect(print).not.toBeNull();
  });

  it('promises no paper at a kiosk without a printer', async () => {
    expect((await api.take('A', { kiosk: 'wall' })).print).toBeNull();
  });

  it.each([
    ['an unknown service', { service: 'Z' }, 'service-unknown'],
    ['an unknown kiosk', { service: 'A', kiosk: 'roof' }, 'kiosk-unknown'],
  ])('answers 404 to %s', async (_what, body, code) => {
    expect(problemOf(await api.post('/api/v1/tickets', body))).toMatchObject({ status: 404, code });
  });

  it('answers 400 to bad input, with every fault and its place', async () => {
    const body = { service: 7, kiosk: '', language: 'tlh', colour: 'red', size: 0 };
    const { status, code, errors = [] } = problemOf(await api.post('/api/v1/tickets', body));
    expect({ status, code }).toEqual({ status: 400, code: 'bad-request' });
    const places = new Set(errors.map(({ path }) => path));
    expect([...places].toSorted()).toEqual(['/colour', '/kiosk', '/language', '/service', '/size']);
    for (const { message } of errors) expect(message).not.toBe('');
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['a text', 'A'],
    ['an empty object', {}],
  ])('answers 400 to %s in place of a request', async (_what, body) => {
    const { status, code, errors = [] } = problemOf(await api.post('/api/v1/tickets', body));
    expect({ status, code }).toEqual({ status: 400, code: 'bad-request' });
    expect(errors.length).toBeGreaterThan(0);
  });
});

describe('GET /api/v1/tickets/{token}', () => {
  it('follows a ticket from waiting to the end', async () => {
    const before = await api.take('B', { kiosk: 'wall' });
    const { ticket } = await api.take('B', { kiosk: 'wall' });
    expect((await api.follow(ticket.token)).ahead).toBe((await api.follow(before.ticket.token)).ahead + 1);
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    const states = [];
    for (let view = await api.follow(ticket.token); ; view = await api.follow(ticket.token)) {
      states.push(view.state);
      if (view.state === 'finished') break;
      if (view.state === 'serving') await api.act('1', 'finish');
      else if (view.state === 'called') await api.act('1', 'start');
      else await callUntil(ticket.number);
    }
    expect(states).toEqual(['waiting', 'called', 'serving', 'finished']);
    const done = await api.follow(ticket.token);
    expect(done).toMatchObject({ ahead: 0, wait: null, counter: { id: '1' }, print: null });
  });

  it('promises a wait once it has seen enough visits to know one', async () => {
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    const served = await Promise.all(Array.from({ length: 5 }, () => api.take('B', { kiosk: 'wall' })));
    for (const { ticket } of served) {
      await callUntil(ticket.number);
      await api.act('1', 'finish');
    }
    const { ticket } = await api.take('B', { kiosk: 'wall' });
    const { wait } = await api.follow(ticket.token);
    expect(wait).not.toBeNull();
    expect(wait?.toMinutes).toBeGreaterThanOrEqual(wait?.fromMinutes ?? Infinity);
  });

  it('tells when the paper is printed, and how sure that is', async () => {
    const { ticket } = await api.take('A', { kiosk: 'door' });
    await expect
      .poll(async () => (await api.follow(ticket.token)).print, PATIENTLY)
      .toMatchObject({ state: 'printed', proof: 'confirmed', problem: null });
  });

  it('answers 404 to an unknown token', async () => {
    const answer = await api.get('/api/v1/tickets/AAAAAAAAAAAAAAAAAAAAAA');
    expect(problemOf(answer)).toMatchObject({ status: 404, code: 'ticket-unknown' });
  });
});

const numberOf = ({ ticket }: TakenTicket) => Number(ticket.number.slice(1));

/** Serves whoever is in front of a number, and calls it. */
async function callUntil(number: string): Promise<void> {
  for (;;) {
    const called = await api.act('1', 'call-next');
    if (called.ticket?.number === number) return;
    await api.act('1', 'finish');
  }
}
