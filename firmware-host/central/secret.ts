/** The key that this lobby and its centre share, in a file of its own: a lobby file is copied, shown and sent about. */
import { createSecretKey, type KeyObject } from 'node:crypto';
import { open } from 'node:fs/promises';

const PREFIX = 'whsec_';
/** As the standard has it: fewer are guessed, more are no key of its making. */
const KEY_BYTES_MIN = 24;
const KEY_BYTES_MAX = 64;
const FILE_BYTES_MAX = 1024;
/** Permission bits of group and others. */
const OTHERS = 0o077;

/**
 * Reads a file with one line, `whsec_` and 24 to 64 bytes in base64, that only its owner may read.
 * @throws Error with the file's name and the remedy; never with a part of the secret
 */
export async function readSecret(path: string): Promise<KeyObject> {
  const { text, isPrivate } = await readFirst(path);
  const encoded = text.trim();
  const key = Buffer.from(encoded.slice(PREFIX.length), 'base64');
  // The decoder skips what is no base64, so only writing it again shows that nothing was skipped.
  const isWhole = encoded === `${PREFIX}${key.toString('base64')}`;
  const isSecret = isWhole && key.length >= KEY_BYTES_MIN && key.length <= KEY_BYTES_MAX;
  if (isSecret && isPrivate) return createSecretKey(key);
  // Only of a file that is one: the advice would lock everybody out of a file of the system that was named by mistake.
  if (isSecret) {
    throw new Error(`${path} may be read by others, so the secret in it is none; run: chmod 600 '${path}'`);
  }
  throw new Error(
    `${path} holds no signing secret: write what the centre gave you, one line that begins with ${PREFIX} and goes on with ` +
      `${KEY_BYTES_MIN} to ${KEY_BYTES_MAX} bytes in base64`,
  );
}

async function readFirst(path: string): Promise<{ readonly text: string; readonly isPrivate: boolean }> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new Error(`${path}: ${remedyFor(error, path)}`, { cause: error });
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile())
      throw new Error(`${path} is no file; name the file with the secret (centre.secretFile)`);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(FILE_BYTES_MAX), 0, FILE_BYTES_MAX, 0);
    return { text: buffer.toString('latin1', 0, bytesRead), isPrivate: (stat.mode & OTHERS) === 0 };
  } finally {
    await file.close();
  }
}

function remedyFor(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return (
      'there is no such file, and without a secret nothing is sent; write down the one that the centre gave you, ' +
      `or agree on a new one: (umask 077; echo "${PREFIX}$(openssl rand -base64 32)" > '${path}')`
    );
  }
  if (code === 'EACCES')
    return 'this user may not read it; give the file to the user that Foyer runs as (chown)';
  return error instanceof Error ? error.message : String(error);
}
