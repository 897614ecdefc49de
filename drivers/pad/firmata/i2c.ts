/** The I2C bus of a board that has nothing on it, after i2c.md of github.com/firmata/protocol and StandardFirmata. */
import { say } from './protocol.ts';

/** Bits of a request's second byte. */
const action = { mask: 0x18, read: 0x08, readOn: 0x10, stop: 0x18 } as const;
const tenBits = 0x20;

/** Devices that are asked anew with every sample. */
const queriesMax = 8;

interface Query {
  readonly address: number;
  readonly register: number;
  readonly bytes: number;
}

/** Each request is answered as when no device has acknowledged it. */
export class EmptyI2cBus {
  readonly #send: (bytes: Uint8Array) => void;
  #queries: Query[] = [];
  isEnabled = false;

  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send;
  }

  /** Whether something is asked with every sample. */
  get isSampled(): boolean {
    return this.#queries.length > 0;
  }

  disable(): void {
    this.isEnabled = false;
    this.#queries = [];
  }

  /** @param data of a request, after its id */
  request(data: readonly number[]): void {
    const [address = 0, flags = 0, ...rest] = data;
    if ((flags & tenBits) !== 0) return this.#send(say.text('10-bit addressing not supported'));
    const value = (place: number) => (rest[place] ?? 0) | ((rest[place + 1] ?? 0) << 7);
    // Without a register there is only the number of bytes.
    const query =
      rest.length === 4
        ? { address, register: value(0) & 0xff, bytes: value(2) & 0xff }
        : { address, register: 0, bytes: value(0) & 0xff };
    switch (flags & action.mask) {
      case action.read:
        return this.#read(query);
      case action.readOn:
        if (this.#queries.length < queriesMax) this.#queries.push(query);
        else this.#send(say.text('too many queries'));
        return;
      case action.stop:
        this.#stop(address);
    }
  }

  sample(): void {
    for (const query of this.#queries) this.#read(query);
  }

  /** StandardFirmata takes the first one for a device that it does not ask. */
  #stop(address: number): void {
    const found = this.#queries.findIndex((query) => query.address === address);
    this.#queries.splice(Math.max(found, 0), 1);
  }

  #read({ address, register, bytes }: Query): void {
    if (bytes > 0) this.#send(say.text('I2C: Too few bytes received'));
    this.#send(say.i2cReply(address, register, []));
  }
}
