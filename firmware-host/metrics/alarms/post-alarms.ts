/** Alarms as notices to the lobby, where the house wishes it: for a few minutes, each time that one is told. */
import { catalogues } from '../../../config/texts/catalogues.ts';
import { formatText, type Language, type TextKey, type TextValues } from '../../../config/texts/texts.ts';
import { reasonOf } from '../../central/reason.ts';
import type { Clock } from '../../clock.ts';
import type { Alarm } from '../../domain/alarm.ts';
import type { Command } from '../../domain/commands.ts';
import type { Handler } from '../../handle.ts';
import type { Recorded } from '../../journal/journal.ts';
import type { Site } from '../../site.ts';
import { isMetricId } from '../configured.ts';

const actor = { kind: 'host', id: 'metrics' } as const;

/** Then the board has other things to say until the next hour. */
const SHOWN_MS = 10 * 60_000;

export interface PostAlarmsOptions {
  readonly handler: Handler;
  readonly clock: Clock;
  readonly site: Site;
  readonly say: (line: string) => void;
}

/** @returns what ends it; resolves when what was being posted is told */
export function postAlarms({ handler, clock, site, say }: PostAlarmsOptions): () => Promise<void> {
  let posting: Promise<unknown> = Promise.resolve();
  const unfollow = handler.onCommit((events) => {
    for (const command of events.flatMap((event) => commandsFor(event, { handler, clock, site })))
      posting = posting
        .then(() => handler.handle({ command, actor }))
        .catch((error: unknown) => say(`alarms: a notice was not posted: ${reasonOf(error)}`));
  });

  return async () => {
    unfollow();
    await posting;
  };
}

function commandsFor(
  { type, data }: Recorded,
  { handler, clock, site }: Omit<PostAlarmsOptions, 'say'>,
): readonly Command[] {
  const { alarms, notices } = handler.committed;
  if (type === 'alarm.cleared' || type === 'alarm.acknowledged') {
    const notice = noticeOf(data.alarm);
    return notices.has(notice) ? [{ type: 'withdraw-notice', notice }] : [];
  }
  if (type !== 'alarm.raised' && type !== 'alarm.reposted') return [];
  const alarm = alarms.get(data.alarm);
  const { at, trusted } = clock.now();
  // By a clock that is not trusted no notice would end, and it would stay all day.
  if (alarm === undefined || !trusted) return [];
  const texts = site.languages.map((language) => [language, wordsOf(site, alarm, language)]);
  const notice = {
    id: noticeOf(alarm.id),
    kind: 'ordinary',
    texts: Object.fromEntries(texts) as Record<string, string>,
    fromAt: null,
    untilAt: at + SHOWN_MS,
    on: ['board'],
  } as const;
  return [{ type: 'post-notice', notice }];
}

const noticeOf = (alarm: string): string => `alarm-${alarm}`;

function wordsOf({ services }: Site, { metric, service, side }: Alarm, language: Language): string {
  const say = (key: TextKey, values: TextValues = {}) => formatText(catalogues[language], key, values);
  const name = services.find(({ letter }) => letter === service)?.name[language] ?? 'none';
  // A metric that another version knew has no name here.
  const known = isMetricId(metric) ? say(`metric.${metric}.name`) : metric;
  return say('alarm.notice', { metric: known, service: name, side });
}
