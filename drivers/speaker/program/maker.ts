/** Makes sound of words that were never said before. */
import type { Closable } from '../../driver.ts';
import { VoiceFault, type VoiceName } from '../speaker.ts';
import { join, silence, type Samples } from '../sound/pcm.ts';
import { PinyinReader, type PinyinOptions } from '../words/pinyin.ts';
import { scriptOf } from '../words/script.ts';
import type { Unit } from '../words/spell.ts';
import { speakBreath, type EspeakOptions } from './espeak.ts';
import { Turns, type Ear } from './turns.ts';

export interface MakerOptions {
  readonly espeak?: EspeakOptions;
  readonly pinyin?: PinyinOptions;
}

const atOnce = 2;
const waitingMax = 24;
/** What one visitor listens to takes the processor last, by the system's counting from 0 to 19. */
const privateNiceness = 10;
/** Each is a process of its own: words that change the language one by one would keep a core busy for minutes. More is not said. */
const breathsMax = 20;
/** Where one voice hands over to the other. */
const handOverMs = 60;

export class SpeechMaker implements Closable {
  readonly #espeak: EspeakOptions;
  readonly #pinyin: PinyinReader;
  readonly #turns = new Turns(atOnce, waitingMax);

  constructor({ espeak = {}, pinyin = {} }: MakerOptions = {}) {
    this.#espeak = espeak;
    this.#pinyin = new PinyinReader(pinyin);
  }

  /** Private phrases wait for those of the hall. @throws VoiceFault */
  make(units: readonly Unit[], voice: VoiceName, ear: Ear = 'hall'): Promise<Samples> {
    const espeak = ear === 'hall' ? this.#espeak : { ...this.#espeak, niceness: privateNiceness };
    return this.#turns.take(async () => {
      const breaths = await scriptOf(units, voice, (runs) => this.#pinyin.read(runs));
      if (breaths.length === 0) throw new VoiceFault('unspeakable', 'nothing in the phrase can be said');
      const parts: Samples[] = [];
      for (const breath of breaths.slice(0, breathsMax))
        parts.push(await speakBreath(breath, espeak), silence(handOverMs));
      return join(parts.slice(0, -1));
    }, ear);
  }

  async close(): Promise<void> {
    await this.#pinyin.close();
  }
}
