/** What stands on a counter's screen, one after the other. */
import type { TextKey } from '../../../config/texts/texts.ts';
import type { RatingReason } from '../../../firmware-host/messages/common.ts';

/** What the visitor has to know about the last press; a code is the host's refusal. */
export type Note = Extract<TextKey, 'rate.again' | 'rate.unsent'> | { readonly code: string };

interface Asking {
  readonly note: Note | null;
}

export type Stage =
  | { readonly name: 'idle' }
  /** `score`: the one that was touched, while it is on its way. */
  | (Asking & { readonly name: 'asked'; readonly score: number | null })
  | (Asking & {
      readonly name: 'reason';
      readonly score: number;
      readonly chosen: RatingReason | null;
      /** Until the chosen one goes off by itself; null where none is about to. */
      readonly seconds: number | null;
      readonly busy: boolean;
    })
  /** `told`: whether the reason has gone off, so that there is no way back to it. */
  | (Asking & {
      readonly name: 'call';
      readonly score: number;
      readonly number: string;
      readonly told: boolean;
      readonly busy: boolean;
    })
  | { readonly name: 'thanks'; readonly what: 'rating' | 'reason' | 'call' }
  | { readonly name: 'closed' };

export type Of<Name extends Stage['name']> = Extract<Stage, { name: Name }>;

export const freshReason = (score: number): Of<'reason'> => ({
  name: 'reason',
  score,
  chosen: null,
  seconds: null,
  busy: false,
  note: null,
});
