/** The box as the technician sees it. */
import Type, { type Static } from 'typebox';
import { CentreView } from './centre.ts';
import { Instant, Names, closed, orNull } from './common.ts';
import { StorageView } from './storage.ts';
import { DeviceReport } from './devices.ts';

const count = Type.Integer({ minimum: 0 });

export const MaintenanceView = Type.Object(
  {
    lobby: Names,
    now: Instant,
    timeZone: Type.String(),
    demo: Type.Boolean(),
    version: Type.String(),
    /** Since when the host has run. */
    upSince: Instant,
    /** What goes on in the lobby: whoever pulls a plug should know. */
    queue: Type.Object({ waiting: count, open: count, counters: count }, closed),
    devices: Type.Array(DeviceReport),
    /** Null in a lobby that has no centre. */
    centre: orNull(CentreView),
    storage: StorageView,
  },
  closed,
);
export type MaintenanceView = Static<typeof MaintenanceView>;
