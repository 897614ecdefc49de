import type { AlarmSide, TargetRange } from './alarm.ts';
import type { MetricInput } from './metric-input.ts';

/** What people enter for the metrics, and what becomes of a metric that has left its target. */
export interface MetricEvents {
  'metric-input.entered': MetricInput & {
    readonly batch: string;
    readonly by: string;
    readonly digest: string;
  };
  /** As if it had never been entered. */
  'metric-input.withdrawn': { readonly batch: string; readonly by: string };
  'alarm.raised': {
    readonly alarm: string;
    readonly metric: string;
    readonly service: string | null;
    readonly side: AlarmSide;
    readonly value: number;
    readonly target: TargetRange;
    readonly fromAt: number;
    readonly untilAt: number;
  };
  /** It is still out; `untilAt` is the end of the period of the value. */
  'alarm.reposted': { readonly alarm: string; readonly value: number; readonly untilAt: number };
  /** `recovered`: well inside its target; `turned`: it has left it on the other side; `no-target`: it has none any more. */
  'alarm.cleared': {
    readonly alarm: string;
    readonly value: number | null;
    readonly by: 'recovered' | 'turned' | 'no-target';
  };
  /** The note is a reference. */
  'alarm.acknowledged': { readonly alarm: string; readonly by: string; readonly note: string };
  /** The figures of a month were written into a file that is never changed; the digest is that of its bytes. */
  'month.frozen': { readonly month: string; readonly sha256: string; readonly by: string };
}
