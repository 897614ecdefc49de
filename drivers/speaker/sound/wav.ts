/** RIFF WAVE files, as far as the house has to do with them. */
import type { Wav } from '../speaker.ts';
import { sampleRate, type Samples } from './pcm.ts';

/** What is in a file, at its own rate. */
export interface Recording {
  readonly rate: number;
  readonly samples: Samples;
}

/** Why a file cannot be used, as the rest of a sentence that begins with its name. */
export class WavFault extends Error {}

const headerBytes = 44;
const bytesPerSample = 2;
const pcm = 1;
/** Says in its own words what a plain format says in one; most recording programs write it for 16 bit, too. */
const extensible = 0xfffe;
const rates = { from: 8000, to: 192_000 };

/** @throws RangeError where it is longer than a file can be */
export const encodeWav = (samples: Samples): Wav => encodeParts([samples]);

/**
 * One file of several sounds, one after the other. Written where it stays: a minute of sound that is copied twice leaves its
 * memory with the process.
 * @throws RangeError where it is longer than a file can be
 */
export function encodeParts(parts: readonly Samples[]): Wav {
  const dataBytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (dataBytes > 0xffff_ffff - headerBytes) throw new RangeError('no WAV file is so long');
  const file = new Uint8Array(headerBytes + dataBytes);
  writeHeader(file, dataBytes);
  let at = headerBytes;
  for (const part of parts) {
    // Every machine that Foyer runs on has the low byte first, as the file has it.
    file.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return file;
}

function writeHeader(file: Wav, dataBytes: number): void {
  const view = new DataView(file.buffer);
  const text = (at: number, tag: string) => file.set(Buffer.from(tag, 'latin1'), at);
  text(0, 'RIFF');
  view.setUint32(4, file.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, pcm, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * bytesPerSample, true);
  view.setUint16(32, bytesPerSample, true);
  view.setUint16(34, 8 * bytesPerSample, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
}

/**
 * Reads a file of one channel with 16 bit samples.
 * @throws WavFault for every other one
 */
export function parseWav(bytes: Uint8Array): Recording {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (tagAt(bytes, 0) !== 'RIFF' || tagAt(bytes, 8) !== 'WAVE') throw new WavFault('is no WAV file');
  let rate: number | null = null;
  for (let at = 12; at + 8 <= bytes.length;) {
    const tag = tagAt(bytes, at);
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (tag === 'fmt ') rate = readFormat(view, body, size);
    if (tag === 'data') {
      if (rate === null) throw new WavFault('has sound before it says what sort of sound that is');
      return { rate, samples: readSamples(view, body, size) };
    }
    // Each part begins at an even place.
    at = body + size + (size % 2);
  }
  throw new WavFault('has no sound in it');
}

/** Whether it is a whole file as `encodeWav` makes them: half of one is what a power cut leaves. */
export function isOwnWav(bytes: Uint8Array): boolean {
  if (bytes.length <= headerBytes || tagAt(bytes, 0) !== 'RIFF' || tagAt(bytes, 36) !== 'data') return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(24, true) === sampleRate && view.getUint32(40, true) === bytes.length - headerBytes;
}

const tagAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

function readFormat(view: DataView, at: number, size: number): number {
  if (size < 16 || at + 16 > view.byteLength) throw new WavFault('does not say what sort of sound it has');
  const format = view.getUint16(at, true);
  const channels = view.getUint16(at + 2, true);
  const rate = view.getUint32(at + 4, true);
  const bits = view.getUint16(at + 14, true);
  if (format !== pcm && format !== extensible)
    throw new WavFault(
      `is compressed or has other samples than whole numbers (format ${format}); save it as 16 bit PCM`,
    );
  if (bits !== 16) throw new WavFault(`has ${bits} bit samples; save it with 16 bit`);
  if (channels !== 1) throw new WavFault(`has ${channels} channels; save it as mono`);
  if (rate < rates.from || rate > rates.to)
    throw new WavFault(`has ${rate} samples a second; save it with 22050, 44100 or 48000`);
  return rate;
}

/** The length that a program writes before it knows it is wrong: then it is all that is there. */
function readSamples(view: DataView, at: number, size: number): Samples {
  const count = Math.min(size, view.byteLength - at) >> 1;
  const samples = new Int16Array(count);
  new Uint8Array(samples.buffer).set(
    new Uint8Array(view.buffer, view.byteOffset + at, count * bytesPerSample),
  );
  return samples;
}
