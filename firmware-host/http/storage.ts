/** The memory of the house: how it does, and what a technician may ask of it. */
import Type from 'typebox';
import type { Unsubscribe } from '../../drivers/driver.ts';
import { RefusedError } from '../errors.ts';
import type { BackupPlace } from '../journal/storage.ts';
import { RestoreAccepted, RestoreBackup, StorageView, type BackupView } from '../messages/storage.ts';
import type { LiveViews } from './live.ts';
import { post } from './post.ts';
import { badInput } from './said.ts';
import type { Server } from './typed-server.ts';

const tag = 'storage';

/** Its view has the position in it, which changes with every fact; nobody reads it that fast. */
const EVERY_MS = 1000;

/** Whoever looks after the journal and its copies. */
export interface Keeper {
  /** As it was last seen: it costs nothing to ask. */
  view(): StorageView;
  /** Tells when the view has changed by more than the position. */
  onChange(listener: () => void): Unsubscribe;
  /**
   * Backs up now, also when nothing is new. How it went is in the view, `backup.fault` and `backup.files`.
   * @returns `running` at once when another backup is on its way
   */
  backUp(): Promise<'done' | 'running'>;
  /** Reads the whole hot journal; null when it is good, else what is wrong, for the technician. */
  check(): Promise<string | null>;
  /** Resolves before the host ends, which starts anew on the backup. */
  restore(place: BackupPlace, name: string): Promise<'unknown' | 'accepted'>;
}

export interface StorageContext {
  readonly keeper: Keeper;
  readonly live: LiveViews;
}

export function storageRoutes(app: Server, { keeper, live }: StorageContext): void {
  const view = () => keeper.view();
  app.get(
    '/api/v1/storage',
    { schema: { summary: 'Journal, history and backups', tags: [tag], response: { 200: StorageView } } },
    view,
  );
  const topic = live.add(app, 'storage', Type.Object({}), view, EVERY_MS);
  keeper.onChange(() => live.touch(topic));

  post(
    app,
    { path: 'storage/backup', summary: 'Back up now; answered when it is done', tag, answer: StorageView },
    async () => {
      const known = new Set(view().backup.files.map(idOf));
      if ((await keeper.backUp()) === 'running') throw new RefusedError('backup-running');
      const { backup } = view();
      // A fault beside a new copy is about the other directory, of which the view tells.
      if (backup.fault !== null && backup.files.every((file) => known.has(idOf(file))))
        throw new RefusedError('backup-failed', backup.fault);
      return view();
    },
  );
  post(
    app,
    {
      path: 'storage/check',
      summary: 'Read the whole hot journal and say whether it is good',
      tag,
      answer: StorageView,
    },
    async () => {
      const wrong = await keeper.check();
      if (wrong !== null) throw new RefusedError('journal-damaged', wrong);
      return view();
    },
  );
  post(
    app,
    {
      path: 'storage/backups/:place/:name/restore',
      summary:
        'Go back to a backup: the host starts anew on it, in a new epoch, and keeps the present journal aside',
      tag,
      body: RestoreBackup,
      answer: RestoreAccepted,
      status: 202,
    },
    async ({ params: { place, name }, body: { confirm } }) => {
      const file = view().backup.files.find((known) => known.place === place && known.name === name);
      if (file === undefined) throw new RefusedError('backup-unknown');
      if (confirm !== name) throw badInput('/confirm', `must be ${name}, the name of the backup`);
      if ((await keeper.restore(file.place, name)) === 'unknown') throw new RefusedError('backup-unknown');
      return { place: file.place, name };
    },
  );
}

const idOf = ({ place, name }: BackupView): string => `${place}/${name}`;
