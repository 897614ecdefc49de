import type { BoardCodec } from './codec.ts';
import type { Slate, SlateParts } from './slate.ts';

/** A frame under way. */
export type Flight = { readonly frame: Buffer } & (
  { readonly kind: 'ping' | 'set-up' } | { readonly kind: 'parts'; readonly parts: SlateParts }
);

/** The parts that are due, as many as one frame takes; null where none are. @param onlyFirst tries each by itself */
export function partsFlight(codec: BoardCodec, slate: Slate, onlyFirst: boolean): Flight | null {
  const due = [...slate.due()];
  if (due.length === 0) return null;
  const { frame, parts } = codec.encode(new Map(onlyFirst ? due.slice(0, 1) : due));
  return { kind: 'parts', frame, parts: new Map(due.filter(([index]) => parts.includes(index))) };
}
