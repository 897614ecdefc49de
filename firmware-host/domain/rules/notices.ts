import type { Decision } from '../decision.ts';
import { accept, nothingNew, refuse } from '../decision.ts';
import type { Notice } from '../notice.ts';
import type { Ask } from './ask.ts';

/** A word to the lobby, at once or from a time on. Posting the same again is no news; a changed one takes its place. */
export function postNotice({ state, now }: Ask, notice: Omit<Notice, 'active'>): Decision {
  const { fromAt, untilAt } = notice;
  if (untilAt !== null && (untilAt <= now.at || untilAt <= (fromAt ?? 0))) return refuse('time-past');
  const posted: Notice = { ...notice, active: fromAt === null || fromAt <= now.at };
  const before = state.notices.get(notice.id);
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(posted)) return nothingNew;
  return accept({ type: 'notice.posted', data: { notice: posted } });
}

export function withdrawNotice({ state }: Ask, notice: string): Decision {
  if (!state.notices.has(notice)) return refuse('notice-unknown');
  return accept({ type: 'notice.ended', data: { notice, by: 'staff' } });
}
