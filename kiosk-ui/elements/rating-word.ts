/** What a button of a pad is called: faces and words up to five scores, digits beyond, where nobody agrees on words. */

const five = ['very-poor', 'poor', 'fair', 'good', 'very-good'] as const;

/** The word of a score, which is also the name of its face and the end of its text's key. */
export type RatingWord = (typeof five)[number];

const scales: Readonly<Record<number, readonly RatingWord[]>> = {
  3: ['poor', 'fair', 'good'],
  4: ['very-poor', 'poor', 'good', 'very-good'],
  5: five,
};

/** @returns null where the score is shown as a digit */
export const ratingWord = (scale: number, score: number): RatingWord | null =>
  scales[scale]?.[score - 1] ?? null;

/** What a score is called: all of a short scale, and the ends of a long one. */
export function wordOf(scale: number, score: number): RatingWord | null {
  const word = ratingWord(scale, score);
  if (word !== null) return word;
  return score === scale ? 'very-good' : score === 1 ? 'very-poor' : null;
}
