/** The lobby as a whole: evacuation, the day’s end and its opening, services that are closed, notices. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LobbyNotice, LobbyView } from '../../firmware-host/messages/lobby.ts';
import type { FollowView, KioskView } from '../../firmware-host/messages/views.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { busyLobby } from '../support/busy-lobby.ts';
import { sharedFoyer, startFoyer } from '../support/foyer.ts';
import { LiveStream } from '../support/live.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { tempDir } from '../support/temp.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir, { more: busyLobby })]);
let api: Api;
beforeAll(async () => {
  api = new Api(foyer().url);
  await api.act('1', 'sign-in', { agent: 'agent-1' });
});

const take = async (service = 'A') => (await api.take(service, { kiosk: 'wall' })).ticket;
const lobby = (name: string, body?: object) => api.must<LobbyView>(`lobby/${name}`, body);
const kiosk = async () => bodyOf(await api.get('/api/v1/kiosks/wall')) as KioskView;
const serviceOf = (view: LobbyView, letter: string) => view.services.find((one) => one.letter === letter);
const dayAfter = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

describe('an evacuation', () => {
  it('stops everything that numbers do, shows everywhere, and is over', async () => {
    const { token } = await take();
    const stream = await LiveStream.open(foyer().url, 'lobby');
    await api.act('1', 'call-next');
    const frozen = await lobby('evacuate', { reason: 'fire drill' });
    expect(frozen.evacuation).toBe('fire drill');
    expect(serviceOf(frozen, 'A')?.closed).toBe('evacuation');
    expect(await lobby('evacuate', { reason: 'another' })).toMatchObject({ evacuation: 'fire drill' });
    expect((await api.display()).evacuation).toBe(true);
    expect(await api.refusal('tickets', { service: 'A', kiosk: 'wall' })).toBe('409 evacuation');
    for (const action of ['call-next', 'start', 'finish', 'sign-out'])
      expect(await api.refusal(`counters/1/${action}`)).toBe('409 evacuation');
    // Whoever has gone home may say so; nobody gets forward.
    expect((await api.follow(token)).actions).toEqual(['cancel']);
    expect(await api.refusal('lobby/close-day', { dispositions: {} })).toBe('409 evacuation');
    // Of all things, help can be called for.
    expect((await api.act('1', 'assist', { level: 1 })).assist).toEqual({ level: 1, owner: null });
    await api.act('1', 'assist/settle');
    expect((await lobby('resume')).evacuation).toBeNull();
    expect((await lobby('resume')).evacuation).toBeNull();
    expect((await api.act('1', 'finish')).state).toBe('idle');
    await stream.view<LobbyView>(({ evacuation }) => evacuation === 'fire drill');
    await stream.view<LobbyView>(
      ({ evacuation, counters }) => evacuation === null && counters[0]?.state === 'idle',
    );
    stream.close();
    expect(await api.faults('lobby/evacuate', { reason: '' })).toEqual(['/reason']);
    expect(await api.faults('lobby/resume', { why: 'so' })).toEqual(['/why']);
  });
});

describe('a service', () => {
  it('is closed with words for visitors, and opened', async () => {
    const reason = { 'zh-CN': '设备维修' };
    const closed = await api.must<LobbyView>('services/B/close', { reason });
    const words = { 'zh-CN': '设备维修', 'zh-TW': '设备维修', en: '设备维修' };
    expect(serviceOf(closed, 'B')).toMatchObject({ closed: 'by-staff', closedReason: words });
    expect((await kiosk()).services[1]).toMatchObject({ closed: 'by-staff', closedReason: words });
    expect(await api.refusal('tickets', { service: 'B', kiosk: 'wall' })).toBe('409 service-closed');
    await api.must('services/B/close', { reason });
    expect(serviceOf(await api.must<LobbyView>('services/B/open'), 'B')?.closed).toBeNull();
    expect(await api.must('services/B/open')).toMatchObject({ evacuation: null });
    await take('B');
  });

  it('is refused without words in the first language, and when it is none', async () => {
    expect(await api.faults('services/B/close', { reason: { en: 'Repairs' } })).toEqual(['/reason/zh-CN']);
    expect(await api.faults('services/B/close', { reason: { 'zh-CN': '\u202e', fr: 'x' } })).toEqual([
      '/reason/fr',
      '/reason/zh-CN',
    ]);
    expect(await api.refusal('services/Z/close', { reason: { 'zh-CN': '停' } })).toBe('404 service-unknown');
    expect(await api.refusal('services/Z/open')).toBe('404 service-unknown');
  });
});

describe('a notice', () => {
  const texts = { 'zh-CN': '今日三点关门', en: 'We close at three' };

  it('is shown where it should be until it is withdrawn', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { kind: 'ordinary', texts, on: ['display'] };
    const ask = async () => bodyOf(await api.post('/api/v1/notices', body, headers), 201) as LobbyNotice;
    const posted = await ask();
    expect(posted).toMatchObject({ active: true, from: null, until: null, on: ['display'] });
    expect(posted.texts).toEqual({ 'zh-CN': texts['zh-CN'], 'zh-TW': texts['zh-CN'], en: texts.en });
    expect(await ask()).toEqual(posted);
    expect((await api.display()).notices.map(({ id }) => id)).toEqual([posted.id]);
    expect((await kiosk()).notices).toEqual([]);
    const withdraw = () => api.ask('DELETE', `/api/v1/notices/${posted.id}`);
    expect((bodyOf(await withdraw()) as LobbyView).notices).toEqual([]);
    expect(problemOf(await withdraw())).toMatchObject({ status: 404, code: 'notice-unknown' });
    expect((await api.display()).notices).toEqual([]);
  });

  it('is refused for a time that cannot be written down, in whatever zone it is said', async () => {
    for (const until of ['9999-12-31T23:59:59-14:00', '0000-01-01T00:00:00+14:00', '2100-01-01T00:00:00Z'])
      expect(await api.faults('notices', { kind: 'ordinary', texts, until })).toEqual(['/until']);
    expect((await api.lobby()).notices).toEqual([]);
  });

  it('begins later, everywhere, and an emergency goes before it', async () => {
    const from = '2099-01-01T00:00:00.000Z';
    const until = '2099-01-02T08:00:00+08:00';
    const later = await api.must<LobbyNotice>('notices', { kind: 'ordinary', texts, from, until }, 201);
    expect(later).toMatchObject({ active: false, from, until: '2099-01-02T00:00:00.000Z' });
    expect(later.on).toEqual(['kiosk', 'display', 'board', 'phone']);
    const { id } = await api.must<LobbyNotice>('notices', { kind: 'emergency', texts }, 201);
    const { token } = await take();
    const follow: FollowView = await api.follow(token);
    for (const { notices } of [await kiosk(), await api.display(), follow])
      expect(notices).toMatchObject([{ id, kind: 'emergency' }]);
    expect((await api.lobby()).notices.map((notice) => notice.id)).toEqual([later.id, id]);
    for (const notice of [id, later.id])
      expect((await api.ask('DELETE', `/api/v1/notices/${notice}`)).status).toBe(200);
  });

  it('is refused with every fault, and when its time is over', async () => {
    const wrong = { kind: 'gossip', texts: { 'zh-CN': 'x'.repeat(201) }, on: [], from: 'now', until: 7 };
    expect(await api.faults('notices', wrong)).toEqual(['/from', '/kind', '/on', '/texts/zh-CN', '/until']);
    expect(await api.faults('notices', { kind: 'ordinary', texts: {} })).toEqual(['/texts/zh-CN']);
    expect(await api.faults('notices', { kind: 'ordinary', texts, on: ['wall', 'board'] })).toEqual([
      '/on/0',
    ]);
    const past = { kind: 'ordinary', texts, until: '2020-01-01T00:00:00Z' };
    expect(await api.refusal('notices', past)).toBe('409 time-past');
  });
});

describe('the day', () => {
  it('closes only when everybody is named, opens again, and the next one begins', async () => {
    const [waits, parked, held] = await Promise.all([take('B'), take('B'), take('B')]);
    await api.must(`staff/tickets/${parked.id}/park`, { minutes: 60, reason: 'lunch' });
    await api.must(`staff/tickets/${held.id}/move`, { place: 'front', reason: 'test' });
    await api.act('1', 'call-next');
    expect(problemOf(await api.post('/api/v1/lobby/close-day', { dispositions: {} }))).toMatchObject({
      code: 'counter-busy',
      detail: held.number,
    });
    await api.act('1', 'hold');
    const before = await api.lobby();
    expect(before.parked).toMatchObject([{ id: parked.id, number: parked.number, state: 'parked' }]);
    expect(before.counters[0]).toMatchObject({ held: 1, number: null, agent: { id: 'agent-1' } });
    const left = before.leftOver.map(({ id }) => id);
    expect(left).toEqual(expect.arrayContaining([waits.id, parked.id, held.id]));
    expect(before.leftOverTotal).toBe(left.length);
    const missing = problemOf(
      await api.post('/api/v1/lobby/close-day', { dispositions: { [parked.id]: 'keep' } }),
    );
    expect(missing).toMatchObject({ status: 409, code: 'dispositions-missing' });
    expect(missing.detail).toContain(waits.number);
    expect(missing.detail).not.toContain(parked.number);
    expect(await api.refusal('lobby/close-day', { dispositions: { x: 'keep' } })).toBe('404 ticket-unknown');
    const wish = { dispositions: { [parked.id]: 'keep', [held.id]: 'finish' }, rest: 'cancel' };
    const closed = await lobby('close-day', wish);
    expect(closed).toMatchObject({ day: { date: before.day?.date, closed: true }, leftOverTotal: 1 });
    expect(closed.counters[0]?.state).toBe('closed');
    const states = await Promise.all([waits, parked, held].map(({ token }) => api.follow(token)));
    expect(states.map(({ state }) => state)).toEqual(['cancelled', 'parked', 'finished']);
    expect(await api.refusal('tickets', { service: 'A', kiosk: 'wall' })).toBe('409 day-closed');
    expect(await lobby('close-day', { dispositions: {} })).toMatchObject({ day: { closed: true } });
    expect(await lobby('reopen-day')).toMatchObject({ day: { closed: false } });
    expect(await lobby('reopen-day')).toMatchObject({ day: { closed: false } });
    await take('A');
  });

  it('is opened for tomorrow, not for a slip of the finger, and never twice', async () => {
    const { day } = await api.lobby();
    const today = day?.date ?? '';
    expect(await lobby('open-day', {})).toMatchObject({ day: { date: today } });
    expect(await api.faults('lobby/open-day', { date: dayAfter(today, 2) })).toEqual(['/date']);
    expect(await api.faults('lobby/open-day', { date: '2026-02-30' })).toEqual(['/date']);
    await lobby('close-day', { dispositions: {}, rest: 'cancel' });
    const tomorrow = dayAfter(today, 1);
    const opened = await lobby('open-day', { date: tomorrow });
    expect(opened).toMatchObject({ day: { date: tomorrow, closed: false }, leftOverTotal: 0 });
    expect(serviceOf(opened, 'A')?.takenToday).toBe(0);
    expect(await api.refusal('lobby/open-day', { date: today })).toBe('409 time-past');
    expect(await api.lobby()).toMatchObject({ day: { date: tomorrow } });
    expect((await take('A')).number).toBe('A001');
  });

  it('names every fault of a closing', async () => {
    const wrong = { dispositions: { a: 'sell', b: 7 }, rest: 'x', more: 1 };
    expect(await api.faults('lobby/close-day', wrong)).toEqual([
      '/dispositions/a',
      '/dispositions/b',
      '/more',
      '/rest',
    ]);
    expect(await api.faults('lobby/close-day', {})).toEqual(['/dispositions']);
  });
});

// Where the system's clock is set, the host would not wait for it.
it.skipIf(existsSync('/run/systemd/timesync/synchronized'))(
  'opens a day by hand where the clock is not known to be right, with its date',
  async () => {
    const dir = tempDir();
    const { url } = await startFoyer(dir, [
      '--config',
      lobbyFile(dir, { more: { ...busyLobby, clock: 'synchronised' } }),
    ]);
    const lone = new Api(url);
    expect(await lone.lobby()).toMatchObject({ day: null, clockTrusted: false });
    expect(await lone.refusal('tickets', { service: 'A' })).toBe('409 day-not-open');
    const { errors = [] } = problemOf(await lone.post('/api/v1/lobby/open-day', {}));
    expect(errors).toEqual([{ path: '/date', message: expect.stringContaining('clock') }]);
    for (const date of ['9999-12-31', '1970-01-01'])
      expect(await lone.faults('lobby/open-day', { date })).toEqual(['/date']);
    expect(await lone.must('lobby/open-day', { date: '2031-05-06' })).toMatchObject({
      day: { date: '2031-05-06', closed: false },
    });
    expect((await lone.take()).ticket.archiveNumber).toBe('310506001');
  },
);
