import { describe, expect, it } from 'vitest';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { LobbyUnderTest } from '../support/lobby.ts';

const job = 't1-1';
const steps = {
  sending: { type: 'print-sending', job },
  printed: { type: 'print-printed', job, proof: 'confirmed' },
  failed: { type: 'print-failed', job, problem: 'paper-out' },
  uncertain: { type: 'print-uncertain', job, problem: 'disconnected' },
} as const satisfies Record<string, Command>;

describe('the life of a paper', () => {
  const table = [
    // [what happened before, what is asked, answer]
    [[], 'sending', 'sending'],
    [[], 'printed', 'job-settled'],
    [[], 'failed', 'failed'],
    [[], 'uncertain', 'job-settled'],
    [['sending'], 'sending', 'job-settled'],
    [['sending'], 'printed', 'printed'],
    [['sending'], 'failed', 'failed'],
    [['sending'], 'uncertain', 'uncertain'],
    [['sending', 'printed'], 'sending', 'job-unknown'],
    [['sending', 'uncertain'], 'sending', 'job-unknown'],
    [['failed'], 'sending', 'job-unknown'],
  ] as const;

  it.each(table)('after %j, %s → %s', (before, asked, expected) => {
    const test = LobbyUnderTest.open();
    test.take('A');
    for (const step of before) test.must(steps[step]);
    const answer = test.ask(steps[asked]);
    expect(typeof answer === 'string' ? answer : test.ticket('t1').print?.state).toBe(expected);
  });

  it('remembers its proof or its problem, and counts what staff should see', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.take('A');
    test.must(steps.sending);
    test.must(steps.printed);
    test.must({ type: 'print-failed', job: 't2-1', problem: 'cover-open' });
    expect(test.ticket('t1').print).toMatchObject({ state: 'printed', proof: 'confirmed', problem: null });
    expect(test.ticket('t2').print).toMatchObject({ state: 'failed', proof: null, problem: 'cover-open' });
    expect(test.state.printProblems).toBe(1);
    expect(test.state.openJobs.size).toBe(0);
    for (let served = 0; served < 2; served += 1) {
      test.must({ type: 'call-next', counter: '1' });
      test.must({ type: 'finish', counter: '1' });
    }
    expect(test.state.printProblems).toBe(0);
  });
});
