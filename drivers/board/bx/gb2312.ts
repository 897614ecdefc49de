/** GB2312-80, exactly: what iconv calls by that name is GBK, three times as many characters, which a card's font does not have. */
import iconv from 'iconv-lite';

/** Signs, digits, letters of other scripts: the codes in use, first and last. All of a range have the same first byte. */
const symbols: readonly (readonly [number, number])[] = [
  [0xa1a1, 0xa1fe],
  [0xa2b1, 0xa2e2],
  [0xa2e5, 0xa2ee],
  [0xa2f1, 0xa2fc],
  [0xa3a1, 0xa3fe],
  [0xa4a1, 0xa4f3],
  [0xa5a1, 0xa5f6],
  [0xa6a1, 0xa6b8],
  [0xa6c1, 0xa6d8],
  [0xa7a1, 0xa7c1],
  [0xa7d1, 0xa7f1],
  [0xa8a1, 0xa8ba],
  [0xa8c5, 0xa8e9],
  [0xa9a4, 0xa9ef],
];

/** What was asked before: a board's contents are measured many times for each time that they are sent. */
const known = new Map<string, Buffer | null>();
/** As many as the set has characters; whoever asks for more asks for rubbish. */
const knownMax = 8000;

/** Two bytes for a character of GB2312, not to be changed; null for any other, ASCII included. */
export function toGb2312(character: string): Buffer | null {
  let found = known.get(character);
  if (found === undefined) {
    const bytes = iconv.encode(character, 'gb2312');
    found = bytes.length === 2 && isGb2312(bytes.readUInt16BE(0)) ? bytes : null;
    if (known.size < knownMax) known.set(character, found);
  }
  return found;
}

/** The character of two bytes; null where GB2312 has none. */
export function fromGb2312(high: number, low: number): string | null {
  return isGb2312((high << 8) | low) ? iconv.decode(Buffer.of(high, low), 'gb2312') : null;
}

/** Builds the table of characters, which takes some 40 ms, and otherwise happens in the first call. */
export function warmUp(): void {
  toGb2312('？');
}

function isGb2312(code: number): boolean {
  const low = code & 0xff;
  if (low < 0xa1 || low > 0xfe) return false;
  // Han: B0A1 to F7FE, without the end of the row where the first level, by sound, gives way to the second, by radical.
  if (code >= 0xb0a1) return code <= 0xf7fe && (code < 0xd7fa || code > 0xd7fe);
  return symbols.some(([first, last]) => code >= first && code <= last);
}
