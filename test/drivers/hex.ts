import { readFileSync } from 'node:fs';

/** Bytes of a fixture: hex in any grouping; from `#` to the end of a line is comment. */
export function fixture(name: string): Buffer {
  const text = readFileSync(new URL(`../fixtures/printer/${name}`, import.meta.url), 'utf8');
  return Buffer.from(text.replaceAll(/#.*$/gm, '').replaceAll(/\s/g, ''), 'hex');
}

/** Hex with spaces, which a failed comparison shows readably. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replaceAll(/..(?=.)/g, '$& ');
}
