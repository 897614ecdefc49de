/** What every driver shares: its faults, and the way it ends. */

/**
 * The closed set of what can go wrong with a device's wire.
 * `bad-address`: a port in the configuration that cannot be understood. `disconnected`: the port is not open, or was cut
 * meanwhile, or closed by us. `not-answering`: the port is open, but takes no bytes. `unprintable`: the caller's document is
 * one that no printer could print.
 */
export type FaultCode = 'bad-address' | 'disconnected' | 'not-answering' | 'unprintable';

/** An error of a device, never of a visitor: who catches it decides by `code`; `message` is for the log. */
export class DeviceFault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DeviceFault';
    this.code = code;
  }
}

/** Ends a listener's subscription. Calling it twice is harmless. */
export type Unsubscribe = () => void;

/** Everything that holds a port, a timer or a socket. */
export interface Closable {
  /** Frees everything within 1 s and leaves nothing that keeps the process alive. Never rejects; may be called again. */
  close(): Promise<void>;
}

/** A number in [0, 1), as `Math.random` gives it; injected so that a test can repeat what it saw. */
export type RandomSource = () => number;
