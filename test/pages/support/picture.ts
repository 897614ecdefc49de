/** Kept pictures of pages: half as large as they were, since the edges of letters are nobody's business. */
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, encode } from 'fast-png';
import pixelmatch from 'pixelmatch';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, opaque. */
  readonly data: Uint8Array;
}

const kept = join(import.meta.dirname, '../../fixtures/pages');
const channels = 4;
const opaque = 255;
/** Five bits a colour: less to keep, and still less than the eye sees. */
const step = 8;

/** Each so many by so many pixels as one. */
function smaller(
  { width, height, data }: Pick<Picture, 'width' | 'height' | 'data'>,
  given: number,
  by: number,
): Picture {
  const small = { width: Math.floor(width / by), height: Math.floor(height / by) };
  const pixels = new Uint8Array(small.width * small.height * channels).fill(opaque);
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      for (let part = 0; part < 3; part += 1) {
        let sum = 0;
        for (let dy = 0; dy < by; dy += 1)
          for (let dx = 0; dx < by; dx += 1)
            sum += data[((by * y + dy) * width + by * x + dx) * given + part] ?? 0;
        pixels[(y * small.width + x) * channels + part] = Math.min(
          opaque,
          Math.round(sum / (by * by * step)) * step,
        );
      }
    }
  }
  return { ...small, data: pixels };
}

/** A screenshot, each two by two pixels as one. */
export function pictureOf(png: Uint8Array): Picture {
  const { width, height, data, channels: given } = decode(png);
  return smaller({ width, height, data: Uint8Array.from(data) }, given, 2);
}

/**
 * Two looks, since another version of the browser smooths its letters another way. Close by, only great differences count: a
 * line of text or a card that has moved. From afar letters are grey, and a small difference of colour counts, if it has
 * some size. `most`: pixels of 10,000.
 */
const looks = [
  { by: 1, threshold: 0.2, most: 3 },
  { by: 4, threshold: 0.05, most: 12 },
] as const;

export interface Difference {
  readonly isSeen: boolean;
  /** Pixels of 10,000, close by and from afar. */
  readonly shares: readonly number[];
  /** Close by, what differs is drawn red. */
  readonly where: Picture;
}

export function compared(one: Picture, other: Picture): Difference {
  const { width, height } = one;
  const where = { width, height, data: new Uint8Array(width * height * channels) };
  if (other.width !== width || other.height !== height) return { isSeen: true, shares: [10_000], where };
  const shares = looks.map(({ by, threshold }) => {
    const [a, b] = [smaller(one, channels, by), smaller(other, channels, by)];
    const drawn = by === 1 ? where.data : undefined;
    const count = pixelmatch(a.data, b.data, drawn, a.width, a.height, { threshold });
    return (count * 10_000) / (a.width * a.height);
  });
  return { isSeen: looks.some(({ most }, place) => (shares[place] ?? 0) > most), shares, where };
}

const pngOf = ({ width, height, data }: Picture): Uint8Array => {
  const rgb = data.filter((_, place) => place % channels !== channels - 1);
  return encode({ width, height, data: rgb, channels: 3 }, { zlib: { level: 9 } });
};

/** Compares with the one that is kept, or keeps it: `UPDATE_PAGES=1`. @returns what is different, or null */
export async function faultOf(name: string, now: Picture): Promise<string | null> {
  const path = join(kept, `${name}.png`);
  if (process.env['UPDATE_PAGES'] === '1') {
    await mkdir(kept, { recursive: true });
    await writeFile(path, pngOf(now));
    return null;
  }
  const before = pictureOfKept(await readFile(path));
  const { isSeen, shares, where } = compared(before, now);
  if (!isSeen) return null;
  const beside = await mkdtemp(join(tmpdir(), 'foyer-picture-'));
  await writeFile(join(beside, `${name}-actual.png`), pngOf(now));
  await writeFile(join(beside, `${name}-diff.png`), pngOf(where));
  const counts = shares.map((share) => share.toFixed(1)).join(' close by, ');
  return `${name}: of 10,000 pixels ${counts} from afar differ; see ${beside}. If it is meant: UPDATE_PAGES=1 npm run pages`;
}

function pictureOfKept(png: Uint8Array): Picture {
  const { width, height, data, channels: given } = decode(png);
  const pixels = new Uint8Array(width * height * channels).fill(opaque);
  for (let place = 0; place < width * height; place += 1)
    for (let part = 0; part < 3; part += 1) pixels[place * channels + part] = data[place * given + part] ?? 0;
  return { width, height, data: pixels };
}
