/** What a printer understands of what it is sent. */
import type { TextAlign } from '../document.ts';
import type { DotImage } from '../raster/dots.ts';

export type Effect =
  /** One character, two cells wide or one. */
  | { readonly kind: 'text'; readonly text: string; readonly isWide: boolean }
  | { readonly kind: 'tab' }
  | { readonly kind: 'line-feed' }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'feed-dots'; readonly dots: number }
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  | { readonly kind: 'bold'; readonly on: boolean }
  /** ESC ! sets both at once. */
  | { readonly kind: 'mode'; readonly width: number; readonly height: number; readonly on: boolean }
  | { readonly kind: 'align'; readonly align: TextAlign }
  /** Null: the default. */
  | { readonly kind: 'line-spacing'; readonly dots: number | null }
  | { readonly kind: 'initialise' }
  | { readonly kind: 'kanji'; readonly on: boolean }
  /** FS C: which of its two codes a Japanese printer reads Kanji in. */
  | { readonly kind: 'kanji-code'; readonly isShiftJis: boolean }
  | { readonly kind: 'code-page'; readonly encoding: string }
  /** `feedDots`: fed first, beyond the way from the head to the knife; null where the paper is cut as it stands. */
  | { readonly kind: 'cut'; readonly feedDots: number | null }
  | { readonly kind: 'qr-module'; readonly dots: number }
  | { readonly kind: 'qr-store'; readonly content: string }
  | { readonly kind: 'qr-print' }
  /** The next rows of a raster image; `continues` those that came before. */
  | { readonly kind: 'raster'; readonly rows: DotImage; readonly continues: boolean }
  | { readonly kind: 'graphics-store'; readonly image: DotImage }
  | { readonly kind: 'graphics-print' }
  /** Kept in memory under two characters, until ESC @ or the power goes. */
  | { readonly kind: 'graphics-keep'; readonly key: string; readonly image: DotImage }
  /** Without a key: all of them. */
  | { readonly kind: 'graphics-drop'; readonly key: string | null }
  | {
      readonly kind: 'graphics-print-kept';
      readonly key: string;
      readonly scaleX: number;
      readonly scaleY: number;
    }
  | { readonly kind: 'automatic-status'; readonly mask: number }
  /** GS r: 1 paper, 2 drawer. */
  | { readonly kind: 'transmit-status'; readonly of: 1 | 2 }
  | { readonly kind: 'process-id'; readonly id: readonly number[] }
  /** Understood, and without effect on what a simulated paper shows. */
  | { readonly kind: 'nothing' }
  /** In hex, its first 32 bytes. */
  | { readonly kind: 'unknown'; readonly hex: string };

export type Command = Effect & { /** Bytes it took on the wire. */ readonly length: number };

export function unknown(bytes: Buffer): Effect {
  return { kind: 'unknown', hex: bytes.subarray(0, 32).toString('hex') };
}
