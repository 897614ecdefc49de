/** The touchscreens that give numbers, and where their paper comes out. */
import { Type } from 'typebox';
import { closed, FileNames, id, optional } from './schema-parts.ts';

const Spare = Type.Object(
  {
    printer: Type.String({ description: 'The id of another printer under devices.printers' }),
    where: Type.With(FileNames, {
      description:
        'Where its paper comes out, as visitors are told, like { en: At the west door }; the lobby’s first language at least',
    }),
  },
  {
    ...closed,
    description:
      'The printer that takes over while the kiosk’s own has a problem, like { printer: west-printer, where: { en: At the west door } }',
  },
);

export const Kiosk = Type.Object(
  {
    id,
    printer: optional(
      Type.String({ description: 'The id of a printer under devices.printers' }),
      'numbers are on its screen only',
    ),
    spare: optional(Spare, 'none'),
  },
  { ...closed, description: 'A kiosk like { id: front-door, printer: ticket-printer }' },
);
