import type { MetricReading } from './alarm.ts';
import type { MetricInput } from './metric-input.ts';

export type MetricCommand =
  | {
      readonly type: 'enter-input';
      readonly batch: string;
      readonly by: string;
      readonly digest: string;
      readonly input: MetricInput;
    }
  | { readonly type: 'withdraw-input'; readonly batch: string; readonly by: string }
  /** Of each metric and service one reading at most. */
  | { readonly type: 'judge-metrics'; readonly readings: readonly MetricReading[] }
  /** `note` is a reference. */
  | {
      readonly type: 'acknowledge-alarm';
      readonly alarm: string;
      readonly by: string;
      readonly note: string;
    }
  | {
      readonly type: 'freeze-month';
      readonly month: string;
      readonly sha256: string;
      readonly by: string;
    };
