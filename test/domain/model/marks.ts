/** Whether visits were enough, as agents and visitors say it. */
import { pick, type Maker } from './makers.ts';

const counterOf = (choice: number) => pick(['1', '2', '3', '9'], choice);

export const outcomes: readonly Maker[] = [
  ({ test, one, two }) => {
    const counter = counterOf(one);
    const desk = test.state.counters.get(counter);
    const here = desk?.ticket ?? desk?.lastVisit?.ticket ?? 'none';
    const ticket = pick([here, here, here, desk?.lastVisit?.ticket ?? 'none', 't1'], two);
    return { type: 'mark-visit', counter, ticket, settled: (one + two) % 3 === 0 };
  },
  ({ test, one, two }) => {
    const done = [...test.state.tickets.values()].filter(({ state }) => state === 'finished');
    const ticket = pick([...done.map(({ id }) => id), 't2'], one);
    return { type: 'mark-own', ticket, settled: two % 3 > 0 };
  },
];
