/** What a visitor's own telephone shows: A023, with six people ahead. */
import type { FollowView } from '../../../firmware-host/messages/views.ts';
import { lobby, now, print, ticket, timeZone } from './views.ts';

export const followView = (change: Partial<FollowView> = {}): FollowView => ({
  lobby,
  now,
  timeZone,
  languages: ['zh-CN', 'en', 'zh-TW'],
  ticket: ticket(),
  state: 'waiting',
  ahead: 6,
  wait: { fromMinutes: 15, toMinutes: 20 },
  counter: null,
  calls: 0,
  print: print({ state: 'printed', proof: 'confirmed' }),
  parkedUntil: null,
  actions: ['postpone', 'cancel'],
  later: [
    { places: 1, ahead: 7, wait: { fromMinutes: 15, toMinutes: 20 } },
    { places: 3, ahead: 9, wait: { fromMinutes: 20, toMinutes: 30 } },
    { places: 5, ahead: 11, wait: { fromMinutes: 30, toMinutes: 45 } },
  ],
  beside: [],
  rating: null,
  mark: null,
  notices: [],
  evacuation: false,
  ...change,
});
