/** A sound card of this machine, through aplay. */
import type { AlsaAddress } from '../../transport/sound-address.ts';
import { ProgramFault, runProgram, type Environment } from '../program/run-program.ts';
import { sampleRate } from '../sound/pcm.ts';
import type { Wav } from '../speaker.ts';
import { OutputFault, type SoundOutput } from './output.ts';

export interface AlsaOptions {
  readonly env?: Environment | undefined;
  /** Longer than the sound itself is, it is not waited for. */
  readonly graceMs?: number | undefined;
}

const usualGraceMs = 5000;
const bytesPerMs = (2 * sampleRate) / 1000;

export function alsaOutput(
  { device }: AlsaAddress,
  { env, graceMs = usualGraceMs }: AlsaOptions = {},
): SoundOutput {
  return {
    async play(sound: Wav, signal: AbortSignal) {
      try {
        await runProgram({
          program: 'aplay',
          args: ['-q', '-D', device],
          input: sound,
          limitMs: sound.length / bytesPerMs + graceMs,
          env,
          signal,
        });
      } catch (error) {
        if (!(error instanceof ProgramFault)) throw error;
        const code = error.code === 'late' ? 'not-answering' : 'disconnected';
        throw new OutputFault(code, whyNot(error, device), { cause: error });
      }
    },
  };
}

function whyNot({ code, message }: ProgramFault, device: string): string {
  if (code === 'missing') return `${message}: install it (sudo apt install alsa-utils)`;
  if (code === 'late') return `the sound card ${device} takes no sound: ${message}`;
  // aplay names a line of its own source in front.
  const said = message.replaceAll(/(?:ALSA lib )?\S+\.c:\d+:\(\S+\) |\S+:\d+: /g, '');
  const isUnknown = /no such|unknown pcm|cannot get card/i.test(message);
  const isDenied = /permission denied/i.test(message);
  const isBusy = /busy/i.test(message);
  if (isUnknown) return `there is no sound card ${device} (aplay -L shows those that are there): ${said}`;
  if (isDenied) return `the sound card ${device} may not be used: put the user into the group audio: ${said}`;
  if (isBusy) return `the sound card ${device} is used by another program: ${said}`;
  return `the sound card ${device} does not play: ${said}`;
}
