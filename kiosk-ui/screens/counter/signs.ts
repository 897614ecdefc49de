/** How wide a Latin letter is beside a Chinese one. */
const LATIN = 0.55;

/** About how wide a text is, in Chinese characters. */
export const signsOf = (text: string): number =>
  text.length * LATIN + (text.match(/\p{Script=Han}/gu)?.length ?? 0) * (1 - LATIN);
