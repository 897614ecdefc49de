import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Handler } from '../handle.ts';
import { layoutOf } from '../journal/sqlite/medium/layout.ts';
import type { BackupPlace } from '../journal/storage.ts';
import type { PersonalTexts } from '../personal-texts.ts';
import { eraseOldTexts, mirrorTexts } from '../text-retention.ts';
import { dateBefore } from './date-before.ts';

const TEXTS_DIR = 'texts';
/** A lobby day lasts into the next date; what is later than this is no time that could be of it. */
const LATEST_DAYS = 2;

export interface KeepTextsOptions {
  readonly texts: PersonalTexts;
  readonly handler: Pick<Handler, 'committed'>;
  readonly clock: Clock;
  readonly textDays: number;
  readonly dataDir: string;
  readonly secondDir: string | null;
}

/**
 * Erases texts about persons whose time has come, and makes the copies of backups hold what is left, and no more: what was erased
 * must not come back. A clock that has run away from the lobby's day erases nothing.
 * @param places whose directories could be written to last
 */
export async function keepTexts(
  { texts, handler, clock, textDays, dataDir, secondDir }: KeepTextsOptions,
  places: readonly BackupPlace[],
): Promise<void> {
  const { committed: state } = handler;
  const now = clock.now();
  if (state.day !== null && now.at < Date.parse(dateBefore(state.day.date, -LATEST_DAYS)))
    await eraseOldTexts({ texts, state, now, textDays });
  for (const place of places) {
    const dir = place === 'local' ? layoutOf(dataDir).backups : await usable(dataDir, secondDir);
    if (dir !== null) await mirrorTexts(texts, join(dir, TEXTS_DIR));
  }
}

/** A medium may have been pulled out, or been changed for another lobby's, since it was written to last. */
async function usable(dataDir: string, secondDir: string | null): Promise<string | null> {
  if (secondDir === null) return null;
  // Only here: the main thread needs nothing else of it.
  const { secondFault } = await import('../journal/sqlite/backup/backups.ts');
  return secondFault(dataDir, secondDir) === null ? secondDir : null;
}
