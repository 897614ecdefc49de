/** Programs that are not what they seem, and sounds to measure with. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { sampleRate, type Samples } from '../../../drivers/speaker/sound/pcm.ts';
import { tempDir } from '../../support/temp.ts';

/** A folder with this program in it and nothing else, as PATH. @param script for sh; null for none at all */
export function standIn(program: string, script: string | null): { PATH: string } {
  const dir = join(tempDir(), 'bin');
  mkdirSync(dir);
  if (script !== null) {
    const file = join(dir, program);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }
  return { PATH: dir };
}

/** A tone of half the loudness that there is. */
export const tone = (ms: number, loudness = 0.5, hertz = 440): Samples =>
  Int16Array.from({ length: Math.round((ms * sampleRate) / 1000) }, (_, at) =>
    Math.round(32_767 * loudness * Math.sin((2 * Math.PI * hertz * at) / sampleRate)),
  );

/** What sox says of a sound. */
export function soxStat(wav: Uint8Array): {
  readonly seconds: number;
  readonly loudest: number;
  readonly rms: number;
} {
  const { stderr, status } = spawnSync('sox', ['-t', 'wav', '-', '-n', 'stat'], {
    input: wav,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const value = (name: string) => Number(new RegExp(`^${name}:\\s+(-?[\\d.]+)`, 'm').exec(stderr)?.[1]);
  return {
    seconds: value('Length \\(seconds\\)'),
    loudest: Math.max(value('Maximum amplitude'), -value('Minimum amplitude')),
    rms: value('RMS     amplitude'),
  };
}

/** Whether there is such a process. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}
