/** The metrics over HTTP: right answers to right questions, every fault named, files for spreadsheets. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { MetricSeries, MetricsOverview } from '../../firmware-host/messages/metrics.ts';
import { Api, bodyOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const foyer = sharedFoyer((dir) => [
  '--config',
  lobbyFile(dir, { more: { metrics: { targets: [{ metric: 'service_time', max: 60, source: '=Board' }] } } }),
]);
let api: Api;
beforeAll(async () => {
  api = new Api(foyer().url);
  await api.act('1', 'sign-in', { agent: 'agent-1' });
  await api.take('A', { kiosk: 'wall' });
  for (const action of ['call-next', 'start', 'finish']) await api.act('1', action);
}, 60_000);

const overview = async (query = '') => bodyOf(await api.get(`/api/v1/metrics${query}`)) as MetricsOverview;

describe('/api/v1/metrics', () => {
  it('has what has just happened', async () => {
    const { values, asOf } = await overview();
    expect(values).toHaveLength(23);
    expect(values.find(({ id }) => id === 'total_contacts')).toMatchObject({ value: 1, trend: [1] });
    expect(values.find(({ id }) => id === 'service_time')).toMatchObject({
      denominator: 1,
      target: { min: null, max: 60_000, source: '=Board' },
    });
    expect(asOf).not.toBeNull();
    await api.take('B', { kiosk: 'wall' });
    const later = await overview();
    expect(later.values.find(({ id }) => id === 'total_contacts')).toMatchObject({ value: 2 });
  });

  it('tells a service apart, and says of what has no services that there is nothing', async () => {
    const { values } = await overview('?service=B');
    expect(values.find(({ id }) => id === 'total_contacts')).toMatchObject({ value: 1 });
    expect(values.find(({ id }) => id === 'occupancy')).toMatchObject({ value: null, missing: 'no-data' });
  });

  it('gives one metric in steps and by agent', async () => {
    const path = '/api/v1/metrics/service_time?step=half-hour&by=agent';
    const { points, by } = bodyOf(await api.get(path)) as MetricSeries;
    expect(points.reduce((sum, { denominator }) => sum + denominator, 0)).toBe(1);
    expect(by).toMatchObject([{ dimension: 'agent', key: 'agent-1', denominator: 1 }]);
  });

  it.each([
    ['metrics/nothing', 404, 'metric-unknown'],
    ['metrics?from=2026-11-22&to=2026-11-21', 400, 'bad-request'],
    ['metrics?from=yesterday', 400, 'bad-request'],
    ['metrics?form=2026-11-21', 400, 'bad-request'],
    ['metrics?from=2010-01-01&to=2026-11-21', 400, 'bad-request'],
    ['metrics/queue_time?from=2026-10-01&to=2026-11-21&step=hour', 400, 'bad-request'],
    ['metrics?from=2010-01-01', 400, 'bad-request'],
    ['metrics?from=0001-01-01&to=0001-01-02', 400, 'bad-request'],
    ['metrics?to=1999-12-31', 400, 'bad-request'],
    ['metrics?to=2100-01-01', 400, 'bad-request'],
    ['metrics/queue_time?from=2020-01-01&step=half-hour', 400, 'bad-request'],
    ['metrics.csv?from=2010-01-01', 400, 'bad-request'],
    ['satisfaction?from=2010-01-01', 400, 'bad-request'],
    ['metrics/queue_time?step=minute', 400, 'bad-request'],
    ['satisfaction?by=visitor', 400, 'bad-request'],
  ])('refuses %s', async (path, status, code) => {
    const answer = await api.get(`/api/v1/${path}`);
    expect(bodyOf(answer, status)).toMatchObject({ code });
  });
});

describe('a file for a spreadsheet', () => {
  it('has a line for each metric, in the words of whoever asks', async () => {
    const { text, headers } = await api.get('/api/v1/metrics.csv?language=en');
    const lines = text.split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFNumber,Metric,Unit,/);
    expect(lines).toHaveLength(25);
    expect(lines[8]).toMatch(/^8,Queue time,seconds,/);
    expect(lines[0]).toContain(',Target from,Target to,"Tolerance, percent",Source of the target,');
    expect(lines[5]).toMatch(/^5,Handling time,seconds,.*,180,600,15,Service centres,/);
    expect(headers['content-type']).toMatch('text/csv');
    expect(headers['content-disposition']).toMatch(/attachment; filename="metrics-.*\.csv"/);
  });

  it('takes nobody’s words for a formula', async () => {
    const { text } = await api.get('/api/v1/metrics/service_time.csv?by=agent&language=en');
    expect(text).toContain(",60,0,'=Board");
    expect(text).toMatch(/\r\nTime face to face,seconds,Whole period,[^,]*,[^,]*,agent-1,/);
  });
});
