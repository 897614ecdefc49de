/** A folder of recordings. */
import { join } from 'node:path';
import type { VoiceName } from '../speaker.ts';
import { join as joined, silence, type Samples } from '../sound/pcm.ts';
import { spell, type Unit } from '../words/spell.ts';
import { readClip } from './clip-file.ts';
import { ClipFault, readManifest, type Manifest } from './manifest.ts';
import { joinPieces, piecesOf, type Pieces } from './pieces.ts';

/** Between two recordings, so that they do not run into each other, and where the text has a comma. */
const betweenMs = 40;
const pauseMs = 220;

export class Clips {
  readonly #dir: string;
  readonly #pieces: Readonly<Record<VoiceName, Pieces<string>>>;

  constructor(dir: string, manifest: Manifest) {
    this.#dir = dir;
    const of = (voice: VoiceName) =>
      piecesOf(
        Object.entries(manifest[voice] ?? {}).map(([text, file]) => [spell(text, voice), file] as const),
      );
    this.#pieces = { zh: of('zh'), en: of('en') };
  }

  /** @throws ClipFault */
  static async open(dir: string): Promise<Clips> {
    return new Clips(dir, await readManifest(dir));
  }

  /**
   * The phrase, joined of recordings; null where one is missing of it. They are read when they are needed: a full set would
   * take the memory of the whole house.
   * @throws ClipFault for a recording that cannot be used
   */
  async say(units: readonly Unit[], voice: VoiceName): Promise<Samples | null> {
    const pieces = joinPieces(units, this.#pieces[voice]);
    if (pieces === null) return null;
    const parts: Samples[] = [];
    for (const piece of pieces) {
      const isPause = piece === 'pause';
      parts.push(
        isPause ? silence(pauseMs) : await readClip(join(this.#dir, piece.clip)),
        silence(betweenMs),
      );
    }
    return joined(parts.slice(0, -1));
  }
}

export { ClipFault };
