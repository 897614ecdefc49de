/** The chime of a television whose host has no sound for it: made here, so that no file has to be there. */

/** Two bells, the lower one last, as in a quiet house. */
const tones = [
  { hertz: 783.99, afterSeconds: 0 },
  { hertz: 659.26, afterSeconds: 0.45 },
] as const;
const loudest = 0.5;
const ringSeconds = 1.2;
/** A step from silence would click. */
const attackSeconds = 0.012;

/** @returns the tone that ends last */
export function chime(context: AudioContext, into: AudioNode): OscillatorNode {
  const rung = tones.map(({ hertz, afterSeconds }) => {
    const from = context.currentTime + afterSeconds;
    const loudness = new GainNode(context, { gain: 0 });
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(loudest, from + attackSeconds);
    loudness.gain.exponentialRampToValueAtTime(0.0001, from + ringSeconds);
    const tone = new OscillatorNode(context, { frequency: hertz });
    tone.connect(loudness).connect(into);
    tone.start(from);
    tone.stop(from + ringSeconds);
    return tone;
  });
  const last = rung.at(-1);
  if (last === undefined) throw new Error('A chime has tones.');
  return last;
}
