/** What people may ask and say about delivery, over HTTP. */
import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { initialState } from '../../firmware-host/domain/state.ts';
import { centreReasons, centreRoutes } from '../../firmware-host/http/centre.ts';
import { LiveViews } from '../../firmware-host/http/live.ts';
import { answerWithProblems } from '../../firmware-host/http/problems.ts';
import type { Server } from '../../firmware-host/http/typed-server.ts';
import type { CentreView } from '../../firmware-host/messages/centre.ts';
import type { Problem } from '../../firmware-host/messages/views.ts';
import { PATIENTLY } from '../support/patience.ts';
import { failed, openDelivery, refused, taken } from '../support/scripted-centre.ts';

const clock = { now: () => ({ at: 0, monoMs: 0, boot: 'boot', trusted: true }), trusted: () => true };

async function start(isConfigured = true) {
  const rig = await openDelivery();
  const app = Fastify() as unknown as Server;
  answerWithProblems(app);
  const live = new LiveViews({ committed: initialState(), onCommit: () => () => undefined } as never, clock);
  centreRoutes(app, { centre: isConfigured ? rig : null, live });
  onTestFinished(async () => {
    live.close();
    await app.close();
  });
  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string) => {
    const answer = await app.inject({ method, url: `/api/v1/centre${path}` });
    return { status: answer.statusCode, body: JSON.parse(answer.body) as CentreView & Problem };
  };
  return { ...rig, ask };
}

describe('delivery over HTTP', () => {
  it('tells how it goes, and sends a parked event again or gives it up', async () => {
    const { ask, journal, sender, delivery } = await start();
    sender.answer = (id) => (id === 'id-1' || id === 'id-3' ? refused() : taken);
    journal.commit(4);
    delivery.start();
    await expect.poll(() => delivery.view().delivered, PATIENTLY).toBe(4);
    const { status, body } = await ask('GET', '');
    expect([status, body.parked.map(({ id }) => id)]).toEqual([200, ['id-1', 'id-3']]);

    expect(await ask('POST', '/parked/id-9/retry')).toMatchObject({
      status: 404,
      body: { code: 'event-unknown' },
    });
    expect(await ask('POST', '/parked/id-1/retry')).toMatchObject({
      status: 409,
      body: { code: 'centre-refused', detail: '422 no such service' },
    });
    sender.answer = () => failed();
    expect(await ask('POST', '/parked/id-1/retry')).toMatchObject({
      status: 503,
      body: { code: 'centre-waiting', detail: 'connect ECONNREFUSED' },
    });
    sender.answer = () => taken;
    expect((await ask('POST', '/parked/id-1/retry')).body.parked).toHaveLength(1);
    expect(await ask('DELETE', '/parked/id-9')).toMatchObject({
      status: 404,
      body: { code: 'event-unknown' },
    });
    expect((await ask('DELETE', '/parked/id-3')).body.parked).toEqual([]);
  });

  it('lets it go on where it stopped, or behind what stopped it', async () => {
    const { ask, journal, sender, delivery, store } = await start();
    sender.answer = () => refused();
    journal.commit(4);
    delivery.start();
    await expect.poll(() => delivery.view().state, PATIENTLY).toBe('stopped');
    store.failing = 1;
    expect(await ask('POST', '/resume')).toMatchObject({
      status: 503,
      body: { code: 'centre-stopped', detail: 'disk full' },
    });
    expect((await ask('POST', '/resume')).status).toBe(200);
    await expect.poll(() => sender.sent.length, PATIENTLY).toBe(6);
    expect(delivery.view().state).toBe('stopped');
    sender.answer = () => taken;
    expect((await ask('POST', '/park')).body.parked).toHaveLength(3);
    await expect.poll(() => delivery.view().delivered, PATIENTLY).toBe(4);
    expect(sender.sent.at(-1)).toBe('id-4');
  });

  it('stops before nothing that people have settled', async () => {
    const { ask, journal, sender, delivery } = await start();
    sender.answer = () => refused();
    journal.commit(2);
    delivery.start();
    await expect.poll(() => delivery.view().parked.length, PATIENTLY).toBe(2);
    await ask('DELETE', '/parked/id-1');
    journal.commit(2);
    await expect.poll(() => delivery.view().state, PATIENTLY).toBe('stopped');
    sender.answer = () => taken;
    await ask('POST', '/resume');
    await expect.poll(() => delivery.view().delivered, PATIENTLY).toBe(4);
    expect(sender.sent.filter((id) => id === 'id-1')).toEqual(['id-1']);
    expect(delivery.view().parked).toEqual([]);
  });

  it('counts refusals anew when the centre has taken one that was parked', async () => {
    const { ask, journal, sender, delivery } = await start();
    sender.answer = () => refused();
    journal.commit(2);
    delivery.start();
    await expect.poll(() => delivery.view().parked.length, PATIENTLY).toBe(2);
    sender.answer = (id) => (id === 'id-2' ? taken : refused());
    await ask('POST', '/parked/id-2/retry');
    journal.commit(2);
    await expect
      .poll(() => delivery.view().parked.map(({ id }) => id), PATIENTLY)
      .toEqual(['id-1', 'id-3', 'id-4']);
    expect(delivery.view().state).toBe('delivering');
    expect(sender.sent.filter((id) => id === 'id-2')).toHaveLength(2);
  });

  it('of a lobby that has no centre is nowhere', async () => {
    const { ask } = await start(false);
    const answers = [
      await ask('GET', ''),
      await ask('POST', '/resume'),
      await ask('POST', '/park'),
      await ask('POST', '/parked/x/retry'),
      await ask('DELETE', '/parked/x'),
    ];
    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
      Array(5).fill('404 centre-unknown'),
    );
  });
});

it('health hears of what is not well', async () => {
  const { delivery } = await openDelivery();
  const view = delivery.view();
  const [event] = [{ id: 'x', sequence: 1, type: 't', at: '', status: 422, reason: '' }];
  expect(centreReasons(view)).toEqual([]);
  expect(centreReasons({ ...view, state: 'waiting' })).toEqual(['centre-waiting']);
  expect(centreReasons({ ...view, state: 'stopped' })).toEqual(['centre-stopped']);
  expect(centreReasons({ ...view, parked: [event] })).toEqual(['centre-refused']);
});
