/** The lobby's televisions, and the pictures that they show while nobody is called. */
import { Type } from 'typebox';
import { closed, defaulting, id, whole, type Filled } from './schema-parts.ts';

export const Display = Type.Object(
  {
    id,
    distanceMetres: defaulting(
      Type.Number({
        minimum: 1,
        maximum: 20,
        description: 'How far away the furthest seat is, in metres, from 1 to 20: letters are sized for it',
      }),
      6,
    ),
    diagonalInches: defaulting(whole('The diagonal of its picture in inches', { from: 10, to: 120 }), 55),
    sound: defaulting(
      Type.Boolean({
        description:
          'Whether it sounds calls, where a speaker has the port pages:; false where another one stands near',
      }),
      true,
    ),
    slides: defaulting(
      Type.Boolean({ description: 'Whether it shows the pictures of slides while nobody is called' }),
      true,
    ),
  },
  {
    ...closed,
    description:
      'A television like { id: tv-west, distanceMetres: 8, diagonalInches: 65 }, at /display?screen=tv-west',
  },
);
export type Display = Filled<typeof Display>;

export const Displays = Type.Array(Display, {
  minItems: 1,
  maxItems: 30,
  description:
    'A list like - { id: tv, distanceMetres: 6, diagonalInches: 55 }; the first one is shown at /display',
});

export const Slides = Type.Object(
  {
    dir: Type.String({
      minLength: 1,
      maxLength: 500,
      description:
        'The folder with the pictures (png, jpg, webp; 100 of them, 8 MiB each), beside this file or with its whole path; shown in the order of their names',
    }),
    seconds: defaulting(whole('How long each picture stands', { from: 5, to: 600, unit: 'seconds' }), 12),
    afterSeconds: defaulting(
      whole('How long nobody was called when the first one comes', { from: 10, to: 3600, unit: 'seconds' }),
      60,
    ),
  },
  { ...closed, description: 'Pictures for the televisions, like { dir: slides }' },
);

/** `dir` is a whole path. */
export type Slides = Filled<typeof Slides>;
