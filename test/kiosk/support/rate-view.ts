/** A counter's screen, while the visitor of A023 is about to leave. */
import type { RateView, VisitToRate } from '../../../firmware-host/messages/pad.ts';
import { counterName, names, now } from './views.ts';

export const visitToRate = (change: Partial<VisitToRate> = {}): VisitToRate => ({
  id: `visit-${change.number ?? 'A023'}`,
  number: 'A023',
  service: { letter: 'A', name: names('咨询', '諮詢', 'Enquiries') },
  language: 'zh-CN',
  state: 'asked',
  score: null,
  ratedAt: null,
  isLow: false,
  reason: null,
  isCallBackAsked: false,
  until: '2026-11-19T06:29:00.000Z',
  ...change,
});

/** Pressed a second ago. */
export const ratedVisit = (score: number, change: Partial<VisitToRate> = {}): VisitToRate =>
  visitToRate({
    state: 'rated',
    score,
    ratedAt: '2026-11-19T06:25:59.000Z',
    isLow: score <= 2,
    ...change,
  });

export const rateView = (visit: VisitToRate | null, change: Partial<RateView> = {}): RateView => ({
  counter: counterName('3'),
  now,
  demo: false,
  languages: ['zh-CN', 'en', 'zh-TW'],
  scale: 5,
  reasons: ['attitude', 'speed', 'skill', 'environment', 'result'],
  visit,
  ...change,
});
