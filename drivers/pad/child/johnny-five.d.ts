/** The part of both packages that is used here; neither brings types. As in firmata-io 2.3.0 and johnny-five 2.1.0. */

declare module 'firmata-io' {
  import type { EventEmitter } from 'node:events';

  interface Pin {
    readonly supportedModes: readonly number[];
    /** Undefined until it is set; also set by whatever the board says of itself. */
    readonly mode: number | undefined;
  }

  /** Emits `reportversion`, `queryfirmware`, `ready`, `error`, and `pin-state-N`, each without anything. */
  export class Firmata extends EventEmitter {
    /** @param transport emits `data`; its `write` must call back. */
    constructor(transport: EventEmitter, options: { reportVersionTimeout: number });
    readonly isReady: boolean;
    readonly MODES: { readonly INPUT: number; readonly OUTPUT: number; readonly PULLUP: number };
    readonly pins: readonly Pin[];
    /** Bytes of a message that has not ended. */
    readonly buffer: readonly number[];
    readonly reportVersionTimeoutId: NodeJS.Timeout;
    reportVersion(answered: () => void): void;
    queryFirmware(answered: () => void): void;
    /** Switches reports of the pin's port on, of which a board makes the first at once. */
    reportDigitalPin(pin: number, on: 0 | 1): void;
    /** Says the outputs of 8 pins anew, as they were written. */
    writeDigitalPort(port: number): void;
    queryPinState(pin: number, answered: () => void): void;
  }

  const bindTransport: { readonly Firmata: typeof Firmata };
  export default bindTransport;
}

declare module 'johnny-five' {
  import type { EventEmitter } from 'node:events';
  import type { IoPlugin } from './pad-io.ts';

  /** Emits `ready` and `error`. */
  class Board extends EventEmitter {
    constructor(options: { io: IoPlugin; repl: false; sigint: false; debug: false });
    pinMode(pin: number, mode: number): void;
    digitalWrite(pin: number, level: 0 | 1): void;
    /** Calls at every report of the pin's port, changed or not. */
    digitalRead(pin: number, read: (level: number) => void): void;
  }

  const five: { readonly Board: typeof Board };
  export default five;
}
