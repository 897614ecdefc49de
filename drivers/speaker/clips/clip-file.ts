/** One recording. */
import { readFile, stat } from 'node:fs/promises';
import { isClipped, lengthMs, normalise, resample, trim, type Samples } from '../sound/pcm.ts';
import { parseWav, WavFault } from '../sound/wav.ts';
import { ClipFault } from './manifest.ts';

/** A minute and a half of stereo at the highest rate: a piece of a call is seconds long. */
const bytesMax = 16 * 1024 * 1024;
const lengthMsMax = 60_000;

/**
 * A recording without silence around it, as loud as all others.
 * @param isStrict whether one that was recorded too loud is refused, too: it can be heard
 * @throws ClipFault with the file, the reason and the remedy
 */
export async function readClip(file: string, isStrict = false): Promise<Samples> {
  const found = await stat(file).catch(() => null);
  if (found?.isFile() !== true)
    throw new ClipFault(`${file} is missing: record it, or make it anew with npm run voices`);
  if (found.size > bytesMax)
    throw new ClipFault(`${file} is larger than 16 MiB: one piece of a call is a few seconds`);
  const { rate, samples } = parse(file, await readFile(file));
  const raw = resample(samples, rate);
  if (isStrict && isClipped(samples)) throw new ClipFault(`${file} is clipped: record it anew, softer`);
  if (lengthMs(raw) > lengthMsMax) throw new ClipFault(`${file} is longer than a minute: cut it`);
  const heard = trim(raw);
  if (heard.length === 0) throw new ClipFault(`${file} is silent: record it anew, louder`);
  return normalise(heard);
}

function parse(file: string, bytes: Uint8Array) {
  try {
    return parseWav(bytes);
  } catch (error) {
    if (!(error instanceof WavFault)) throw error;
    throw new ClipFault(`${file} ${error.message}`, { cause: error });
  }
}
