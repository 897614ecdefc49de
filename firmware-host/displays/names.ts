/** Words and lists that staff or the configuration have given, as views need them. */
import { ratingReasons as knownRatings } from '../../config/ratings-schema.ts';
import { priorityReasons as knownPriorities } from '../../config/rules-schema.ts';
import type { Names, PriorityReason, RatingReason } from '../messages/common.ts';
import type { Site } from '../site.ts';
import { inEachLanguage } from '../../config/texts/texts.ts';

/** A text that may lack some languages: those read the one of the lobby's first language, or whichever there is. */
export function inAllLanguages(
  site: Pick<Site, 'languages'>,
  texts: Readonly<Record<string, string>>,
): Names {
  const fallback = texts[site.languages[0] ?? 'zh-CN'] ?? Object.values(texts)[0] ?? '';
  return inEachLanguage((language) => texts[language] ?? fallback);
}

/** Of a journalled list, the reasons that this version has words for. */
export const priorityReasons = (reasons: readonly string[]): PriorityReason[] =>
  knownPriorities.filter((reason) => reasons.includes(reason));

export const ratingReasons = (reasons: readonly string[]): RatingReason[] =>
  knownRatings.filter((reason) => reasons.includes(reason));
