import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { constants, open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { InputAddress } from './address.ts';
import type { OpenOnce } from './transport.ts';

type Reader = ChildProcessByStdio<null, Readable, Readable>;

/** Of what `cat` says when it ends, more is of no use. */
const lastWordsMax = 200;

/**
 * Opens an input device of the kernel, such as /dev/input/by-id/usb-…-event-kbd, for reading. A link there may lead to another
 * node after each plug; every opening follows it anew.
 *
 * A `cat` reads, whose output is a pipe, which Node can poll; it has no poll for the device itself. Looking every 10 ms
 * instead, as `usbFileOpener` does every 20, took 4.6 % of a processor for each idle pad where this takes 0.1 %, and heard a
 * key some 7 ms later; a read that blocks would hold a thread of the pool for ever. `cat` ends when the device is unplugged.
 *
 * It does not keep the keys from others (EVIOCGRAB needs an ioctl, and `evtest --grab` would do so only while we run): that
 * is the matter of config/system/udev/70-foyer-pads.rules.
 */
export function inputOpener({ path }: InputAddress): OpenOnce {
  return async (events, signal) => {
    await mustBeReadable(path);
    const reader = spawn('cat', ['--', path], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    const lastWords = collect(reader);
    await once(reader, 'spawn');
    reader.on('error', (error) => events.closed(error.message));
    const gone = new Promise<void>((resolve) => reader.once('close', () => resolve()));
    if (signal.aborted) {
      await end(reader, gone);
      throw new Error('closed while opening');
    }
    let isClosing = false;
    reader.stdout.on('data', (bytes: Buffer) => events.data(Uint8Array.from(bytes)));
    void gone.then(() => void (isClosing || events.closed(reasonOf(lastWords()))));
    return {
      write: () => Promise.reject(new Error('an input device takes no bytes')),
      close: async () => {
        isClosing = true;
        await end(reader, gone);
      },
    };
  };
}

/** @throws Error that says what to do. `cat` alone would end at once, be started again and again, and say less. */
async function mustBeReadable(path: string): Promise<void> {
  if (!(await stat(path)).isCharacterDevice()) throw new Error(`${path} is no input device`);
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    await file.close();
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EACCES')) throw cause;
    const text = `no permission to read ${path}: put the host's user into the group "input", and start the host anew`;
    throw new Error(text, { cause });
  }
}

function collect({ stderr }: Reader): () => string {
  let text = '';
  stderr.on('data', (bytes: Buffer) => void (text = (text + bytes.toString()).slice(-lastWordsMax)));
  return () => text.trim();
}

/** ENODEV of the kernel is the only end of a device that was there. */
function reasonOf(lastWords: string): string {
  if (lastWords.endsWith('No such device')) return 'unplugged';
  return lastWords === '' ? 'the device has ended' : lastWords;
}

async function end(reader: Reader, gone: Promise<unknown>): Promise<void> {
  reader.kill();
  await gone;
}
