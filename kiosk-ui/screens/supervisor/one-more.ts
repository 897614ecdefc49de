/** One more counter, before the wait is too long: what a supervisor can do about the half hour to come. */
import { comingOf, freeAgents } from './coming.ts';
import { lateService, type Duty } from './duties.ts';
import type { Told } from './model.ts';
import { listed } from './said.ts';

/** Nothing where no counter can be opened, and where a wait that is too long already has its say. */
export function oneMoreCounter(told: Told): readonly Duty[] {
  const { view, words } = told;
  const coming = comingOf(told);
  if (coming === null || coming.spare === null || lateService(told) !== null) return [];
  const { next, open, spare } = coming;
  const waiting = view.services.reduce((sum, service) => sum + service.waiting, 0);
  return [
    {
      level: 'warn',
      icon: 'door',
      title: words.text('supervisor.duty.one-more', { counter: words.name(spare.counter.name) }),
      text: [
        words.text('supervisor.duty.one-more.text', {
          count: Math.round(next.expected),
          waiting,
          needed: next.needed ?? 0,
          open,
        }),
        words.text('supervisor.duty.wait.free', { names: listed(freeAgents(told).slice(0, 3), words) }),
      ].join(words.language === 'en' ? ' ' : ''),
      ways: [
        {
          text: words.text('supervisor.to-counter'),
          href: `/counter?counter=${encodeURIComponent(spare.counter.id)}`,
        },
      ],
    },
  ];
}
