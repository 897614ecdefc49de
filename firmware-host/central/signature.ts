/**
 * Standard Webhooks 1.0 (github.com/standard-webhooks/standard-webhooks), symmetric: the receiver knows who sent an event, that
 * nobody changed it, and that it is not an old one played again.
 */
import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';

/** How far apart the two clocks may be, in seconds; the standard's own libraries allow as much. */
export const TOLERANCE_SECONDS = 300;

/** What travels beside an event. `webhook-timestamp` is of the attempt, in seconds since 1970, not of the event. */
export type SignatureHeaders = {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
};

/** Signs what is sent at `atMs`. @param body as it goes over the wire */
export function signatureHeaders(key: KeyObject, id: string, atMs: number, body: string): SignatureHeaders {
  const timestamp = String(Math.floor(atMs / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(key, id, timestamp, body),
  };
}

/**
 * Whether one of the signatures (there may be several, apart by spaces, while a key is exchanged) is ours and fresh.
 * @param headers of a request, in lower case as Node gives them
 */
export function isSigned(
  key: KeyObject,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  nowMs: number,
): boolean {
  const {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures,
  } = headers as Partial<SignatureHeaders>;
  if (id === undefined || timestamp === undefined || signatures === undefined) return false;
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const expected = Buffer.from(signatureOf(key, id, timestamp, body));
  return signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature);
    // Compared in constant time: the time until the first wrong byte would tell how to forge the next one.
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** A key object, not its bytes: Node takes 10 µs more for a signature with those, a twentieth of what an event may take. */
function signatureOf(key: KeyObject, id: string, timestamp: string, body: string): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
