import { join } from 'node:path';
import { readIfThere, writeDurably } from './durable-file.ts';
import type { Ids } from './ids.ts';

const LOBBY_ID_FILE = 'lobby-id';
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/**
 * Who this lobby is to the world: a ULID, minted once and kept beside the journal, since it is the journal's positions that
 * it makes unique. It survives every change of the configuration, and a new data directory is another lobby.
 * @param at wall time in ms, for a new one
 * @throws Error with the remedy when the file holds something else, or cannot be read or written
 */
export async function lobbyIdOf(dataDir: string, ids: Pick<Ids, 'ulid'>, at: number): Promise<string> {
  const file = join(dataDir, LOBBY_ID_FILE);
  const text = await readIfThere(file);
  if (text === null) {
    const minted = ids.ulid(at);
    await writeDurably(file, `${minted}\n`);
    return minted;
  }
  const id = text.trim();
  if (ULID.test(id)) return id;
  throw new Error(
    `${file} holds no lobby id; put back the one by which the centre knows this lobby, ` +
      'or delete the file to begin as a new lobby',
  );
}
