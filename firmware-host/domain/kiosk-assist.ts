/** `help`: somebody at the kiosk has called staff; `escort`: somebody has taken a number there and is to be fetched. */
export const kioskAssistReasons = ['help', 'escort'] as const;
export type KioskAssistReason = (typeof kioskAssistReasons)[number];

/** A visitor's call for staff, which stands at its kiosk until somebody has settled it. It has no levels: any of the staff will do. */
export interface KioskAssist {
  readonly why: KioskAssistReason;
  /** Who is to be fetched; null where nobody has a number. */
  readonly ticket: string | null;
  /** Who is on the way; null while nobody is. */
  readonly owner: string | null;
  /** When it was called, in ms since 1970. */
  readonly at: number;
}
