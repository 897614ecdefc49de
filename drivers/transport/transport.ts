/** A byte pipe to a device that opens by itself, and opens again after every cut, for as long as it is not closed. */
import type { Closable, Unsubscribe } from '../driver.ts';

export type TransportState = 'open' | 'closed';

export interface Transport extends Closable {
  /** The port in short, for messages. */
  readonly name: string;
  readonly state: TransportState;
  /** Bytes as they arrive, cut anywhere; the array belongs to the listener. */
  onData(listener: (bytes: Uint8Array) => void): Unsubscribe;
  /**
   * Called at every change, and when opening fails for another reason than before; `reason` says for people why it is closed,
   * and is empty when it opened.
   */
  onState(listener: (state: TransportState, reason: string) => void): Unsubscribe;
  /**
   * Resolves when the operating system has taken all bytes, which is before the device has them.
   * @throws DeviceFault `disconnected` when not open (nothing was sent) or cut meanwhile (some may have been), and
   * `not-answering` when the device takes no more bytes for the write timeout; the pipe is then reopened, because half a
   * job must not follow later.
   */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Closes the port and opens it anew, or opens it now if it is closed. What the operating system holds is thrown away, so
   * that it does not come out when the device takes bytes again. @param reason for people, as in `onState`
   */
  reopen(reason: string): void;
}

/** One opening of a port, until it closes for whatever reason. What a kind of port has to provide. */
export interface Connection {
  /** Resolves when the operating system has the bytes; rejects with any error, also when closed meanwhile. */
  write(bytes: Uint8Array): Promise<void>;
  /** Discards what is unsent and frees the port; `closed` need not be called for it. Never rejects. */
  close(): Promise<void>;
}

/** What a connection reports, from the moment its opening resolves. */
export interface ConnectionEvents {
  readonly data: (bytes: Uint8Array) => void;
  /** Once at most: the port is gone. */
  readonly closed: (reason: string) => void;
}

/**
 * Opens a port once. Rejects with any error; gives up soon after `signal` aborts, and leaves nothing open then.
 */
export type OpenOnce = (events: ConnectionEvents, signal: AbortSignal) => Promise<Connection>;
