/** What signs of protocol 2.0 and later say to a packet, once they were told to say anything. */
import type { AnswerReader, BoardAnswer } from '../codec.ts';
import { serialErrors } from './packet.ts';

const [ack, nak] = [0x06, 0x15];

/** What went wrong on the wire; the same packet may well come through the next time. */
const damage =
  serialErrors.checksum |
  serialErrors.overflow |
  serialErrors.timeout |
  serialErrors.framing |
  serialErrors.parity;

/** As a sign says it. @param status its register of serial errors; without errors it has acknowledged */
export function encodeAnswer(status: number): Buffer {
  return Buffer.of(status === serialErrors.always ? ack : nak, status);
}

/**
 * The host's side. ACK or NAK is followed by the register of serial errors; whether a packet of the usual kind stands around the two
 * could not be learned, so both are taken: no other byte of an answer looks like them. A register that never comes is not waited for.
 */
export class AlphaReader implements AnswerReader {
  #isRefused = false;

  push(bytes: Uint8Array): BoardAnswer[] {
    const answers: BoardAnswer[] = [];
    for (const byte of bytes) {
      if (this.#isRefused) answers.push({ kind: 'refused', isDamaged: isDamage(byte) });
      this.#isRefused = byte === nak;
      if (byte === ack) answers.push({ kind: 'acknowledged' });
    }
    return answers;
  }

  reset(): void {
    this.#isRefused = false;
  }
}

/** Of signs that never answer. */
export const deafReader: AnswerReader = { push: () => [], reset: () => undefined };

/** The register also keeps what was wrong before, so one that names damage is believed first. Anything else says nothing: try again. */
function isDamage(byte: number): boolean {
  const isRegister = byte <= 0x7f && (byte & serialErrors.always) !== 0;
  return !isRegister || (byte & damage) !== 0 || (byte & serialErrors.illegal) === 0;
}
