/** Sound as numbers: one channel of 16 bit samples, and what is done with it. Pure. */

/** Of all sounds in the house, in samples a second: espeak-ng speaks at it. */
export const sampleRate = 22_050;

export type Samples = Int16Array<ArrayBuffer>;

const fullScale = 32_767;

export const samplesIn = (ms: number): number => Math.round((ms * sampleRate) / 1000);

export const silence = (ms: number): Samples => new Int16Array(samplesIn(ms));

/** How long it is heard, in ms. */
export const lengthMs = (samples: Samples): number => (samples.length * 1000) / sampleRate;

/** One after the other, as they are. */
export function join(parts: readonly Samples[]): Samples {
  const whole = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The loudest sample, from 0 to 1. */
export function peak(samples: Samples): number {
  let loudest = 0;
  for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
  return loudest / (fullScale + 1);
}

/** Each sample times `factor`; what would be too loud for 16 bit is as loud as they can be. */
export function amplify(samples: Samples, factor: number): Samples {
  return samples.map((sample) => Math.max(-fullScale - 1, Math.min(fullScale, Math.round(sample * factor))));
}

/** 3 dB below the loudest that there is: a sound card's own filter may go a little above the samples. */
const usualPeak = 10 ** (-3 / 20);

/** As loud as all others, without clipping. Silence stays silence. */
export function normalise(samples: Samples): Samples {
  const loudest = peak(samples);
  return loudest === 0 ? samples : amplify(samples, usualPeak / loudest);
}

/** −50 dB: softer than the breath of a speech program, louder than the noise of a cheap microphone. */
const audible = 10 ** (-50 / 20) * fullScale;
/** Left at both ends, so that no consonant is cut. */
const edgeMs = 15;
const fadeMs = 5;

/** Without the silence at its ends, and faded there so that nothing clicks. */
export function trim(samples: Samples): Samples {
  const first = samples.findIndex((sample) => Math.abs(sample) > audible);
  if (first < 0) return new Int16Array(0);
  const last = samples.findLastIndex((sample) => Math.abs(sample) > audible);
  const edge = samplesIn(edgeMs);
  const kept = samples.slice(Math.max(0, first - edge), last + 1 + edge);
  const fade = Math.min(samplesIn(fadeMs), kept.length >> 1);
  for (let at = 0; at < fade; at++) {
    const share = at / fade;
    const end = kept.length - 1 - at;
    kept[at] = Math.round((kept[at] ?? 0) * share);
    kept[end] = Math.round((kept[end] ?? 0) * share);
  }
  return kept;
}

/** Nothing in it that anybody hears. */
export const isSilent = (samples: Samples): boolean => !samples.some((sample) => Math.abs(sample) > audible);

/** More samples in a row at the very end of the scale than a peak has. */
const clippedInRow = 4;

/** Whether it was recorded, or made, too loud. */
export function isClipped(samples: Samples): boolean {
  let inRow = 0;
  for (const sample of samples) {
    inRow = Math.abs(sample) >= fullScale ? inRow + 1 : 0;
    if (inRow >= clippedInRow) return true;
  }
  return false;
}

/** From another rate: each new sample is the mean of the old ones in its time, or lies on the line between two. */
export function resample(samples: Samples, fromRate: number): Samples {
  if (fromRate === sampleRate) return samples;
  const step = fromRate / sampleRate;
  const made = new Int16Array(Math.floor(samples.length / step));
  for (let at = 0; at < made.length; at++) made[at] = Math.round(meanAt(samples, at * step, step));
  return made;
}

function meanAt(samples: Samples, from: number, step: number): number {
  const first = Math.floor(from);
  const here = samples[first] ?? 0;
  if (step <= 1) return here + ((samples[first + 1] ?? here) - here) * (from - first);
  const end = Math.max(first + 1, Math.floor(from + step));
  let sum = 0;
  for (let at = first; at < end; at++) sum += samples[at] ?? here;
  return sum / (end - first);
}
