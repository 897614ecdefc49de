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

const routes = [
  'POST /api/v1/tickets',
  'GET /api/v1/tickets/{token}',
  'GET /api/v1/kiosks/{id}',
  'GET /api/v1/counters',
  'GET /api/v1/counters/{id}',
  ...['sign-in', 'sign-out', 'call-next', 'recall', 'start', 'finish', 'no-show'].map(
    (action) => `POST /api/v1/counters/{id}/${action}`,
  ),
  'POST /api/v1/counters/{id}/ratings',
  'GET /api/v1/display',
  ...['display', 'lab', 'centre', 'counters/{id}', 'kiosks/{id}', 'tickets/{token}'].map(
    (view) => `GET /api/v1/live/${view}`,
  ),
  'GET /api/v1/lab',
  'POST /api/v1/lab/printers/{id}/faults',
  'POST /api/v1/lab/printers/{id}/tear',
  'POST /api/v1/lab/boards/{id}/faults',
  'POST /api/v1/lab/pads/{id}/faults',
  'POST /api/v1/lab/pads/{id}/finger',
  'POST /api/v1/lab/centre/faults',
  'POST /api/v1/lab/traffic',
  'GET /api/v1/centre',
  'POST /api/v1/centre/resume',
  'POST /api/v1/centre/park',
  'POST /api/v1/centre/parked/{id}/retry',
  'DELETE /api/v1/centre/parked/{id}',
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
      const answer = await api.ask(method, path.replace('{id}', '1').replace('{token}', 'none'));
      expect([route, answer.text]).not.toContainEqual(expect.stringContaining('"not-found"'));
    }
  });

  it.each(routes.filter((route) => route.startsWith('GET') && !/live|token/.test(route)))(
    'describes the answer to %s',
    async (route) => {
      const [method = '', path = ''] = route.split(' ');
      const answer = await api.get(path.replace('{id}', path.includes('kiosks') ? 'door' : '1'));
      expect(check(schemaOf(method, path, 200), JSON.parse(answer.text))).toEqual([]);
    },
  );

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

  it('describes what may be asked, as strictly as it is checked', async () => {
    const schema =
      description.paths['/api/v1/tickets']?.['post']?.requestBody?.content['application/json']?.schema;
    const bodies = [
      { service: 'A' },
      { service: 'A', kiosk: 'wall', language: 'en' },
      { service: 7 },
      { service: '' },
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
    expect(check(schema, { status: 'ok', position: 'seven', day: null })).toEqual([
      '/position must be integer',
    ]);
  });
});
