/** The interface's own description: it names every route, and real answers fit what it says. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../firmware-host/messages/views.ts';
import { Api, bodyOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';

interface Operation {
  readonly summary?: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: object }>> };
  readonly responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema: object }>> }>>;
}
interface Description {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir, { whole: true })]);
let api: Api;
let description: Description;
beforeAll(async () => {
  api = new Api(foyer().url);
  description = bodyOf(await api.get('/openapi.json')) as Description;
});

const below = (path: string, names: string) => names.split(' ').map((name) => `POST ${path}/${name}`);

const routes = [
  'POST /api/v1/tickets',
  'GET /api/v1/tickets/{token}',
  ...below('/api/v1/tickets/{token}', 'cancel postpone return care rate reason settled'),
  'GET /api/v1/kiosks/{id}',
  ...below('/api/v1/kiosks/{id}', 'blocked assist assist/call-off assist/take assist/settle'),
  'POST /api/v1/return-slots',
  'GET /api/v1/counters',
  'GET /api/v1/counters/{id}',
  'GET /api/v1/counters/{id}/rate',
  ...below(
    '/api/v1/counters/{id}',
    'sign-in sign-out call-next recall start finish no-show hold ready finish-forgotten resume transfer park mark ' +
      'pause hand-over assist assist/take assist/settle force-sign-out shut reopen ratings ratings/reason ' +
      'ratings/call-back',
  ),
  'GET /api/v1/staff/tickets',
  'GET /api/v1/staff/tickets/{id}',
  'POST /api/v1/staff/tickets',
  ...below(
    '/api/v1/staff/tickets/{id}',
    'cancel return move park unpark correct-service prioritise care notes reissue reprint paper-done',
  ),
  'GET /api/v1/staff/papers',
  'POST /api/v1/staff/recovered',
  'GET /api/v1/staff/texts/{ref}',
  'DELETE /api/v1/staff/texts/{ref}',
  'GET /api/v1/lobby',
  'GET /api/v1/metrics/definitions',
  'GET /api/v1/metrics/progress',
  'GET /api/v1/metrics',
  'GET /api/v1/metrics.csv',
  'GET /api/v1/metrics/{metric}',
  'GET /api/v1/metrics/{metric}.csv',
  'GET /api/v1/satisfaction',
  ...below('/api/v1/lobby', 'evacuate resume open-day close-day reopen-day acknowledge-restored print-day'),
  'GET /api/v1/metric-inputs',
  ...below(
    '/api/v1/metric-inputs',
    'roster costs quality staff answers roster/csv costs/csv quality/csv staff/csv answers/csv',
  ),
  ...below('/api/v1/centre/inputs', 'roster costs quality staff answers'),
  'POST /api/v1/metric-inputs/{batch}/withdraw',
  'GET /api/v1/alarms',
  'POST /api/v1/alarms/{alarm}/acknowledge',
  'GET /api/v1/reports/months',
  'GET /api/v1/reports/months/{month}',
  'GET /api/v1/reports/months/{month}/file',
  'POST /api/v1/reports/months/{month}/freeze',
  ...below('/api/v1/services/{letter}', 'close open'),
  'POST /api/v1/notices',
  'DELETE /api/v1/notices/{id}',
  'GET /api/v1/appointments',
  'POST /api/v1/appointments',
  'DELETE /api/v1/appointments/{id}',
  'GET /api/v1/cases',
  'GET /api/v1/cases/{id}',
  ...below('/api/v1/cases/{id}', 'record resolve call-back sign'),
  'GET /api/v1/display',
  'GET /api/v1/display/slides',
  'GET /api/v1/display/slides/{name}',
  'GET /api/v1/display/speech/{position}',
  'GET /api/v1/speech',
  ...[
    'display',
    'lab',
    'centre',
    'storage',
    'maintenance',
    'lobby',
    'counters/{id}',
    'counters/{id}/rate',
    'kiosks/{id}',
    'tickets/{token}',
  ].map((view) => `GET /api/v1/live/${view}`),
  'GET /api/v1/lab',
  'POST /api/v1/lab/printers/{id}/faults',
  'POST /api/v1/lab/printers/{id}/tear',
  'POST /api/v1/lab/boards/{id}/faults',
  'POST /api/v1/lab/boards/{id}/power-cycle',
  'POST /api/v1/lab/pads/{id}/faults',
  'POST /api/v1/lab/pads/{id}/finger',
  'POST /api/v1/lab/pads/{id}/reset',
  'POST /api/v1/lab/speakers/{id}/faults',
  'GET /api/v1/lab/speakers/{id}/played/{place}',
  'POST /api/v1/lab/centre/faults',
  'POST /api/v1/lab/traffic',
  'GET /api/v1/centre',
  'POST /api/v1/centre/resume',
  'POST /api/v1/centre/park',
  'POST /api/v1/centre/parked/{id}/retry',
  'DELETE /api/v1/centre/parked/{id}',
  'GET /api/v1/storage',
  ...below('/api/v1/storage', 'backup check backups/{place}/{name}/restore'),
  'GET /api/v1/devices',
  ...below('/api/v1/devices/{id}', 'new-roll test-print test-sound retry'),
  'GET /api/v1/maintenance',
  'POST /api/v1/maintenance/ticket-preview',
  'GET /healthz',
  'GET /readyz',
];

/** An independent validator: nothing of the host's own checks. */
function check(schema: object, value: unknown): string[] {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function schemaOf(method: string, path: string, status: number): object {
  const content = description.paths[path]?.[method.toLowerCase()]?.responses[String(status)]?.content;
  const schema = content?.['application/json']?.schema;
  if (schema === undefined) throw new Error(`${method} ${path} says nothing of ${status}`);
  return schema;
}

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 and says whose', () => {
    expect(description).toMatchObject({ openapi: '3.1.0', info: { title: 'Foyer' } });
    expect(description.info.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('lists every route, with a word on each, and no other', () => {
    const listed = Object.entries(description.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { summary }]) => {
        expect(summary).toMatch(/\S/);
        return `${method.toUpperCase()} ${path}`;
      }),
    );
    expect(listed.toSorted()).toEqual(routes.toSorted());
  });

  it('lists only what is there', async () => {
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ');
      if (path.startsWith('/api/v1/live/')) continue;
      const answer = await api.ask(method, path.replace(/\{\w+\}/g, '1'));
      expect([route, answer.text]).not.toContainEqual(expect.stringContaining('"not-found"'));
    }
  });

  it.each(
    routes.filter(
      (route) =>
        route.startsWith('GET') &&
        !/live|token|staff\/(tickets\/|texts)|cases\/|speech|played|slides\/|\.csv|metrics\/\{|months\//.test(
          route,
        ),
    ),
  )('describes the answer to %s', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const answer = await api.get(path.replace('{id}', path.includes('kiosks') ? 'door' : '1'));
    expect(check(schemaOf(method, path, 200), JSON.parse(answer.text))).toEqual([]);
  });

  it('describes a ticket from its taking to its end', async () => {
    const taken = await api.take('A', { kiosk: 'door', language: 'en' });
    expect(check(schemaOf('POST', '/api/v1/tickets', 201), taken)).toEqual([]);
    const follow = async () =>
      check(schemaOf('GET', '/api/v1/tickets/{token}', 200), await api.follow(taken.ticket.token));
    expect(await follow()).toEqual([]);
    const steps: [string, object | undefined][] = [
      ['sign-in', { agent: 'agent-1' }],
      ['call-next', undefined],
      ['recall', undefined],
      ['start', undefined],
      ['finish', undefined],
      ['sign-out', undefined],
    ];
    for (const [action, body] of steps) {
      const view = await api.act('1', action, body);
      expect(check(schemaOf('POST', `/api/v1/counters/{id}/${action}`, 200), view)).toEqual([]);
      expect(await follow()).toEqual([]);
    }
  });

  it('describes what staff are answered', async () => {
    const { ticket } = await api.take('B', { kiosk: 'wall' });
    const asked: [string, string, object | undefined, number][] = [
      ['/api/v1/staff/tickets/{id}/notes', ticket.id, { text: 'note' }, 201],
      ['/api/v1/staff/tickets/{id}/move', ticket.id, { place: 'front', reason: 'x' }, 200],
      ['/api/v1/staff/tickets/{id}/park', ticket.id, { minutes: 1, reason: 'x' }, 200],
      ['/api/v1/staff/tickets/{id}/reissue', ticket.id, undefined, 201],
      ['/api/v1/tickets/{id}/care', '', { visibly: true, escort: true }, 200],
      ['/api/v1/services/{id}/close', 'B', { reason: { 'zh-CN': '停' } }, 200],
      ['/api/v1/notices', '', { kind: 'ordinary', texts: { 'zh-CN': '停' } }, 201],
      ['/api/v1/appointments', '', { service: 'A', at: '2099-01-01T00:00:00Z' }, 201],
      ['/api/v1/counters/{id}/shut', '2', { reason: 'x' }, 200],
      ['/api/v1/lobby/evacuate', '', { reason: 'x' }, 200],
      ['/api/v1/lobby/resume', '', undefined, 200],
      ['/api/v1/lobby/acknowledge-restored', '', undefined, 200],
      ['/api/v1/counters/{id}/reopen', '2', undefined, 200],
      ['/api/v1/devices/{id}/new-roll', 'paper', undefined, 200],
      ['/api/v1/devices/{id}/test-print', 'paper', undefined, 200],
      ['/api/v1/devices/{id}/retry', 'paper', undefined, 200],
    ];
    const { token } = (await api.take('A', { kiosk: 'wall' })).ticket;
    for (const [path, id, body, status] of asked) {
      const answer = await api.post(path.replace('{id}', id || token), body);
      expect([path, answer.status]).toEqual([path, status]);
      const described = path
        .replace('tickets/{id}/care', 'tickets/{token}/care')
        .replace('services/{id}', 'services/{letter}');
      expect([path, check(schemaOf('POST', described, status), JSON.parse(answer.text))]).toEqual([path, []]);
    }
    const all = JSON.parse((await api.get('/api/v1/staff/tickets')).text) as object;
    expect(check(schemaOf('GET', '/api/v1/staff/tickets', 200), all)).toEqual([]);
  });

  it('describes what may be asked, as strictly as it is checked', async () => {
    const schema =
      description.paths['/api/v1/tickets']?.['post']?.requestBody?.content['application/json']?.schema;
    const bodies = [
      { service: 'A' },
      { service: 'A', kiosk: 'wall', language: 'en' },
      { service: 7 },
      { service: '' },
      { appointment: '' },
      { service: 'A', size: 100, care: { visibly: true } },
      { service: 'A', kiosk: 'wall', size: 2, care: { visibly: true, escort: false }, confirmed: true },
      { kiosk: 'wall' },
      { service: 'A', language: 'xx' },
      { service: 'A', more: 1 },
      {},
    ];
    for (const body of bodies) {
      const { status } = await api.post('/api/v1/tickets', body);
      expect({ body, fits: check(schema ?? {}, body).length === 0 }).toEqual({ body, fits: status === 201 });
    }
  });

  it('has one shape for every refusal', async () => {
    const refusals = [
      await api.post('/api/v1/tickets', {}),
      await api.post('/api/v1/tickets', { service: 'Z' }),
      await api.post('/api/v1/counters/2/call-next'),
      await api.post('/api/v1/tickets', { service: 'A' }, { origin: 'https://evil.example' }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([400, 404, 409, 403]);
    expect(refusals.flatMap(({ text }) => check(Problem, JSON.parse(text)))).toEqual([]);
  });

  it('would notice an answer that does not fit', () => {
    const schema = schemaOf('GET', '/healthz', 200);
    expect(check(schema, { status: 'ok', position: 'seven', day: null, run: 'one' })).toEqual([
      '/position must be integer',
    ]);
  });
});
