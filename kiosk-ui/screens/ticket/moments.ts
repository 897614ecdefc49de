/** Where a visit stands, in the words of its visitor's telephone. */
import type { FollowView } from '../../../firmware-host/messages/views.ts';
import type { Words } from '../../host/words.ts';
import type { IconName } from '../../theme/icons.ts';

/** How many people ahead when the page asks its visitor back; the words of `phone.waiting.text` say the same. */
const nearAhead = 2;

export type Moment = FollowView['state'] | 'near' | 'next';

export const momentIcons: Readonly<Record<Moment, IconName>> = {
  waiting: 'check',
  near: 'person',
  next: 'person',
  called: 'bell',
  serving: 'person',
  finished: 'tick',
  held: 'clock',
  parked: 'clock',
  'no-show': 'info',
  cancelled: 'cross',
};

export function momentOf({ state, ahead }: Pick<FollowView, 'state' | 'ahead'>): Moment {
  if (state !== 'waiting' || ahead > nearAhead) return state;
  return ahead === 0 ? 'next' : 'near';
}

export function titleOf(view: FollowView, moment: Moment, words: Words): string {
  const { counter, parkedUntil, timeZone } = view;
  if (moment === 'called') {
    return counter === null
      ? words.text('phone.called.text')
      : words.text('phone.called', { counter: words.name(counter.name) });
  }
  if (moment !== 'parked') return words.text(`phone.${moment}`);
  return parkedUntil === null
    ? words.text('phone.held')
    : words.text('phone.parked', { time: words.time(Date.parse(parkedUntil), timeZone) });
}

/** What to do about it; null where the title says it all. */
export function adviceOf(view: FollowView, moment: Moment, words: Words): string | null {
  const { counter, actions, rating } = view;
  const place = counter === null ? null : words.name(counter.name);
  if (moment === 'serving') return place;
  if (moment === 'finished' && rating !== null) return null;
  if (moment === 'held') return place === null ? null : words.text('phone.held.text', { counter: place });
  if (moment === 'no-show' && actions.includes('return')) return words.text('phone.no-show.return');
  return words.text(`phone.${moment}.text`);
}
