/** After a restoration, or damage: files of frozen months come back from the copies that lie with the backups. */
import { join } from 'node:path';
import { reasonOf } from '../central/reason.ts';
import type { FrozenMonth } from '../domain/frozen-month.ts';
import { readIfThere } from '../durable-file.ts';
import { monthCopyName } from '../journal/sqlite/medium/layout.ts';
import { digestOf, type MonthFiles } from './month-files.ts';

export interface BringBackOptions {
  readonly files: MonthFiles;
  /** What the journal says was frozen; only a file of the same digest is right. */
  readonly frozen: readonly Pick<FrozenMonth, 'month' | 'sha256'>[];
  /** Folders of copies, the nearest first; they need not be there. */
  readonly copies: readonly string[];
  /** To the technician; whoever looks at the month on the page is told by the page. */
  readonly say: (line: string) => void;
}

/** Never throws: a month that cannot be brought back must not keep a lobby shut. */
export async function bringBackMonths({ files, frozen, copies, say }: BringBackOptions): Promise<void> {
  for (const { month, sha256 } of frozen) {
    try {
      const text = await files.read(month);
      if (text !== null && digestOf(text) === sha256) continue;
      const trouble = `months: ${month}.json is ${text === null ? 'missing' : 'not what was frozen'}`;
      const copy = await goodCopy(copies, month, sha256, say);
      if (copy === null) say(`${trouble}, and no backup has a good copy of it`);
      else {
        await files.putBack(month, copy);
        say(`${trouble}: its copy from a backup stands there again`);
      }
    } catch (error) {
      say(`months: ${month}.json could not be brought back: ${reasonOf(error)}`);
    }
  }
}

async function goodCopy(
  folders: readonly string[],
  month: string,
  sha256: string,
  say: (line: string) => void,
): Promise<string | null> {
  for (const folder of folders) {
    const path = join(folder, monthCopyName(month, sha256));
    try {
      const text = await readIfThere(path);
      if (text !== null && digestOf(text) === sha256) return text;
      if (text !== null) say(`months: the copy ${path} is damaged`);
    } catch (error) {
      // Another medium may have it.
      say(`months: the copy ${path} cannot be read: ${reasonOf(error)}`);
    }
  }
  return null;
}
