/** What agents do at a counter, and every way in which the rules say no. */
import { beforeEach, describe, expect, it } from 'vitest';
import { counterActions } from '../../firmware-host/domain/commands.ts';
import type { CounterSummary } from '../../firmware-host/messages/counter.ts';
import { Api, problemOf, bodyOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir, { counters: 3 })]);
let api: Api;
/** Every test begins with nobody at a counter and nobody waiting. */
beforeEach(async () => {
  api = new Api(foyer().url);
  await api.post('/api/v1/counters/1/sign-in', { agent: 'agent-1' });
  for (;;) {
    const { actions } = await api.counter('1');
    const action = ['finish', 'call-next'].find((wanted) => actions.includes(wanted));
    if (action === undefined) break;
    await api.act('1', action);
  }
  for (const id of ['1', '2']) {
    const { actions } = await api.counter(id);
    if (actions.includes('finish')) await api.act(id, 'finish');
    if (actions.includes('sign-out') || actions.includes('finish')) await api.act(id, 'sign-out');
  }
});

const take = () => api.take('A', { kiosk: 'wall' });

async function codeOf(counter: string, action: string, body?: object): Promise<[number, string]> {
  const { status, code } = problemOf(await api.post(`/api/v1/counters/${counter}/${action}`, body));
  return [status, code];
}

describe('POST /api/v1/counters/{id}/{action}', () => {
  it('goes through a whole visit, and each answer is the counter’s view', async () => {
    const { ticket } = await take();
    const idle = await api.act('1', 'sign-in', { agent: 'agent-1' });
    expect(idle).toMatchObject({
      state: 'idle',
      agent: { id: 'agent-1', name: 'Agent 1' },
      ticket: null,
      waiting: 1,
      actions: ['call-next', 'sign-out'],
    });
    expect(idle.next.map(({ number }) => number)).toEqual([ticket.number]);
    const called = await api.act('1', 'call-next');
    expect(called).toMatchObject({
      state: 'called',
      waiting: 0,
      ticket: { number: ticket.number, calls: 1 },
    });
    expect(called.actions).toEqual(['recall', 'start', 'finish', 'no-show', 'hold']);
    expect((await api.act('1', 'recall')).ticket?.calls).toBe(2);
    const serving = await api.act('1', 'start');
    expect(serving).toMatchObject({ state: 'serving', actions: ['finish', 'hold'] });
    expect(serving.ticket?.startedAt).not.toBeNull();
    const after = await api.act('1', 'finish');
    expect(after).toMatchObject({
      state: 'idle',
      ticket: null,
      today: { served: (idle.today?.served ?? 0) + 1 },
    });
    expect(await api.act('1', 'sign-out')).toMatchObject({ state: 'closed', agent: null, actions: [] });
  });

  it('counts who did not come, and calls the next one', async () => {
    await take();
    const second = await take();
    const { today } = await api.act('1', 'sign-in', { agent: 'agent-1' });
    await api.act('1', 'call-next');
    expect(await api.act('1', 'no-show')).toMatchObject({
      state: 'idle',
      today: { noShows: (today?.noShows ?? 0) + 1 },
    });
    expect((await api.act('1', 'call-next')).ticket?.number).toBe(second.ticket.number);
  });

  it('shows a call on the lobby’s display at once, newest first', async () => {
    const { ticket } = await take();
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    await api.act('1', 'call-next');
    const display = await api.display();
    expect(display.calls[0]).toMatchObject({ number: ticket.number, counter: { id: '1' }, times: 1 });
    expect(display.calls.length).toBeLessThanOrEqual(5);
  });

  it('takes the same agent again as no news', async () => {
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    expect(await api.act('1', 'sign-in', { agent: 'agent-1' })).toMatchObject({ state: 'idle' });
  });

  it('lists all counters with who is there', async () => {
    await api.act('2', 'sign-in', { agent: 'agent-2' });
    const all = bodyOf(await api.get('/api/v1/counters')) as CounterSummary[];
    expect(all.map(({ counter, state, agent }) => [counter.id, state, agent?.id ?? null])).toEqual([
      ['1', 'closed', null],
      ['2', 'idle', 'agent-2'],
      ['3', 'closed', null],
    ]);
  });
});

describe('refusals', () => {
  it('answers 404 for a counter or an agent that there is not', async () => {
    expect(await codeOf('9', 'sign-in', { agent: 'agent-1' })).toEqual([404, 'counter-unknown']);
    expect(await codeOf('1', 'sign-in', { agent: 'nobody' })).toEqual([404, 'agent-unknown']);
    expect(problemOf(await api.get('/api/v1/counters/9'))).toMatchObject({ code: 'counter-unknown' });
    expect(await codeOf('1', 'dance')).toEqual([404, 'not-found']);
    for (const action of counterActions) expect(await codeOf('9', action)).toEqual([404, 'counter-unknown']);
  });

  it('answers 409 when nobody is signed in', async () => {
    for (const action of counterActions) expect(await codeOf('1', action)).toEqual([409, 'counter-closed']);
  });

  it('answers 409 when a colleague sits there', async () => {
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    expect(await codeOf('1', 'sign-in', { agent: 'agent-2' })).toEqual([409, 'counter-taken']);
  });

  it('answers 409 when nobody waits, and when nobody was called', async () => {
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    expect(await codeOf('1', 'call-next')).toEqual([409, 'queue-empty']);
    for (const action of ['recall', 'start', 'finish', 'no-show'])
      expect(await codeOf('1', action)).toEqual([409, 'no-ticket']);
  });

  it('answers 409 while a visitor is there', async () => {
    await take();
    await take();
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    await api.act('1', 'call-next');
    for (const action of ['call-next', 'sign-out'])
      expect(await codeOf('1', action)).toEqual([409, 'counter-busy']);
    await api.act('1', 'start');
    for (const action of ['recall', 'start', 'no-show'])
      expect(await codeOf('1', action)).toEqual([409, 'ticket-not-called']);
  });

  it('answers 400 to a body where none belongs, and to a bad one', async () => {
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    expect(await codeOf('1', 'call-next', { ticket: 'A001' })).toEqual([400, 'bad-request']);
    const { errors = [] } = problemOf(await api.post('/api/v1/counters/1/sign-in', { agnet: 'x', pin: 1 }));
    expect(errors.map(({ path }) => path).toSorted()).toEqual(['/agent', '/agnet', '/pin']);
  });

  it('changes nothing by a refusal', async () => {
    await take();
    const before = await api.health();
    await codeOf('1', 'call-next');
    await codeOf('9', 'call-next');
    await api.post('/api/v1/tickets', { service: 'Z' });
    expect((await api.health()).position).toBe(before.position);
  });
});
