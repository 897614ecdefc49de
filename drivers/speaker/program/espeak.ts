/** espeak-ng: text in, sound out. */
import type { VoiceName } from '../speaker.ts';
import { VoiceFault } from '../speaker.ts';
import { normalise, resample, trim, type Samples } from '../sound/pcm.ts';
import { parseWav, WavFault } from '../sound/wav.ts';
import type { Breath } from '../words/script.ts';
import { ProgramFault, runProgram, type Environment } from './run-program.ts';

export interface EspeakOptions {
  /** A phrase takes some 20 ms; a process that hangs is killed after this. */
  readonly limitMs?: number;
  /** See `Run`. */
  readonly niceness?: number;
  readonly env?: Environment;
}

const limitMs = 8000;

/** For a hall with an echo: calm. In words a minute, as espeak-ng counts them; in Chinese these are some 3.7 syllables a second. */
const voices: Readonly<Record<VoiceName, readonly string[]>> = {
  // Only with numbered pinyin: of the characters themselves it reads some as the names of English letters.
  zh: ['-v', 'cmn-latn-pinyin', '-s', '170'],
  en: ['-v', 'en', '-s', '150'],
};

/**
 * What is said in one breath, without silence around it, as loud as all others.
 * @throws VoiceFault `no-voice`
 */
export async function speakBreath({ voice, text }: Breath, options: EspeakOptions = {}): Promise<Samples> {
  const { rate, samples } = await ask(voice, text, options);
  const heard = trim(resample(samples, rate));
  if (heard.length === 0) throw new VoiceFault('no-voice', `espeak-ng said nothing to: ${text}`);
  return normalise(heard);
}

async function ask(voice: VoiceName, text: string, options: EspeakOptions) {
  try {
    const printed = await runProgram({
      program: 'espeak-ng',
      args: [...voices[voice], '--stdin', '--stdout'],
      input: `${text}\n`,
      limitMs: options.limitMs ?? limitMs,
      niceness: options.niceness,
      env: options.env,
    });
    return parseWav(printed);
  } catch (error) {
    if (error instanceof WavFault)
      throw new VoiceFault('no-voice', `what espeak-ng has made ${error.message}`, { cause: error });
    if (!(error instanceof ProgramFault)) throw error;
    const remedy = error.code === 'missing' ? ': install it (sudo apt install espeak-ng)' : '';
    throw new VoiceFault('no-voice', `${error.message}${remedy}`, { cause: error });
  }
}
