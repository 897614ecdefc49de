/** Visitors at a kiosk: staff are called there, and who is to be rated where no pad lies. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { KioskAssistList } from '../../firmware-host/messages/counter.ts';
import type { RatingView, KioskView } from '../../firmware-host/messages/views.ts';
import { Api, bodyOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir)]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});

const kiosk = async (): Promise<KioskView> => bodyOf(await api.get('/api/v1/kiosks/first')) as KioskView;
const escort = { visibly: false, escort: true };

describe('staff called to a kiosk', () => {
  it('know it everywhere until somebody has been there', async () => {
    const called = await api.must<KioskView>('kiosks/first/assist', { why: 'help' });
    expect(called.assist).toEqual({ why: 'help', taken: false });
    const { position } = await api.health();
    await api.must('kiosks/first/assist', { why: 'help' });
    expect((await api.health()).position).toBe(position);
    expect((await api.counter('1')).kioskAssists).toMatchObject([
      { kiosk: called.kiosk, why: 'help', number: null, owner: null },
    ]);
    expect((await api.lobby()).assists).toMatchObject([
      { counter: null, kiosk: called.kiosk, level: 1, owner: null },
    ]);
    const path = `kiosks/${called.kiosk}/assist`;
    expect(await api.refusal(`${path}/take`, { owner: 'nobody' })).toBe('404 agent-unknown');
    const [taken] = await api.must<KioskAssistList>(`${path}/take`, { owner: 'agent-1' });
    expect(taken?.owner).toBe('agent-1');
    expect((await kiosk()).assist).toEqual({ why: 'help', taken: true });
    expect(await api.must(`${path}/settle`)).toEqual([]);
    expect((await kiosk()).assist).toBeNull();
    expect(await api.refusal(`${path}/settle`)).toBe('409 assist-none');
  });

  it('are not needed any more, or asked for wrongly', async () => {
    await api.must('kiosks/first/assist', { why: 'help' });
    expect((await api.must<KioskView>('kiosks/first/assist/call-off')).assist).toBeNull();
    expect(await api.refusal('kiosks/roof/assist', { why: 'help' })).toBe('404 kiosk-unknown');
    for (const why of ['fun', 'escort'])
      expect(await api.faults('kiosks/first/assist', { why })).toEqual(['/why']);
  });

  it('fetch who asks for it, and still know of it after a restart', async () => {
    const { ticket } = await api.take('A', { care: escort });
    expect((await kiosk()).assist).toEqual({ why: 'escort', taken: false });
    const before = (await api.counter('1')).kioskAssists;
    expect(before).toMatchObject([{ why: 'escort', number: ticket.number }]);
    api = new Api((await foyer().restart()).url);
    expect((await api.counter('1')).kioskAssists).toEqual(before);
    await api.must(`tickets/${ticket.token}/cancel`);
    expect((await kiosk()).assist).toBeNull();
  });
});

describe('visits to rate at the kiosk', () => {
  it('are those of counters without a pad, until they are rated', async () => {
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    const { ticket } = await api.take();
    for (const action of ['call-next', 'start', 'finish']) await api.act('1', action);
    const { toRate } = await kiosk();
    expect(toRate).toMatchObject([{ counter: { id: '1' }, number: ticket.number }]);
    const visit = toRate[0]?.visit;
    const rated = await api.must<RatingView>('counters/1/ratings', { score: 4, visit }, 201);
    expect(rated.counted).toBe(true);
    expect((await kiosk()).toRate).toEqual([]);
  });
});
