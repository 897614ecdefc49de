/** From what is left of a journal to one that can be gone on with, in a new epoch. */
import { existsSync } from 'node:fs';
import type { BackupFile, Restoration } from '../../storage.ts';
import { Aside } from './aside.ts';
import { sourceDirs, type BackupDir } from '../backup/backups.ts';
import type { History } from '../history/history.ts';
import type { Layout } from '../medium/layout.ts';
import { begun, belongs, type Lineage } from './lineage.ts';
import type { Mark } from '../medium/mark.ts';
import { atOnce, fillGaps, mendPeriod, type Wanted } from '../history/mend-history.ts';
import { settleJournal, writeJournal } from './new-journal.ts';
import { checkPeriod, listPeriods } from '../history/period.ts';
import { Source } from './source.ts';

export interface Ruin {
  readonly layout: Layout;
  readonly secondDir: string | null;
  readonly history: History;
  /** How far the journal had got; null when nobody knows. */
  readonly mark: Mark | null;
  /** Wall time in ms, for names. */
  readonly at: number;
}

/**
 * The journal is damaged or gone: puts aside what is there and makes a new one of all that can still prove itself. A journal only
 * grows, so every source tells the same story, some of it longer, as far as its epoch is part of this journal: closed periods, then
 * row by row the damaged file itself and the backups.
 * @throws Error of the medium; a later try goes on where this one ended
 */
export function rebuild(ruin: Ruin, cause: 'damage' | 'missing', reason: string): Restoration {
  const { layout, history, mark } = ruin;
  const aside = Aside.begin(layout, cause, ruin.at);
  aside.giveBackPeriods();
  aside.takeJournal();
  history.reload();
  const dirs = sourceDirs(layout, ruin.secondDir);
  for (const dir of dirs) dir.bringCompanions(layout.dataDir);
  const damaged = aside.journal === null ? null : Source.open('', aside.journal, false);
  const backups = dirs.flatMap((dir) =>
    dir.list().flatMap(({ name }) => Source.open(name, dir.pathOf(name), true) ?? []),
  );
  const sources = damaged === null ? backups : [damaged, ...backups];
  const epoch = newestEpoch(ruin, dirs, damaged?.epoch ?? 1);
  const { after, lineage, begin, isKnown } = gather(ruin, aside, sources, epoch);
  for (const source of sources) source.close();
  const used = backups.find(({ taken }) => taken > 0);
  const lost = isKnown && mark?.epoch === epoch ? Math.max(0, mark.last - after) : null;
  return settleJournal(ruin, aside, lineage, begin, {
    epoch: epoch + 1,
    cause,
    reason,
    after,
    lost,
    backup: used?.name ?? null,
  });
}

/** The new journal's rows, of all sources that are of its epochs. */
function gather(ruin: Ruin, aside: Aside, sources: readonly Source[], epoch: number) {
  const [knowing] = sources
    .filter((source) => source.lineage !== null)
    .toSorted((one, other) => (other.epoch ?? 0) - (one.epoch ?? 0));
  const known = knowing?.lineage ?? [];
  const begin = Math.max(1, ...sources.map((source) => source.begin));
  const tryWith = (lineage: Lineage) => {
    for (const source of sources) source.limit(lineage, epoch);
    mendHistory(ruin, aside, { begin, until: Infinity, lineage });
    return { after: writeJournal(ruin, sources), lineage, begin, isKnown: true };
  };
  if ((knowing?.epoch ?? 1) === epoch) return tryWith(known);
  // Nobody can say how the present epoch began: what earlier ones told may be given up, so it counts only where there is nothing else.
  const found = tryWith(begun(known, { epoch, after: ruin.history.last }));
  return sources.some(({ taken }) => taken > 0) ? found : { ...tryWith(known), isKnown: false };
}

/**
 * Goes back to a backup because a person wants it. What was told after it is put aside; so is what another epoch told before it.
 * @param dir in which it lies
 * @throws Error when the backup has no beginning here; nothing has changed then
 */
export function goBack(ruin: Ruin, backup: BackupFile, dir: BackupDir): Restoration {
  const { layout, history, mark } = ruin;
  const others = sourceDirs(layout, ruin.secondDir).filter(({ place }) => place !== dir.place);
  const dirs = [dir, ...others];
  // What a restoration before this one has put aside stays what it is, if a journal stands in its place.
  if (existsSync(layout.journal)) Aside.finishPending(layout);
  const standing = existsSync(layout.journal) ? layout.journal : Aside.pendingJournal(layout);
  const present = standing === null ? null : Source.open('', standing, false);
  const [presentLast, presentBegin] = [present?.last ?? 0, present?.begin ?? 1];
  const epoch = newestEpoch(ruin, dirs, present?.epoch ?? 1) + 1;
  present?.close();
  const source = Source.open(backup.name, dir.pathOf(backup.name), true);
  if (source === null) throw new Error(`${backup.name} cannot be read`);
  try {
    const after = source.last ?? backup.position;
    const first = source.first ?? after + 1;
    const begin = Math.min(first, Math.max(source.begin, presentBegin));
    const lineage = begun(source.lineage ?? [], { epoch, after });
    const wanted = { begin, until: first - 1, lineage };
    const copyDirs = [...dirs, ...Aside.periodDirs(layout).map((path) => ({ history: path }))];
    assertBeginning(backup.name, wanted, [history.dir, ...copyDirs.map((each) => each.history)]);
    const aside = Aside.begin(layout, 'asked', ruin.at);
    aside.takeJournal();
    history.close();
    for (const period of history.periods) if (!belongs(lineage, period)) aside.takePeriod(period.name);
    history.reload();
    mendHistory(ruin, aside, wanted, copyDirs);
    writeJournal(ruin, [source]);
    const reached = Math.max(mark?.last ?? 0, presentLast);
    return settleJournal(ruin, aside, source.lineage ?? [], begin, {
      epoch,
      cause: 'asked',
      reason: `a person went back to ${backup.name}`,
      after,
      lost: mark === null && presentLast === 0 ? null : Math.max(0, reached - after),
      backup: backup.name,
    });
  } finally {
    source.close();
  }
}

function assertBeginning(name: string, { begin, until, lineage }: Wanted, dirs: readonly string[]): void {
  const days = dirs.flatMap(listPeriods).filter((day) => day.last <= until && belongs(lineage, day));
  if (until < begin || days.length === 0 || days.some(({ last }) => last === until)) return;
  throw new Error(`${name} begins at position ${until + 1}, and the day before it is nowhere to be found`);
}

/** Of all that are known of, also where nothing but the name of a file is left of one: an epoch is never begun twice. */
function newestEpoch({ layout, history, mark }: Ruin, dirs: readonly BackupDir[], own: number): number {
  const periods = [...dirs.map((dir) => dir.history), ...Aside.periodDirs(layout)].flatMap(listPeriods);
  const files = [...history.periods, ...periods, ...dirs.flatMap((dir) => dir.list())];
  return files.reduce((newest, { epoch }) => Math.max(newest, epoch), Math.max(own, mark?.epoch ?? 1));
}

/** The journal follows on the last closed period, so that one has to be whole; the others are looked at in the background. */
function mendHistory(
  { layout, secondDir, history }: Ruin,
  aside: Aside,
  wanted: Wanted,
  dirs: readonly { readonly history: string }[] = sourceDirs(layout, secondDir),
): void {
  const last = history.periods.at(-1);
  if (last !== undefined && atOnce(checkPeriod(layout.history, last)) !== null)
    atOnce(mendPeriod(history, last, aside, dirs));
  atOnce(fillGaps(history, wanted, dirs));
}
