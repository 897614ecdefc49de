/** The only source of chance in the house. */
import { randomBytes } from 'node:crypto';
import { monotonicFactory } from 'ulid';

export interface Ids {
  /** An id that sorts by its making (ULID, 26 characters). */
  ulid(at: number): string;
  /** A secret of 128 bits, fit for an address (22 characters). */
  token(): string;
  /** A key of 256 bits for signatures. */
  signingKey(): Buffer;
  /** A number in [0, 1), for pauses that should differ. */
  readonly fraction: () => number;
}

const TOKEN_BYTES = 16;
const KEY_BYTES = 32;
const POOL_BYTES = 4096;

/** Ids from the system's randomness, drawn in pools: a system call per id would be felt at a peak. */
export function randomIds(): Ids {
  let pool = randomBytes(POOL_BYTES);
  let used = 0;
  const draw = (bytes: number): Buffer => {
    if (used + bytes > pool.length) {
      pool = randomBytes(POOL_BYTES);
      used = 0;
    }
    used += bytes;
    return pool.subarray(used - bytes, used);
  };
  const nextUlid = monotonicFactory(() => draw(1).readUInt8() / 256);
  return {
    ulid: (at) => nextUlid(at),
    token: () => draw(TOKEN_BYTES).toString('base64url'),
    // Not from the pool: a key is kept for long, and should not keep the pool with it.
    signingKey: () => randomBytes(KEY_BYTES),
    fraction: () => draw(4).readUInt32LE() / 2 ** 32,
  };
}
