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

const isEmergency = ({ kind }: Notice): boolean => kind === 'emergency';

/** What is shown in the lobby now, emergencies first, and of each kind the newest first. */
export function activeNotices(notices: Iterable<Notice>): readonly Notice[] {
  const active = [...notices].filter((notice) => notice.active).toReversed();
  return [...active.filter(isEmergency), ...active.filter((notice) => !isEmergency(notice))];
}

/** The emergency that boards show now, as long as there is one. */
export const boardEmergency = (notices: Iterable<Notice>): Notice | null =>
  activeNotices(notices).find((notice) => isEmergency(notice) && notice.on.includes('board')) ?? null;
