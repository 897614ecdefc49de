import { createHmac, createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeDurably } from './durable-file.ts';
import type { Ids } from './ids.ts';

const SECRET_FILE = 'visitor-secret';
/** 256 bits. */
const SECRET = /^[0-9a-f]{64}$/;
/** 64 bits: of the houses with a million such visitors, two share one by chance in one of 37 million. */
const KEY_DIGITS = 16;

/**
 * What stands for a customer or house number in the journal and in reports.
 * @returns 16 hex digits, the same for the same number however it was typed
 */
export type VisitorKeys = (plain: string) => string;

/**
 * A keyed hash: numbers of customers are few enough to be tried one by one, but for the secret, which is minted once and stays in the
 * data directory. It is in no backup, so that who finds one cannot try either; a house without its old secret knows nobody for a week.
 * @throws Error with the remedy when the file holds something else, or cannot be read or written
 */
export async function visitorKeysOf(dataDir: string, ids: Pick<Ids, 'signingKey'>): Promise<VisitorKeys> {
  const secret = createSecretKey(await secretIn(join(dataDir, SECRET_FILE), ids), 'hex');
  return (plain) => {
    const meant = plain.normalize('NFKC').replaceAll(/\s+/gu, '').toUpperCase();
    return createHmac('sha256', secret).update(meant).digest('hex').slice(0, KEY_DIGITS);
  };
}

async function secretIn(file: string, ids: Pick<Ids, 'signingKey'>): Promise<string> {
  const text = await readIfThere(file);
  if (text === null) {
    const minted = ids.signingKey().toString('hex');
    await writeDurably(file, `${minted}\n`);
    return minted;
  }
  const secret = text.trim();
  if (SECRET.test(secret)) return secret;
  throw new Error(
    `${file} holds no secret; put back the one by which this house knows its visitors again, ` +
      'or delete the file to begin anew',
  );
}
