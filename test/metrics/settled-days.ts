/** A day of visits of which some were not enough, and the days on which somebody comes again. */
import { MINUTE_MS, type LobbyUnderTest } from '../support/lobby.ts';
import { atNine, visit } from './example-days.ts';

/** Somebody whom the house knows by a key comes at the time booked, and is served. */
function knownVisit(test: LobbyUnderTest, visitorKey: string, letter = 'A'): void {
  const code = `${test.log.length}`;
  const at = test.now.at + MINUTE_MS;
  const booking = { appointment: code, code, service: letter, at, source: 'staff', visitorKey } as const;
  test.must({ type: 'book-appointment', ...booking });
  test.take(null, { appointment: code });
  test.must({ type: 'call-next', counter: '1' });
  test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
}

/**
 * Eight are served. Not settled at once: whom the agent sent for another paper, who said so on the telephone, who came again a week
 * later, and who asked to be called. Settled: who changed his mind about that, who came again after eight days, or for something else.
 */
export function settled(): LobbyUnderTest {
  const test = atNine({ wrapUp: null });
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  test.must({ type: 'start', counter: '1' });
  test.must({ type: 'mark-visit', counter: '1', ticket: 't1', settled: false });
  test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
  for (const [ticket, answers] of Object.entries({ t2: [false], t3: [false, true] })) {
    visit(test, 0, MINUTE_MS);
    for (const said of answers) test.must({ type: 'mark-own', ticket, settled: said });
  }
  for (const key of ['week', 'later', 'other']) knownVisit(test, key);
  visit(test, 0, MINUTE_MS);
  test.must({ type: 'rate', counter: '1', score: 1, by: 'pad', at: test.now });
  test.must({ type: 'ask-call-back', counter: '1', contact: 'text-1' });
  visit(test, 0, MINUTE_MS);
  for (const [date, key, letter] of comesAgain) {
    test.setClock(Date.parse(`${date}T09:00:00Z`));
    test.must({ type: 'open-day', date, timetable: { A: null, B: null } });
    test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
    knownVisit(test, key, letter);
  }
  return test;
}

const comesAgain = [
  ['2026-11-22', 'other', 'B'],
  ['2026-11-28', 'week', 'A'],
  ['2026-11-29', 'later', 'A'],
] as const;
