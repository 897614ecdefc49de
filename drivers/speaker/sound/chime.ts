/** The chime before a call: two soft tones, made here, so that nobody has to be asked for them. */
import { join, sampleRate, samplesIn, silence, type Samples } from './pcm.ts';

/** A third downwards, as doorbells have it: heard as friendly, and told from an alarm. */
const tonesHz = [659.26, 523.25] as const;
const secondAfterMs = 420;
const ringsMs = 1100;
/** How fast each overtone dies away, and how strong it begins. */
const overtones = [
  { times: 1, share: 1, decayMs: 320 },
  { times: 2, share: 0.28, decayMs: 180 },
  { times: 3.01, share: 0.09, decayMs: 90 },
] as const;
const attackMs = 6;
const fadeMs = 60;
/** Softer than speech, which is at 0.7: it asks for an ear, and does not startle. */
const loudness = 0.34;

/** Always the same samples. */
export function chime(): Samples {
  const later = silence(secondAfterMs).length;
  const sound = join([silence(secondAfterMs + ringsMs)]);
  for (const [index, hertz] of tonesHz.entries()) ring(sound, index * later, hertz);
  const fade = samplesIn(fadeMs);
  for (let at = 0; at < fade; at++) {
    const place = sound.length - 1 - at;
    sound[place] = Math.round(((sound[place] ?? 0) * at) / fade);
  }
  return sound;
}

function ring(sound: Samples, from: number, hertz: number): void {
  const attack = samplesIn(attackMs);
  for (let place = from; place < sound.length; place++) {
    const at = place - from;
    const wave = overtones.reduce((sum, { times, share, decayMs }) => {
      const fading = Math.exp(-at / samplesIn(decayMs));
      return sum + share * fading * Math.sin((2 * Math.PI * hertz * times * at) / sampleRate);
    }, 0);
    sound[place] = Math.round((sound[place] ?? 0) + 32_767 * loudness * Math.min(1, at / attack) * wave);
  }
}
