import type { Notice, NoticePlace } from '../domain/notice.ts';
import { activeNotices } from '../domain/notice.ts';
import type { State } from '../domain/state.ts';
import type { NoticeView } from '../messages/common.ts';
import type { Site } from '../site.ts';
import { inAllLanguages } from './names.ts';

/** What one kind of display has to say beside its own, emergencies first. */
export function noticeViews(site: Site, state: Readonly<State>, place: NoticePlace): NoticeView[] {
  return activeNotices(state.notices.values())
    .filter(({ on }) => on.includes(place))
    .map((notice) => noticeView(site, notice));
}

export const noticeView = (site: Site, { id, kind, texts }: Notice): NoticeView => ({
  id,
  kind,
  texts: inAllLanguages(site, texts),
});
