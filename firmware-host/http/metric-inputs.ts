/** What people enter for the metrics: by form or program as JSON, from a spreadsheet as CSV; and its withdrawal. */
import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { inputBatches, inputBatchView } from '../displays/metric-input-views.ts';
import type { InputKind, MetricInput } from '../domain/metric-input.ts';
import { inputFaults } from '../domain/rules/input-faults.ts';
import { RefusedError } from '../errors.ts';
import { decodeFile } from '../metric-inputs/csv.ts';
import { readInputFile, remedyOf, type InputHouse } from '../metric-inputs/read-file.ts';
import { inputFrom, type Entries } from '../metric-inputs/rows.ts';
import {
  EnterCosts,
  EnterQuality,
  EnterRoster,
  EnterStaff,
  InputBatches,
  InputBatchView,
  InputCheck,
  InputFileQuery,
  WithdrawInput,
} from '../messages/metric-inputs.ts';
import type { Context } from './context.ts';
import { IdempotencyHeaders, requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import { staff } from './said.ts';
import type { Server } from './typed-server.ts';

const tag = 'metrics';

/** A month of shifts of a large house, with room for what spreadsheets add. */
const FILE_BYTES_MAX = 512 * 1024;

const summaries: Readonly<Record<InputKind, string>> = {
  roster: 'shifts of agents',
  costs: 'costs of some days',
  quality: 'checks of quality',
  staff: 'agents who joined or left',
};

export function metricInputRoutes(app: Server, context: Context): void {
  const { handler } = context;
  app.get(
    '/api/v1/metric-inputs',
    {
      schema: {
        summary: 'What was entered for the metrics and may be withdrawn',
        tags: [tag],
        response: { 200: InputBatches },
      },
    },
    () => inputBatches(handler.committed),
  );
  rows(app, context, 'roster', EnterRoster);
  rows(app, context, 'costs', EnterCosts);
  rows(app, context, 'quality', EnterQuality);
  rows(app, context, 'staff', EnterStaff);
  files(app, context);
  post(
    app,
    {
      path: 'metric-inputs/:batch/withdraw',
      summary: 'Take back what was entered at one time, as if it had never been; answers with what is left',
      tag,
      body: WithdrawInput,
      answer: InputBatches,
    },
    async ({ params: { batch }, body: { by = staff.id }, request }) => {
      const command = { type: 'withdraw-input', batch, by } as const;
      eventsOf(await handler.handle({ command, actor: staff, key: requestKey(request, 'staff') }));
      return inputBatches(handler.committed);
    },
  );
}

const houseOf = ({ handler, site, dayRule }: Context): InputHouse => {
  const { lobby } = handler.committed;
  if (lobby === null) throw new RefusedError('day-not-open');
  return { site, lobby, dayRule };
};

function rows(app: Server, context: Context, kind: InputKind, body: TSchema): void {
  post(
    app,
    {
      path: `metric-inputs/${kind}`,
      summary: `Enter ${summaries[kind]}`,
      tag,
      body,
      answer: InputBatchView,
      status: 201,
      bodyLimit: FILE_BYTES_MAX,
    },
    async ({ body: said, request }) => {
      const { by, rows: entries } = said as { by?: string; rows: readonly Entries[InputKind][] };
      const { lobby, dayRule } = houseOf(context);
      const input = inputFrom(kind, entries, dayRule);
      const faults = inputFaults(lobby, input).map(({ row, column, why }) => ({
        path: `/rows/${row - 1}/${column}`,
        message: remedyOf(why, column, '').en,
      }));
      if (faults.length > 0) throw new RefusedError('input-faulty', undefined, faults);
      return enter(context, input, by, request);
    },
  );
}

async function enter(
  { handler, ids, clock }: Context,
  input: MetricInput,
  by: string | undefined,
  request: FastifyRequest,
): Promise<InputBatchView> {
  const outcome = await handler.handle({
    command: {
      type: 'enter-input',
      batch: ids.ulid(clock.now().at),
      by: by ?? staff.id,
      digest: hash('sha256', JSON.stringify(input.rows), 'base64url'),
      input,
    },
    actor: staff,
    key: requestKey(request, 'staff'),
  });
  const [entered] = eventsOf(outcome);
  if (entered?.type !== 'metric-input.entered') throw new Error('an input told of something else');
  const batch = handler.committed.inputs.get(entered.data.batch);
  // Asked again, it may have been withdrawn since.
  if (batch === undefined) throw new RefusedError('input-unknown');
  return inputBatchView(batch);
}

/** The one place that takes anything but JSON; nobody else's routes should. */
function files(app: Server, context: Context): void {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'text/csv',
      { parseAs: 'buffer', bodyLimit: FILE_BYTES_MAX },
      (_request, bytes, parsed) => parsed(null, decodeFile(bytes as Buffer)),
    );
    for (const kind of Object.keys(summaries) as InputKind[]) file(scope, context, kind);
    done();
  });
}

function file(app: Server, context: Context, kind: InputKind): void {
  app.post(
    `/api/v1/metric-inputs/${kind}/csv`,
    {
      bodyLimit: FILE_BYTES_MAX,
      schema: {
        summary: `Enter ${summaries[kind]} from a file, or say what is wrong with it; all of it or nothing`,
        tags: [tag],
        headers: IdempotencyHeaders,
        querystring: InputFileQuery,
        body: { content: { 'text/csv': { schema: Type.String() } } },
        response: { 200: InputCheck, 201: InputCheck },
      },
    },
    async (request, reply) => {
      const { check, by } = request.query;
      const { input, faults } = readInputFile(houseOf(context), kind, String(request.body));
      const checked = { kind, rows: input.rows.length, faults: [...faults] };
      if (check !== undefined) return reply.code(200).send({ ...checked, batch: null });
      if (faults.length > 0) {
        const errors = faults.map(({ line, column, remedy }) => ({
          path: column === null ? `/lines/${line}` : `/lines/${line}/${column}`,
          message: remedy.en,
        }));
        throw new RefusedError('input-faulty', undefined, errors);
      }
      return reply.code(201).send({ ...checked, batch: await enter(context, input, by, request) });
    },
  );
}
