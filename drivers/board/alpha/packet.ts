/**
 * The envelope of Alpha Sign Communications (form 9708-8061): five 00 to wake a sign up, 01 type address, 02 data, 03 sum, 04. All of
 * it is seven bits wide. One command to a packet: those with several want pauses within.
 */

/** What a packet asks of whom; of a damaged one the addressee may be wrong too. */
export type Parsed =
  | { readonly kind: 'packet'; readonly to: string; readonly data: Buffer }
  | { readonly kind: 'damaged'; readonly to: string; readonly status: number };

/** Bits of a sign's register of serial errors: what it found wrong with a packet. */
export const serialErrors = {
  /** Always set, which makes a printing character of the register. */
  always: 0x40,
  /** Neither command nor file that the sign knows. */
  illegal: 0x20,
  checksum: 0x10,
  overflow: 0x08,
  timeout: 0x04,
  framing: 0x02,
  parity: 0x01,
} as const;

/** Type of sign: any. */
const anyType = 'Z';
const [soh, stx, etx, eot] = [0x01, 0x02, 0x03, 0x04];
const wakeUp = Buffer.alloc(5);
/** Type and address. */
const toLength = 3;
/** Far more than one message; whoever sends more is no host. */
const packetBytesMax = 8192;

/** The bytes for the wire. @param address from 0, which is every sign, to 255 @param data of seven bits, without controls 00 to 04 */
export function encodePacket(address: number, data: Uint8Array): Buffer {
  const summed = Buffer.concat([Buffer.of(stx), data, Buffer.of(etx)]);
  const to = `${anyType}${hexDigits(address, 2)}`;
  const sum = hexDigits(sumOf(summed), 4);
  return Buffer.concat([wakeUp, Buffer.of(soh), Buffer.from(to), summed, Buffer.from(sum), Buffer.of(eot)]);
}

/** Whether a packet is for a sign. @param to type and address of the packet, where `?` stands for any digit */
export function isFor(to: string, address: number): boolean {
  const [type = '', ...digits] = to;
  // 3F means almost the same as Z in older signs.
  if (type !== anyType && type !== '?') return false;
  if (digits.join('') === '00') return true;
  const own = hexDigits(address, 2);
  return (
    digits.length === own.length && digits.every((digit, place) => digit === '?' || digit === own[place])
  );
}

/**
 * The sign's side: takes bytes cut anywhere and finds the packets in them. Never throws, keeps 8 KB at most, and begins anew at every
 * 01, which stands nowhere inside a packet.
 */
export class PacketParser {
  /** What has come since 01; null between packets. */
  #bytes: number[] | null = null;
  #errors = 0;

  /** What became complete with these bytes, in order. */
  push(bytes: Uint8Array): Parsed[] {
    const all: Parsed[] = [];
    for (const byte of bytes) {
      if (byte === soh) [this.#bytes, this.#errors] = [[], 0];
      else if (this.#bytes && byte === eot) all.push(this.#finish(this.#bytes));
      else if (this.#bytes) this.#take(this.#bytes, byte);
    }
    return all;
  }

  #take(taken: number[], byte: number): void {
    // With seven bits and their parity on the wire there is no other way for the eighth to be set.
    if (byte > 0x7f) this.#errors |= serialErrors.parity;
    if (taken.length < packetBytesMax) taken.push(byte);
    else this.#errors |= serialErrors.overflow;
  }

  #finish(taken: number[]): Parsed {
    this.#bytes = null;
    const packet = Buffer.from(taken);
    const to = packet.toString('latin1', 0, toLength);
    const { data, error } = openEnvelope(packet.subarray(toLength));
    const errors = this.#errors | error;
    if (errors === 0) return { kind: 'packet', to, data };
    return { kind: 'damaged', to, status: serialErrors.always | errors };
  }
}

/** A packet without its sum is as good as any: the sender has left out 03 as well then. */
function openEnvelope(body: Buffer): { data: Buffer; error: number } {
  const end = body.indexOf(etx);
  const data = body.subarray(1, end === -1 ? undefined : end);
  if (body[0] !== stx) return { data, error: serialErrors.framing };
  const adds =
    end === -1 || body.toString('latin1', end + 1) === hexDigits(sumOf(body.subarray(0, end + 1)), 4);
  return { data, error: adds ? 0 : serialErrors.checksum };
}

/** Of 02 and 03 and all between them. */
function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return sum & 0xffff;
}

const hexDigits = (value: number, digits: number): string =>
  value.toString(16).toUpperCase().padStart(digits, '0');
