import { constants, open, type FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { UsbAddress } from './address.ts';
import { rememberNode } from './device-node.ts';
import type { Connection, ConnectionEvents, OpenOnce } from './transport.ts';

/** Between looks for an answer. A poll would be better, but Node has none for a plain file descriptor. */
const lookMs = 20;

/**
 * Opens a character device such as /dev/usb/lp0 for both directions. Non-blocking, because a read that waits for a printer
 * with nothing to say would hold a thread of the pool for ever, and closing the file would wait for it.
 */
export function usbFileOpener({ path }: UsbAddress): OpenOnce {
  return async (events, signal) => {
    const isStillThere = await rememberNode(path);
    const flags = constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY;
    const file = await open(path, flags);
    if (signal.aborted) {
      await file.close();
      throw new Error('closed while opening');
    }
    return new DeviceFile(file, isStillThere, events);
  };
}

class DeviceFile implements Connection {
  readonly #file: FileHandle;
  readonly #isStillThere: () => Promise<boolean>;
  readonly #events: ConnectionEvents;
  readonly #ended = new AbortController();
  readonly #reading: Promise<void>;

  constructor(file: FileHandle, isStillThere: () => Promise<boolean>, events: ConnectionEvents) {
    this.#file = file;
    this.#isStillThere = isStillThere;
    this.#events = events;
    this.#reading = this.#readOn();
  }

  async write(bytes: Uint8Array): Promise<void> {
    let sent = 0;
    while (sent < bytes.length) {
      if (this.#ended.signal.aborted) throw new Error('closed');
      const taken = await unlessBusy(this.#file.write(bytes, sent));
      sent += taken?.bytesWritten ?? 0;
      if (sent < bytes.length) await this.#pause();
    }
  }

  async close(): Promise<void> {
    this.#ended.abort();
    await this.#reading;
    try {
      await this.#file.close();
    } catch (error) {
      this.#events.closed(String(error));
    }
  }

  async #readOn(): Promise<void> {
    const buffer = Buffer.alloc(256);
    try {
      while (!this.#ended.signal.aborted) {
        const got = await unlessBusy(this.#file.read(buffer));
        if (got && got.bytesRead > 0) this.#events.data(Uint8Array.from(buffer.subarray(0, got.bytesRead)));
        // No bytes mean for usblp that there is nothing to read, for a terminal that its other side has gone.
        else if (got && !(await this.#isStillThere())) throw new Error('unplugged');
        else await this.#pause();
      }
    } catch (error) {
      if (!this.#ended.signal.aborted)
        this.#events.closed(error instanceof Error ? error.message : String(error));
    }
  }

  /** Ends early, without an error, when the file is closed. */
  async #pause(): Promise<void> {
    try {
      await pause(lookMs, undefined, { signal: this.#ended.signal });
    } catch (error) {
      if (!this.#ended.signal.aborted) throw error;
    }
  }
}

/** Null when a non-blocking device has nothing to give or no room to take. */
async function unlessBusy<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return null;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
