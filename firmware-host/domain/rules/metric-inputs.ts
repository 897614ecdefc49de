import type { Decision } from '../decision.ts';
import { accept, nothingNew, refuse } from '../decision.ts';
import type { MetricCommand } from '../metric-commands.ts';
import type { Ask } from './ask.ts';
import { inputFaults } from './input-faults.ts';

/** What people know and the queue does not. Nothing half-done: one faulty row, and none is taken. */
export function enterInput(
  { state, lobby }: Ask,
  { batch, by, digest, input }: Extract<MetricCommand, { type: 'enter-input' }>,
): Decision {
  if (input.rows.length === 0) return refuse('input-empty');
  const [fault] = inputFaults(lobby, input);
  if (fault !== undefined) return refuse('input-faulty', `row ${fault.row}: ${fault.column}: ${fault.why}`);
  if (state.inputs.has(batch)) return nothingNew;
  const again = [...state.inputs.values()].find(
    (known) => known.kind === input.kind && known.digest === digest,
  );
  if (again !== undefined) return refuse('input-repeated', again.id);
  return accept({ type: 'metric-input.entered', data: { batch, by, digest, ...input } });
}

export function withdrawInput(
  { state }: Ask,
  { batch, by }: Extract<MetricCommand, { type: 'withdraw-input' }>,
): Decision {
  if (!state.inputs.has(batch)) return refuse('input-unknown');
  return accept({ type: 'metric-input.withdrawn', data: { batch, by } });
}
