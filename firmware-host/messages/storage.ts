/** How the memory of the house does: for the technician, and for whoever watches the box. */
import Type, { type Static } from 'typebox';
import { Instant, closed, orNull } from './common.ts';

const bytes = Type.Integer({ minimum: 0, description: 'In bytes.' });
const position = Type.Integer({ minimum: 0, description: 'A position in the journal.' });

/** What should be seen to, though numbers are still given. Each has its words in every language (`warning.<code>`). */
export const storageWarnings = [
  'backup-failed',
  'backup-second-missing',
  'ballast-used',
  'clock-untrusted',
  'disk-low',
  'mount-commit',
  'mount-no-barrier',
  'mount-volatile',
  'mount-writeback',
  'period-lost',
  'period-mended',
  'reports-stopped',
  'restore-failed',
  'restored',
] as const;
export const StorageWarning = Type.Enum([...storageWarnings]);
export type StorageWarning = (typeof storageWarnings)[number];

export const BackupView = Type.Object(
  {
    place: Type.Union([Type.Literal('local'), Type.Literal('second')]),
    name: Type.String(),
    at: Instant,
    epoch: Type.Integer({ minimum: 1 }),
    position,
    bytes,
  },
  closed,
);
export type BackupView = Static<typeof BackupView>;

export const RestoredView = Type.Object(
  {
    epoch: Type.Integer({ minimum: 2 }),
    cause: Type.Union([Type.Literal('damage'), Type.Literal('missing'), Type.Literal('asked')]),
    at: Instant,
    after: position,
    /** How many events are known to be lost; null when nobody can know. */
    lost: orNull(Type.Integer({ minimum: 0 })),
    backup: orNull(Type.String()),
  },
  closed,
);
export type RestoredView = Static<typeof RestoredView>;

export const StorageView = Type.Object(
  {
    position,
    epoch: Type.Integer({ minimum: 1 }),
    day: orNull(Type.String()),
    /** Why the journal takes nothing at present; null when it does. */
    fault: orNull(Type.String()),
    clock: Type.Object({ trusted: Type.Boolean(), at: Instant, source: Type.String() }, closed),
    warnings: Type.Array(StorageWarning),
    /** A restoration that nobody has acknowledged yet. */
    restored: orNull(RestoredView),
    disk: Type.Object({ bytes, freeBytes: bytes, ballastBytes: bytes }, closed),
    journal: Type.Object({ bytes, walBytes: bytes }, closed),
    history: Type.Object(
      { days: Type.Integer({ minimum: 0 }), bytes, oldest: orNull(Type.String()) },
      closed,
    ),
    reports: Type.Object({ bytes, position }, closed),
    backup: Type.Object(
      {
        everyMinutes: Type.Integer(),
        /** Null before the first. */
        lastAt: orNull(Instant),
        running: Type.Boolean(),
        fault: orNull(Type.String()),
        secondDir: orNull(Type.String()),
        bytes,
        /** Newest first. */
        files: Type.Array(BackupView),
      },
      closed,
    ),
    retention: Type.Object(
      { eventDays: Type.Integer(), reportDays: Type.Integer(), textDays: Type.Integer() },
      closed,
    ),
  },
  closed,
);
export type StorageView = Static<typeof StorageView>;

/** A restoration is dangerous, so the name has to be said twice: in the path, and here by whoever has read it. */
export const RestoreBackup = Type.Object(
  { confirm: Type.String({ maxLength: 100, description: 'The name of the backup once more.' }) },
  closed,
);

/** What the host is about to start anew on. */
export const RestoreAccepted = Type.Object(
  { place: BackupView.properties.place, name: Type.String() },
  closed,
);
export type RestoreAccepted = Static<typeof RestoreAccepted>;
