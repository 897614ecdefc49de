/** What people enter for the metrics: by form or program as JSON, from a spreadsheet as CSV; and its withdrawal. */
import Type, { type TSchema } from 'typebox';
import { inputBatches } from '../displays/metric-input-views.ts';
import type { InputKind } from '../domain/metric-input.ts';
import { RefusedError } from '../errors.ts';
import { decodeFile } from '../metric-inputs/csv.ts';
import { readInputFile } from '../metric-inputs/read-file.ts';
import {
  EnterAnswers,
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
import { enterInput, enterRows, inputHouseOf, type SaidRows } from './enter-input.ts';
import { IdempotencyHeaders, requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import { staff } from './said.ts';
import type { Server } from './typed-server.ts';

const tag = 'metrics';

/** A month of shifts of a large house, with room for what spreadsheets add. */
export const INPUT_BYTES_MAX = 512 * 1024;

export const inputSummaries: Readonly<Record<InputKind, string>> = {
  roster: 'shifts of agents',
  costs: 'costs of some days',
  quality: 'checks of quality',
  staff: 'agents who joined or left',
  answers: 'contacts that machines have answered',
};

export const inputBodies: Readonly<Record<InputKind, TSchema>> = {
  roster: EnterRoster,
  costs: EnterCosts,
  quality: EnterQuality,
  staff: EnterStaff,
  answers: EnterAnswers,
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
  for (const kind of Object.keys(inputBodies) as InputKind[]) rows(app, context, kind, inputBodies[kind]);
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

function rows(app: Server, context: Context, kind: InputKind, body: TSchema): void {
  post(
    app,
    {
      path: `metric-inputs/${kind}`,
      summary: `Enter ${inputSummaries[kind]}`,
      tag,
      body,
      answer: InputBatchView,
      status: 201,
      bodyLimit: INPUT_BYTES_MAX,
    },
    ({ body: said, request }) =>
      // The schema of the route says so of its kind.
      enterRows(context, kind, said as SaidRows, { actor: staff, key: requestKey(request, 'staff') }),
  );
}

/** The one place that takes anything but JSON; nobody else's routes should. */
function files(app: Server, context: Context): void {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'text/csv',
      { parseAs: 'buffer', bodyLimit: INPUT_BYTES_MAX },
      (_request, bytes, parsed) => parsed(null, decodeFile(bytes as Buffer)),
    );
    for (const kind of Object.keys(inputSummaries) as InputKind[]) file(scope, context, kind);
    done();
  });
}

function file(app: Server, context: Context, kind: InputKind): void {
  app.post(
    `/api/v1/metric-inputs/${kind}/csv`,
    {
      bodyLimit: INPUT_BYTES_MAX,
      schema: {
        summary: `Enter ${inputSummaries[kind]} from a file, or say what is wrong with it; all of it or nothing`,
        tags: [tag],
        headers: IdempotencyHeaders,
        querystring: InputFileQuery,
        body: { content: { 'text/csv': { schema: Type.String() } } },
        response: { 200: InputCheck, 201: InputCheck },
      },
    },
    async (request, reply) => {
      const { check, by } = request.query;
      const { input, faults } = readInputFile(inputHouseOf(context), kind, String(request.body));
      const checked = { kind, rows: input.rows.length, faults: [...faults] };
      if (check !== undefined) return reply.code(200).send({ ...checked, batch: null });
      if (faults.length > 0) {
        const errors = faults.map(({ line, column, remedy }) => ({
          path: column === null ? `/lines/${line}` : `/lines/${line}/${column}`,
          message: remedy.en,
        }));
        throw new RefusedError('input-faulty', undefined, errors);
      }
      const own = { actor: staff, key: requestKey(request, 'staff') };
      return reply.code(201).send({ ...checked, batch: await enterInput(context, input, by, own) });
    },
  );
}
