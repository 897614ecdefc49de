import { metricIds, type MetricId } from '../../firmware-host/messages/metrics.ts';
import type { MetricSettings, Targets } from '../../firmware-host/metrics/settings.ts';

const MINUTE_MS = 60_000;

/** Settings of a lobby that wants nothing in particular: called within ten minutes, of A within two. */
export const settingsWith = (change: Partial<MetricSettings> = {}): MetricSettings => ({
  timeZone: 'UTC',
  dayStartsAt: '04:00',
  rules: { waitFromMs: 20_000, withinMs: { A: 2 * MINUTE_MS }, withinMsElse: 10 * MINUTE_MS },
  transferCounts: false,
  targets: Object.fromEntries(metricIds.map((id) => [id, { house: null, services: {} }])) as Record<
    MetricId,
    Targets
  >,
  satisfaction: {
    ratePercent: 90,
    smallGroup: 5,
    scale: 5,
    lowMax: 2,
    index: [
      { of: 'satisfaction', weight: 60 },
      { of: 'service_level', weight: 40 },
    ],
  },
  alarms: { recoverPercent: 5 },
  ...change,
});
