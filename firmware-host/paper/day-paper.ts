/** The day's summary on the ticket printer: what a supervisor pins to the wall, or takes to the morning's talk. */
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText, type Language, type TextKey, type TextValues } from '../../config/texts/texts.ts';
import type { PrintDocument, PrintItem } from '../../drivers/printer/document.ts';
import { line } from '../../drivers/printer/document.ts';
import { localTime } from '../clock.ts';
import type { MetricDefinition, MetricValue } from '../messages/metrics.ts';
import { metricGroups } from '../messages/metrics.ts';
import type { Site } from '../site.ts';

export interface DaySummary {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Wall time of the printing, in ms since 1970. */
  readonly at: number;
  readonly definitions: readonly Pick<MetricDefinition, 'id' | 'group' | 'unit'>[];
  readonly values: readonly Pick<MetricValue, 'id' | 'value' | 'status'>[];
  /** How many metrics are out of their targets now, and of how many nobody has said why. */
  readonly alarms: { readonly open: number; readonly unanswered: number };
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** Shorter times are told in seconds. */
const MINUTES_FROM_MS = 2 * MINUTE_MS;

/** Metrics that say something about the day, by what they are about; what is out of its target stands out. */
export function layDayPaper(site: Site, summary: DaySummary, language: Language): PrintDocument {
  const say = (key: TextKey, values: TextValues = {}) => formatText(catalogues[language], key, values);
  const { date, at, alarms } = summary;
  const groups = metricGroups.flatMap((group): PrintItem[] => {
    const rows = rowsOf(summary, group, say);
    return rows.length === 0
      ? []
      : [{ kind: 'rule' }, line(say(`metrics.group.${group}`), { bold: true }), ...rows];
  });
  return {
    items: [
      line(site.names[language], { align: 'centre', bold: true }),
      line(say('ticket.day.title'), { align: 'centre', width: 2, height: 2 }),
      line(date, { align: 'centre' }),
      ...(groups.length === 0 ? [line(say('ticket.day.none'), { align: 'centre' })] : groups),
      { kind: 'rule' },
      line(say('ticket.day.alarms', { ...alarms })),
      line(say('ticket.day.printed', { time: say('ticket.date', { ...localTime(at, site.timeZone) }) })),
    ],
  };
}

type Say = (key: TextKey, values?: TextValues) => string;

function rowsOf(
  { definitions, values }: DaySummary,
  group: MetricDefinition['group'],
  say: Say,
): readonly PrintItem[] {
  return definitions
    .filter((definition) => definition.group === group)
    .flatMap(({ id, unit }): PrintItem[] => {
      const { value = null, status } = values.find((known) => known.id === id) ?? {};
      if (value === null) return [];
      const isOut = status === 'high' || status === 'low';
      const figure = figureOf(value, unit, say);
      const right = isOut ? say('ticket.day.out', { figure, side: status }) : figure;
      return [{ kind: 'columns', left: say(`metric.${id}.name`), right }];
    });
}

function figureOf(value: number, unit: MetricDefinition['unit'], say: Say): string {
  const isLong = value >= MINUTES_FROM_MS;
  const [figure, name] =
    unit === 'ms'
      ? isLong
        ? ([value / MINUTE_MS, 'minutes'] as const)
        : ([value / SECOND_MS, 'seconds'] as const)
      : ([value, unit] as const);
  const digits = unit === 'count' || (unit === 'ms' && !isLong) ? 0 : 1;
  return say('metrics.of-unit', { value: figure.toFixed(digits), unit: say(`metrics.unit.${name}`) });
}
