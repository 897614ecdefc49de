/** A metric that has left its target: raised at the end of the day, answered, carried over the night and a restart, and told on the board. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { AlarmList, AlarmView } from '../../firmware-host/messages/alarms.ts';
import type { LobbyView } from '../../firmware-host/messages/lobby.ts';
import { Api, bodyOf } from '../support/api.ts';
import { startFoyer } from '../support/foyer.ts';
import { LiveStream } from '../support/live.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { PATIENTLY } from '../support/patience.ts';
import { tempDir } from '../support/temp.ts';

/** Nobody is called more than once a visit; a house that wishes twice finds every day out of its target. */
const metrics = {
  targets: [{ metric: 'calls_to_answer', max: 0 }],
  alarms: { board: true },
};

const alarmsOf = async (api: Api): Promise<AlarmView[]> =>
  (bodyOf(await api.get('/api/v1/alarms')) as AlarmList).alarms;
const callsAlarm = (alarms: readonly AlarmView[]) =>
  alarms.filter(({ metric }) => metric === 'calls_to_answer');

/** The metrics have a thread of their own, which begins with the first question: on a busy machine that takes its time. */
const LIMIT_MS = 30_000;

/** What a host looks at every ten seconds it looks at at once. */
const TOMORROW = fileURLToPath(new URL('../support/tomorrow.ts', import.meta.url));

const dayAfter = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

async function serveOne(api: Api): Promise<void> {
  await api.act('1', 'sign-in', { agent: 'agent-1' });
  await api.take('A', { kiosk: 'wall' });
  for (const step of ['call-next', 'start', 'finish', 'sign-out']) await api.act('1', step);
}

it('lives from the closing of its day until somebody answers, and beyond', { timeout: 90_000 }, async () => {
  const dir = tempDir();
  const args = ['--config', lobbyFile(dir, { more: { metrics } })];
  const first = await startFoyer(dir, args);
  let api = new Api(first.url);
  await serveOne(api);
  expect(await alarmsOf(api)).toEqual([]);
  const stream = await LiveStream.open(first.url, 'lobby');
  await api.must('lobby/close-day', { dispositions: {}, rest: 'cancel' });
  // Pushed to whoever looks at the lobby, and told on the board.
  const seen = await stream.view<LobbyView>(({ alarms }) => callsAlarm(alarms).length === 1, LIMIT_MS);
  const [raised] = callsAlarm(seen.alarms);
  expect(raised).toMatchObject({
    service: null,
    direction: 'high',
    value: 1,
    target: { min: null, max: 0 },
    repostedAt: null,
    acknowledged: null,
  });
  const noticed = await stream.view<LobbyView>(
    ({ notices }) => notices.some(({ id }) => id === `alarm-${raised?.id}`),
    LIMIT_MS,
  );
  const notice = noticed.notices.find(({ id }) => id === `alarm-${raised?.id}`);
  expect(notice).toMatchObject({ on: ['board'], kind: 'ordinary', active: true });
  expect(notice?.texts.en).toMatch(/above its target/);
  stream.close();

  const id = raised?.id ?? '';
  const answer = { by: 'agent-2', note: 'The call was pressed twice by mistake; Ms Wang shows the team.' };
  expect(await api.faults(`alarms/${id}/acknowledge`, { by: 'agent-2' })).toEqual(['/note']);
  expect(await api.refusal('alarms/none/acknowledge', answer)).toBe('404 alarm-unknown');
  const { alarms } = await api.must<AlarmList>(`alarms/${id}/acknowledge`, answer);
  const acknowledged = callsAlarm(alarms)[0]?.acknowledged;
  expect(acknowledged).toMatchObject({ by: 'agent-2' });
  // The note is kept where it can be erased, and the notice has gone.
  const text = await api.get(`/api/v1/staff/texts/${acknowledged?.note}`);
  expect(bodyOf(text)).toMatchObject({ text: answer.note });
  await expect
    .poll(async () => (await api.lobby()).notices.map((known) => known.id), PATIENTLY)
    .not.toContain(`alarm-${id}`);

  await first.stop('SIGKILL');
  const second = await startFoyer(dir, args);
  api = new Api(second.url);
  expect(callsAlarm(await alarmsOf(api))).toEqual(callsAlarm(alarms));
  const { day } = await api.lobby();
  await api.must('lobby/open-day', { date: dayAfter(day?.date ?? '') });
  expect(callsAlarm(await alarmsOf(api))).toEqual(callsAlarm(alarms));
});

it('ends where the house thinks again about its target', { timeout: 90_000 }, async () => {
  const dir = tempDir();
  const first = await startFoyer(dir, ['--config', lobbyFile(dir, { more: { metrics } })]);
  const api = new Api(first.url);
  await serveOne(api);
  await api.must('lobby/close-day', { dispositions: {}, rest: 'cancel' });
  await expect.poll(async () => callsAlarm(await alarmsOf(api)), PATIENTLY).toHaveLength(1);
  await first.stop();
  const relaxed = { metrics: { targets: [{ metric: 'calls_to_answer', max: 9 }] } };
  const second = await startFoyer(
    dir,
    ['--config', lobbyFile(dir, { more: relaxed })],
    ['--import', TOMORROW],
  );
  const later = new Api(second.url);
  await expect.poll(async () => callsAlarm(await alarmsOf(later)), PATIENTLY).toEqual([]);
});
