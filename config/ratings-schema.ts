/** How visitors rate, as the file says it. */
import { Type } from 'typebox';
import { closed, defaulting, optional, whole } from './schema-parts.ts';

export const scales = [3, 4, 5, 7, 10] as const;
export type Scale = (typeof scales)[number];

/** The scores that are called low, where the file does not say: what is below the middle, and of three the worst. */
export const lowMaxOf: Readonly<Record<Scale, number>> = { 3: 1, 4: 2, 5: 2, 7: 3, 10: 4 };

/** Closed, since each has its words in every language. */
export const ratingReasons = ['attitude', 'speed', 'skill', 'environment', 'result'] as const;

export const Ratings = Type.Object(
  {
    scale: defaulting(
      Type.Enum([...scales], {
        description: 'How many scores there are, the best first on the pad: 3, 4, 5, 7 or 10',
      }),
      5,
    ),
    windowSeconds: defaulting(
      whole('For how long after a visit it may be rated', { from: 10, to: 3600, unit: 'seconds' }),
      120,
    ),
    lowMax: optional(
      whole('Scores up to this one are low, and asked for a reason and a call-back; 0 for none', {
        from: 0,
        to: 9,
      }),
      '1 of 3, 2 of 4 or 5, 3 of 7, 4 of 10',
    ),
    reasons: defaulting(
      Type.Array(Type.Enum([...ratingReasons], { description: 'A reason for a low score' }), {
        uniqueItems: true,
        description:
          'What may be chosen as the reason of a low score, of attitude, speed, skill, environment, result; [] for no question',
      }),
      [...ratingReasons],
    ),
    shortVisitSeconds: defaulting(
      whole('A visit shorter than this is none that anybody would rate: the press is kept, but not counted', {
        from: 0,
        to: 600,
        unit: 'seconds',
      }),
      30,
    ),
    callBackDays: defaulting(
      whole('By when somebody who asked for it after a low score is called back', {
        from: 1,
        to: 60,
        unit: 'days',
      }),
      3,
    ),
  },
  { ...closed, description: 'How visitors rate, like { scale: 5, windowSeconds: 120 }' },
);
