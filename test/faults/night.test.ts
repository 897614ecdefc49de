/** The night: a new lobby day opens while screens are on and people are still in the lobby. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { CounterView } from '../../firmware-host/messages/counter.ts';
import type { DisplayView, FollowView } from '../../firmware-host/messages/views.ts';
import { Api, problemOf, takenOf } from '../support/api.ts';
import { startFoyer, type RunningFoyer } from '../support/foyer.ts';
import { LiveStream } from '../support/live.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { tempDir } from '../support/temp.ts';
import { PATIENTLY } from '../support/patience.ts';

const TOMORROW = fileURLToPath(new URL('../support/tomorrow.ts', import.meta.url));

/** As HH:MM in the lobby, which is eight hours ahead of UTC all year: wherever the test is run, the next day begins within the jump. */
function halfADayFromNow(): string {
  const hour = (new Date().getUTCHours() + 8 + 12) % 24;
  return `${String(hour).padStart(2, '0')}:00`;
}

async function evening(): Promise<{ foyer: RunningFoyer; api: Api; dawn: () => Promise<void> }> {
  const dir = tempDir();
  const foyer = await startFoyer(
    dir,
    ['--config', lobbyFile(dir, { more: { dayStartsAt: halfADayFromNow() } })],
    ['--import', TOMORROW],
  );
  const api = new Api(foyer.url);
  const today = async () => (await api.health()).day;
  const before = await today();
  const dawn = async () => {
    foyer.signal('SIGUSR2');
    await expect.poll(today, PATIENTLY).not.toBe(before);
  };
  return { foyer, api, dawn };
}

async function open(foyer: RunningFoyer, view: string): Promise<LiveStream> {
  const stream = await LiveStream.open(foyer.url, view);
  onTestFinished(() => stream.close());
  return stream;
}

it('numbers begin again; whoever still waits keeps number and place', async () => {
  const { api, dawn } = await evening();
  await api.act('1', 'sign-in', { agent: 'agent-1' });
  const late = [await api.take('A', { kiosk: 'wall' }), await api.take('A', { kiosk: 'wall' })];
  await api.act('1', 'call-next');
  await dawn();
  const fresh = [await api.take('A', { kiosk: 'wall' }), await api.take('B', { kiosk: 'wall' })];
  // A001 is at the counter and A002 in the line: the new day steps over both.
  expect(fresh.map(({ ticket }) => ticket.number)).toEqual(['A003', 'B001']);
  expect(fresh.map(({ ticket }) => ticket.archiveNumber.slice(6))).toEqual(['001', '002']);
  expect((await api.follow(late[1]?.ticket.token ?? '')).ahead).toBe(0);
  await api.act('1', 'finish');
  expect((await api.act('1', 'call-next')).ticket?.number).toBe('A002');
});

it('an agent who has forgotten to sign out is signed out over night, one with a visitor is not', async () => {
  const { api, dawn } = await evening();
  await api.act('1', 'sign-in', { agent: 'agent-1' });
  await api.act('2', 'sign-in', { agent: 'agent-2' });
  await api.take('A', { kiosk: 'wall' });
  await api.act('1', 'call-next');
  await dawn();
  expect((await api.act('1', 'finish')).agent?.id).toBe('agent-1');
  const refused = await api.post('/api/v1/counters/2/call-next');
  expect([refused.status, problemOf(refused).code]).toEqual([409, 'counter-closed']);
});

it('a key of the evening still gives its answer in the morning', async () => {
  const { api, dawn } = await evening();
  const headers = { 'idempotency-key': randomUUID() };
  const press = async () =>
    takenOf(await api.post('/api/v1/tickets', { service: 'A', kiosk: 'wall' }, headers));
  const { ticket } = await press();
  await api.act('1', 'sign-in', { agent: 'agent-1' });
  await api.act('1', 'call-next');
  await api.act('1', 'finish');
  await dawn();
  expect((await press()).ticket).toEqual(ticket);
});

it('screens go on over night, and so does the telephone of a visitor who has long gone', async () => {
  const { foyer, api, dawn } = await evening();
  const { ticket } = await api.take('A', { kiosk: 'wall' });
  const display = await open(foyer, 'display');
  const counter = await open(foyer, 'counters/1');
  const phone = await open(foyer, `tickets/${ticket.token}`);
  await api.act('1', 'sign-in', { agent: 'agent-1' });
  await api.act('1', 'call-next');
  await api.act('1', 'finish');
  await phone.view<FollowView>(({ state }) => state === 'finished');
  await dawn();
  const next = await api.take('B', { kiosk: 'wall' });
  await display.view<DisplayView>(({ waitingTotal, calls }) => waitingTotal === 1 && calls.length === 0);
  await counter.view<CounterView>((view) => view.next[0]?.number === next.ticket.number);
  expect(foyer.isUp() ? 'up' : foyer.output()).toBe('up');
  // Yesterday's visit is over: its page is told so when it asks again.
  await phone.ended;
  const gone = await api.get(`/api/v1/live/tickets/${ticket.token}`);
  expect(problemOf(gone)).toMatchObject({ code: 'ticket-unknown' });
});
