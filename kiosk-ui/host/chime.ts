/** Short sounds of a page, made of tones, so that no file has to be loaded. */

interface Tone {
  readonly hertz: number;
  readonly afterSeconds: number;
}

/** `loudest`: the gain of a tone at its loudest, up to 1. */
export interface Tune {
  readonly tones: readonly Tone[];
  readonly loudest: number;
}

/** A fifth, as a doorbell in a quiet house. */
const doorbell: readonly Tone[] = [
  { hertz: 659.26, afterSeconds: 0 },
  { hertz: 987.77, afterSeconds: 0.14 },
];

/** A rating was taken: soft, as the visitor is there. */
export const thanks: Tune = { tones: doorbell, loudest: 0.14 };

/** A telephone somewhere in a lobby: three times, and as loud as it is set. */
export const summons: Tune = {
  tones: [0, 0.9, 1.8].flatMap((at) =>
    doorbell.map(({ hertz, afterSeconds }) => ({ hertz, afterSeconds: at + afterSeconds })),
  ),
  loudest: 0.8,
};

const ringSeconds = 0.9;
/** A step from silence would click. */
const attackSeconds = 0.012;

/** A sound that could only begin so long after the press would be a riddle. */
const lateMs = 1000;

export class Chime {
  #context: AudioContext | null = null;
  readonly #tune: Tune;
  readonly #onChange: () => void;
  /** True while the last sound could not be heard: the browser wants a touch first, or there is nothing to sound with. */
  isMute = false;

  /** @param onChange called when `isMute` may have changed */
  constructor(tune: Tune, onChange: () => void) {
    this.#tune = tune;
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

  /** One tune for whatever is meant: who stands behind must not hear which score it was. */
  async play(): Promise<void> {
    const askedMs = performance.now();
    this.isMute = this.#context?.state !== 'running';
    await this.unlock();
    if (this.#context === null || this.isMute || performance.now() - askedMs > lateMs) return;
    for (const tone of this.#tune.tones) ring(this.#context, tone, this.#tune.loudest);
  }
}

function ring(context: AudioContext, { hertz, afterSeconds }: Tone, loudest: number): void {
  const from = context.currentTime + afterSeconds;
  const loudness = new GainNode(context, { gain: 0 });
  // Without this the ramp would begin when it is made, not when its tone does.
  loudness.gain.setValueAtTime(0, from);
  loudness.gain.linearRampToValueAtTime(loudest, from + attackSeconds);
  loudness.gain.exponentialRampToValueAtTime(0.0001, from + ringSeconds);
  const tone = new OscillatorNode(context, { frequency: hertz });
  tone.connect(loudness).connect(context.destination);
  tone.start(from);
  tone.stop(from + ringSeconds);
}
