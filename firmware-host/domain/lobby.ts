/**
 * The part of the configuration that decides. It is a journalled fact (`config.applied`), so that a replay decides
 * as the day itself did. Names, texts and device addresses decide nothing and stay outside.
 */
export interface Lobby {
  /** Language of a ticket whose visitor chose none. */
  readonly language: string;
  readonly services: readonly { readonly letter: string }[];
  readonly counters: readonly { readonly id: string; readonly services: readonly string[] }[];
  readonly agents: readonly { readonly id: string }[];
  /** `printer` is null for a kiosk that shows numbers on its screen only. */
  readonly kiosks: readonly { readonly id: string; readonly printer: string | null }[];
  /** Scores go from 1, the worst, to `scale`; a press counts up to `windowMs` after the end of a visit. */
  readonly ratings: { readonly scale: number; readonly windowMs: number };
}
