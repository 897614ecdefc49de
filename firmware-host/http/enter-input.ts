/** How rows that somebody has entered for the metrics become a fact, whoever has entered them. */
import { hash } from 'node:crypto';
import { inputBatchView } from '../displays/metric-input-views.ts';
import type { InputKind, MetricInput } from '../domain/metric-input.ts';
import { inputFaults, type InputFault } from '../domain/rules/input-faults.ts';
import { RefusedError } from '../errors.ts';
import type { Actor, RequestKey } from '../journal/journal.ts';
import { FAULTS_MAX, remedyOf, type InputHouse } from '../metric-inputs/read-file.ts';
import { inputFrom, type Entries } from '../metric-inputs/rows.ts';
import type { InputBatchView } from '../messages/metric-inputs.ts';
import type { Context } from './context.ts';
import { eventsOf } from './problems.ts';

/** A body that the schema of its kind has let through. */
export interface SaidRows {
  /** Who; the actor itself where it is left out. */
  readonly by?: string;
  readonly rows: readonly Entries[InputKind][];
}

export interface Enterer {
  readonly actor: Actor;
  /** Under which it may be entered again without being there twice. */
  readonly key: RequestKey | undefined;
}

/** @throws RefusedError before the lobby has a configuration in its journal */
export const inputHouseOf = ({ handler, site, dayRule }: Context): InputHouse => {
  const { lobby } = handler.committed;
  if (lobby === null) throw new RefusedError('day-not-open');
  return { site, lobby, dayRule };
};

/**
 * All rows or none.
 * @throws RefusedError with every fault, by row and field
 */
export async function enterRows(
  context: Context,
  kind: InputKind,
  { by, rows }: SaidRows,
  enterer: Enterer,
): Promise<InputBatchView> {
  const { lobby, dayRule } = inputHouseOf(context);
  const input = inputFrom(kind, rows, dayRule);
  const faults = inputFaults(lobby, input);
  try {
    return await enterInput(context, input, by, enterer);
  } catch (error) {
    // Only now: what was entered under this key before is no fault, whatever has left the configuration since.
    if (faults.length > 0 && error instanceof RefusedError && error.code === 'input-faulty')
      throw new RefusedError('input-faulty', undefined, fieldFaults(faults));
    throw error;
  }
}

/** The first of them, and how many there are beside: as many as of a file. */
function fieldFaults(faults: readonly InputFault[]): RefusedError['errors'] {
  const isWhole = faults.length <= FAULTS_MAX;
  const told = (isWhole ? faults : faults.slice(0, FAULTS_MAX - 1)).map(({ row, column, why }) => ({
    path: `/rows/${row - 1}/${column}`,
    message: remedyOf(why, column, '').en,
  }));
  if (isWhole) return told;
  const rest = String(faults.length - told.length);
  return [...told, { path: '/rows', message: remedyOf('faults-many', null, rest).en }];
}

/** @throws RefusedError */
export async function enterInput(
  { handler, ids, clock }: Context,
  input: MetricInput,
  by: string | undefined,
  { actor, key }: Enterer,
): Promise<InputBatchView> {
  const outcome = await handler.handle({
    command: {
      type: 'enter-input',
      batch: ids.ulid(clock.now().at),
      by: by ?? actor.id,
      digest: hash('sha256', JSON.stringify(input.rows), 'base64url'),
      input,
    },
    actor,
    key,
  });
  const [entered] = eventsOf(outcome);
  if (entered?.type !== 'metric-input.entered') throw new Error('an input told of something else');
  const batch = handler.committed.inputs.get(entered.data.batch);
  // Asked again, it may have been withdrawn since.
  if (batch === undefined) throw new RefusedError('input-unknown');
  return inputBatchView(batch);
}
