/** How the memory of the house is kept, as the file says it. */
import { Type } from 'typebox';
import { closed, defaulting, optional, whole } from './schema-parts.ts';

const Backup = Type.Object(
  {
    everyMinutes: defaulting(
      whole('How often the open day is copied', { from: 1, to: 1440, unit: 'minutes' }),
      15,
    ),
    secondDir: optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description:
          'A second directory for backups, like /media/usb/foyer; a relative one is beside this file. It should be on another medium',
      }),
      'none',
    ),
  },
  { ...closed, description: 'Backups, like { everyMinutes: 15, secondDir: /media/usb/foyer }' },
);

const Retention = Type.Object(
  {
    eventDays: defaulting(
      whole('How long events are kept once the centre has them', { from: 7, to: 3650, unit: 'days' }),
      400,
    ),
    reportDays: defaulting(
      whole('How long the rows of reports are kept', { from: 31, to: 3650, unit: 'days' }),
      1100,
    ),
    textDays: defaulting(
      whole('How long texts about persons are kept after their matter has ended', {
        from: 1,
        to: 3650,
        unit: 'days',
      }),
      90,
    ),
  },
  {
    ...closed,
    description: 'How long what is kept, like { eventDays: 400, reportDays: 1100, textDays: 90 }',
  },
);

export const Storage = Type.Object(
  {
    backup: defaulting(Backup, {}),
    retention: defaulting(Retention, {}),
    ballastMb: defaulting(
      whole('Megabytes held back on the disk, to be freed when it is full; 0 for none', {
        from: 0,
        to: 1024,
      }),
      16,
    ),
  },
  { ...closed, description: 'How the memory of the house is kept' },
);
