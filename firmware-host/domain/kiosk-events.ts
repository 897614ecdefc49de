import type { KioskAssistReason } from './kiosk-assist.ts';

/** What visitors at a kiosk want of staff, and what becomes of it. */
export interface KioskEvents {
  /** `ticket`: of who is to be fetched; null where somebody only calls. */
  'kiosk.assist-called': {
    readonly kiosk: string;
    readonly why: KioskAssistReason;
    readonly ticket: string | null;
  };
  'kiosk.assist-taken': { readonly kiosk: string; readonly owner: string };
  /** `visit`: who was to be fetched is at a counter, or gone. */
  'kiosk.assist-settled': {
    readonly kiosk: string;
    readonly by: 'visitor' | 'staff' | 'visit' | 'day-end' | 'kiosk-gone';
  };
}
