/** What becomes of each paper, and of the rolls on which they are printed. */
import type { LobbyUnderTest } from '../../support/lobby.ts';
import { expectThat } from './moves.ts';

/** Each paper has a name of its own, and comes to one end. A roll has given what was printed since it was put in. */
export function checkPapers({ log, state }: LobbyUnderTest): void {
  const jobs = new Map<string, string>();
  const ended = new Set<string>();
  const outs = new Map<string, number>();
  const order = (print: { job: string; printer: string } | null) => {
    if (print === null) return;
    expectThat(!jobs.has(print.job), `there are two papers ${print.job}`);
    jobs.set(print.job, print.printer);
  };
  for (const { type, data } of log) {
    if (type === 'ticket.taken' || type === 'ticket.reissued' || type === 'ticket.reprinted')
      order(data.print);
    if (type === 'print.moved') jobs.set(data.job, data.printer);
    if (type === 'print.printed' || type === 'print.failed' || type === 'print.uncertain') {
      expectThat(!ended.has(data.job), `paper ${data.job} has ended twice`);
      ended.add(data.job);
    }
    const printer = type === 'print.printed' ? jobs.get(data.job) : undefined;
    if (printer !== undefined) outs.set(printer, (outs.get(printer) ?? 0) + 1);
  }
  for (const [printer, { printed, lowAt, outAt }] of state.rolls) {
    expectThat(printed <= (outs.get(printer) ?? 0), `${printer} has given more papers than were printed`);
    expectThat(Math.max(lowAt ?? 0, outAt ?? 0) <= printed, `the roll in ${printer} speaks of the future`);
  }
  const open = [...state.tickets.values()].flatMap(({ id, print }) =>
    print?.state === 'waiting' || print?.state === 'sending' ? [`${print.id} of ${id}`] : [],
  );
  const said = [...state.openJobs].map(([job, id]) => `${job} of ${id}`);
  expectThat(
    open.toSorted().join() === said.toSorted().join(),
    `the printers have to do with ${open.join()}, not with ${said.join()}`,
  );
}
