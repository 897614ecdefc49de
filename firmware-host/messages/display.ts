/** What televisions are told beside the lobby itself: how large to write, what to sound, which pictures to show. */
import Type, { type Static } from 'typebox';
import { Instant, closed } from './common.ts';

/** What the televisions sound: the host says what and how loud, and each page keeps its own queue. */
export const DisplaySound = Type.Object(
  {
    volume: Type.Integer({ minimum: 0, maximum: 100, description: 'Percent, by the hour.' }),
    said: Type.Array(
      Type.Object(
        {
          position: Type.Integer({ description: 'Never used twice: a page sounds it once.' }),
          at: Instant,
          about: Type.String({
            description:
              'Who is called: what still waits to be sounded about the same one is left out; `test` where nobody is.',
          }),
          urgent: Type.Boolean({ description: 'Whatever still waits to be sounded is left out for it.' }),
          wav: Type.String({ description: 'Where the sound is; what has no sound there is chimed.' }),
        },
        closed,
      ),
      { description: 'What was to be heard lately, oldest first; never from before the host’s start.' },
    ),
  },
  closed,
);
export type DisplaySound = Static<typeof DisplaySound>;

/** A television of the lobby: `/display?screen=<id>`. */
export const DisplayScreen = Type.Object(
  {
    id: Type.String(),
    distanceMetres: Type.Number({ description: 'How far away the furthest seat is.' }),
    diagonalInches: Type.Number(),
    sound: Type.Boolean(),
    slides: Type.Boolean(),
  },
  closed,
);
export type DisplayScreen = Static<typeof DisplayScreen>;

export const DisplaySlides = Type.Object(
  {
    seconds: Type.Integer({ description: 'How long each picture stands.' }),
    afterSeconds: Type.Integer({ description: 'How long nobody was called when the first one comes.' }),
    list: Type.String({ description: 'Changes with the pictures at `/api/v1/display/slides`.' }),
  },
  closed,
);
export type DisplaySlides = Static<typeof DisplaySlides>;

/** Addresses of the pictures that televisions show while nobody is called, in their order. */
export const SlideList = Type.Object({ pictures: Type.Array(Type.String()) }, closed);
export type SlideList = Static<typeof SlideList>;
