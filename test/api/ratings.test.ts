/** A rating on a screen: the same rules as on a pad, and no word of who gave what. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { RateView } from '../../firmware-host/messages/pad.ts';
import type { RatingView } from '../../firmware-host/messages/views.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { countKept } from '../support/kept.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir, { more: { ratings: { scale: 7 } } })]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});

const presses = () => countKept(foyer(), 'rating.given') + countKept(foyer(), 'rating.flagged');

const PATH = '/api/v1/counters/1/ratings';
const rate = async (score: number, headers = {}) =>
  bodyOf(await api.post(PATH, { score }, headers), 201) as RatingView;

describe('POST …/ratings', () => {
  it('counts once for the visit that has just ended, also when it is asked twice', async () => {
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    expect(await rate(7)).toEqual({ counted: false, flag: 'no-visit', reasons: [] });
    await api.take();
    await api.act('1', 'call-next');
    await api.act('1', 'start');
    expect(await rate(7)).toEqual({ counted: false, flag: 'not-finished', reasons: [] });
    await api.act('1', 'finish');
    const headers = { 'idempotency-key': 'double-tap' };
    expect(await rate(6, headers)).toEqual({ counted: true, flag: null, reasons: [] });
    const before = presses();
    expect(await rate(6, headers)).toEqual({ counted: true, flag: null, reasons: [] });
    expect(presses()).toBe(before);
    expect(await rate(6)).toEqual({ counted: false, flag: 'repeated', reasons: [] });
  });

  it('tells the agent nothing of it', async () => {
    const before = JSON.stringify({ ...(await api.counter('1')), now: '' });
    await rate(1);
    expect(JSON.stringify({ ...(await api.counter('1')), now: '' })).toBe(before);
  });

  it('on the screen is of the visit that it names, or of none', async () => {
    const visitNow = async () => (bodyOf(await api.get('/api/v1/counters/1/rate')) as RateView).visit;
    const serve = async () => {
      await api.take();
      for (const action of ['call-next', 'start', 'finish']) await api.act('1', action);
      return (await visitNow())?.id;
    };
    const gone = await serve();
    const visit = await serve();
    expect(visit).not.toBe(gone);
    const before = presses();
    expect(await api.refusal('counters/1/ratings', { score: 1, visit: gone })).toBe('409 rating-none');
    expect(presses()).toBe(before);
    expect(await visitNow()).toMatchObject({ state: 'asked' });
    bodyOf(await api.post(PATH, { score: 1, visit }), 201);
    for (const [what, body] of [
      ['reason', { reason: 'speed' }],
      ['call-back', { contact: '555' }],
    ] as const) {
      expect(await api.refusal(`counters/1/ratings/${what}`, { ...body, visit: gone })).toBe(
        '409 rating-none',
      );
      bodyOf(await api.post(`${PATH}/${what}`, { ...body, visit }), 201);
    }
    expect(await api.refusal('counters/1/ratings', { score: 1, visit: '' })).toBe('400 bad-request');
  });

  it.each([
    ['a score above the scale', { score: 8 }, 400, 'score-unknown'],
    ['a score below it', { score: 0 }, 400, 'bad-request'],
    ['half a score', { score: 2.5 }, 400, 'bad-request'],
    ['a score in words', { score: '5' }, 400, 'bad-request'],
    ['no score', {}, 400, 'bad-request'],
    ['more than a score', { score: 5, agent: 'agent-1' }, 400, 'bad-request'],
    ['nothing', undefined, 400, 'bad-request'],
  ])('refuses %s', async (_what, body, status, code) => {
    expect(problemOf(await api.post(PATH, body))).toMatchObject({ status, code });
  });

  it('refuses a counter that is not there', async () => {
    const answer = await api.post('/api/v1/counters/99/ratings', { score: 5 });
    expect(problemOf(answer)).toMatchObject({ status: 404, code: 'counter-unknown' });
  });
});
