/** A word to the lobby. An emergency takes over displays and boards until it ends. */
export interface Notice {
  readonly id: string;
  readonly kind: 'ordinary' | 'emergency';
  /** By language; the first language of the lobby at least. */
  readonly texts: Readonly<Record<string, string>>;
  /** From when and until when it is shown, in ms since 1970; null: at once, until it is withdrawn. */
  readonly fromAt: number | null;
  readonly untilAt: number | null;
  /** On which kinds of display. */
  readonly on: readonly NoticePlace[];
  readonly active: boolean;
}

export const noticePlaces = ['kiosk', 'display', 'board', 'phone'] as const;
export type NoticePlace = (typeof noticePlaces)[number];
