import type { FastifyReply } from 'fastify';
import Type from 'typebox';

/** For the OpenAPI document. */
export const WAV = {
  description: 'RIFF WAVE, 16 bit, mono, 22,050 Hz',
  content: { 'audio/wav': { schema: Type.String() } },
};

/** The same words sound the same for ever, and what was for one visitor's ear leaves the browser within the hour. */
const KEPT = 'private, max-age=3600';

/** Nobody in the lobby's network needs so long for two megabytes; whoever reads more slowly has somebody else's place. */
const SEND_MS = 30_000;

/** Resolves once nothing of the reply is held any more: it was taken, or given up. */
export function whenSent(reply: unknown): Promise<void> {
  const { raw } = reply as FastifyReply;
  if (raw.closed || raw.destroyed) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const patience = setTimeout(() => raw.destroy(), SEND_MS).unref();
  raw.once('close', () => {
    clearTimeout(patience);
    resolve();
  });
  return promise;
}

/** Answers with a sound. */
export function sendWav(reply: unknown, { buffer, byteOffset, byteLength }: Uint8Array): FastifyReply {
  return (reply as FastifyReply)
    .type('audio/wav')
    .header('cache-control', KEPT)
    .send(Buffer.from(buffer, byteOffset, byteLength));
}
