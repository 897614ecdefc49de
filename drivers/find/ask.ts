/** Asks what is behind a serial port whether it speaks Firmata, and what it runs. */
import type { SerialPort } from 'serialport';
import { plain } from './plain.ts';

/** What came of it. */
export type Answer =
  /** Such as StandardFirmata 2.5. */
  | { readonly kind: 'firmata'; readonly firmware: string }
  | { readonly kind: 'silent' }
  /** Bytes came that are no Firmata. */
  | { readonly kind: 'other'; readonly bytes: number }
  | { readonly kind: 'not-opened'; readonly why: string };

/** Report version, and firmware (github.com/firmata/protocol). */
const question = Uint8Array.of(0xf9, 0xf0, 0x79, 0xf7);

const baudRate = 57_600;

/**
 * An Arduino that is opened starts anew: up to 2 s in its bootloader, which loses what it hears, and 2 s of blinking in
 * StandardFirmata before it speaks.
 */
export const askMsMax = 6000;
const askAgainMs = 2500;

/**
 * Never rejects.
 * @param path of the port; it has to be one that nobody has open
 */
export async function askFirmware(path: string, waitMs: number = askMsMax): Promise<Answer> {
  const serialport = await import('serialport');
  const port = new serialport.SerialPort({ path, baudRate, autoOpen: false });
  // What it says comes with `close` too; without a listener it would end the process.
  port.on('error', () => undefined);
  try {
    await new Promise<void>((resolve, reject) => {
      port.open((error) => (error ? reject(error) : resolve()));
    });
  } catch (error) {
    return { kind: 'not-opened', why: plain(error instanceof Error ? error.message : String(error)) };
  }
  const answer = await listen(port, waitMs);
  await new Promise<void>((resolve) => port.flush(() => resolve()));
  await new Promise<void>((resolve) => port.close(() => resolve()));
  return answer;
}

function listen(port: SerialPort, waitMs: number): Promise<Answer> {
  const heard: number[] = [];
  return new Promise((resolve) => {
    const again = setTimeout(() => port.write(question), askAgainMs);
    const end = () => {
      clearTimeout(again);
      clearTimeout(late);
      port.off('data', hear).off('close', end);
      resolve(answerIn(heard));
    };
    const late = setTimeout(end, waitMs);
    const hear = (bytes: Buffer) => {
      heard.push(...bytes);
      if (firmwareIn(heard) !== null) end();
    };
    port.on('data', hear).on('close', end);
    port.write(question);
  });
}

function answerIn(heard: readonly number[]): Answer {
  const firmware = firmwareIn(heard) ?? versionIn(heard);
  if (firmware !== null) return { kind: 'firmata', firmware };
  return heard.length === 0 ? { kind: 'silent' } : { kind: 'other', bytes: heard.length };
}

/** The last message F0 79 major minor name F7, the name in two bytes of 7 bits a character. */
function firmwareIn(heard: readonly number[]): string | null {
  const end = heard.lastIndexOf(0xf7);
  const start = end < 0 ? -1 : heard.lastIndexOf(0xf0, end);
  const [, id, major, minor, ...name] = start < 0 ? [] : heard.slice(start, end);
  if (id !== 0x79 || major === undefined || minor === undefined || name.some((byte) => byte > 0x7f))
    return null;
  const text = name.flatMap((low, place) => (place % 2 === 0 ? [low | ((name[place + 1] ?? 0) << 7)] : []));
  const title = plain(Buffer.from(text).toString('latin1')).replace(/\.ino$/, '');
  return `${title === '' ? 'Firmata without a name' : title} ${major}.${minor}`;
}

/** F9 major minor, from firmware that does not say its name. */
function versionIn(heard: readonly number[]): string | null {
  const place = heard.findLastIndex(
    (byte, at) => byte === 0xf9 && (heard[at + 1] ?? 255) < 0x80 && (heard[at + 2] ?? 255) < 0x80,
  );
  return place < 0 ? null : `Firmata ${heard[place + 1]}.${heard[place + 2]}`;
}
