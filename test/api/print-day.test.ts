/** The day's summary comes out of a ticket printer, as the simulator reads it from the bytes that the printer got. */
import { beforeAll, expect, it } from 'vitest';
import type { LabView } from '../../firmware-host/messages/lab.ts';
import { Api, bodyOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { PATIENTLY } from '../support/patience.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir, { whole: true })]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});

async function paper(): Promise<string> {
  const { printers } = bodyOf(await api.get('/api/v1/lab')) as LabView;
  const [newest] = printers[0]?.papers ?? [];
  return JSON.stringify(newest?.items ?? []);
}

it('says what the day was, in the first language or in another one', { timeout: 60_000 }, async () => {
  const empty = await api.must<{ state: string }>('lobby/print-day', {});
  expect(empty.state).toBe('printed');
  await api.act('1', 'sign-in', { agent: 'agent-1' });
  await api.take('A', { kiosk: 'wall' });
  await api.take('B', { kiosk: 'wall' });
  for (const step of ['call-next', 'start', 'finish']) await api.act('1', step);
  expect(await api.must('lobby/print-day', { printer: 'paper' })).toMatchObject({
    state: 'printed',
    proof: 'confirmed',
    problem: null,
  });
  const day = (await api.health()).day ?? '';
  const chinese = await paper();
  for (const words of ['测试大厅', '当日小结', day, '没有指标偏离目标']) expect(chinese).toContain(words);
  await api.must('lobby/print-day', { date: day, language: 'en' });
  const english = await paper();
  for (const words of ['Test Lobby', 'The day', 'Waiting', 'All metrics are on target'])
    expect(english).toContain(words);
  // One visitor was served, and one waits.
  expect(english).toContain('100.0 %');
});

it('is refused where there is nothing to print on, and says what kept it from coming out', async () => {
  expect(await api.refusal('lobby/print-day', { printer: 'nowhere' })).toBe('404 device-unknown');
  expect(await api.refusal('lobby/print-day', { printer: 'pad' })).toBe('409 not-a-printer');
  expect(await api.faults('lobby/print-day', { date: 'yesterday' })).toEqual(['/date']);
  bodyOf(await api.post('/api/v1/lab/printers/paper/faults', { paperOut: true }));
  const problem = async () => {
    const { printers } = bodyOf(await api.get('/api/v1/lab')) as LabView;
    return printers[0]?.device.problem;
  };
  await expect.poll(problem, PATIENTLY).toBe('paper-out');
  expect(await api.must('lobby/print-day', {})).toMatchObject({ state: 'failed', problem: 'paper-out' });
});
