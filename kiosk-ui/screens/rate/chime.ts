/** The sound of a rating that was taken: two soft tones, made here, so that no file has to be loaded. */

/** A fifth, as a doorbell in a quiet house. */
const tones = [
  { hertz: 659.26, afterSeconds: 0 },
  { hertz: 987.77, afterSeconds: 0.14 },
] as const;
const loudest = 0.14;
const ringSeconds = 0.9;
/** A step from silence would click. */
const attackSeconds = 0.012;

/** A sound that could only begin so long after the press would be a riddle. */
const lateMs = 1000;

export class Chime {
  #context: AudioContext | null = null;
  readonly #onChange: () => void;
  /** True while the last sound could not be heard: the browser wants a touch first, or there is nothing to sound with. */
  isMute = false;

  /** @param onChange called when `isMute` may have changed */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** A browser may let a page sound only once it was touched; until then, this does not end. */
  readonly unlock = async (): Promise<void> => {
    try {
      this.#context ??= new AudioContext();
      if (this.#context.state !== 'running') await this.#context.resume();
      this.isMute = false;
    } catch {
      // A tablet without a sound card: the screen says all there is to say, and that it is mute.
      this.isMute = true;
    }
    this.#onChange();
  };

  /** The same for every score: who stands behind must not hear which it was. */
  async play(): Promise<void> {
    const askedMs = performance.now();
    this.isMute = this.#context?.state !== 'running';
    await this.unlock();
    if (this.#context === null || this.isMute || performance.now() - askedMs > lateMs) return;
    for (const tone of tones) ring(this.#context, tone);
  }
}

function ring(context: AudioContext, { hertz, afterSeconds }: (typeof tones)[number]): void {
  const from = context.currentTime + afterSeconds;
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.linearRampToValueAtTime(loudest, from + attackSeconds);
  loudness.gain.exponentialRampToValueAtTime(0.0001, from + ringSeconds);
  const tone = new OscillatorNode(context, { frequency: hertz });
  tone.connect(loudness).connect(context.destination);
  tone.start(from);
  tone.stop(from + ringSeconds);
}
