import { instant } from '../clock.ts';
import type { InputBatch } from '../domain/metric-input.ts';
import type { State } from '../domain/state.ts';
import type { InputBatches, InputBatchView } from '../messages/metric-inputs.ts';

export const inputBatchView = ({ digest: _own, at, ...batch }: InputBatch): InputBatchView => ({
  ...batch,
  at: instant(at),
});

export const inputBatches = ({ inputs }: Readonly<State>): InputBatches => ({
  batches: [...inputs.values()].toReversed().map(inputBatchView),
});
