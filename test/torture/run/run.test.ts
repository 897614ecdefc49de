/** The torture's own promises: it goes on where it was interrupted, and a control that breaks nothing is no proof. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDir } from '../../support/temp.ts';
import { readOptions, UsageError, type Options } from '../options.ts';
import type { Context, Scenario } from '../scenario.ts';
import { reportOf } from './report.ts';
import { isGood, runControl, runRounds } from './run-scenario.ts';
import { State } from './state.ts';

const options = (more: Partial<Options> = {}): Options => ({ ...readOptions(['--seed', '7'], []), ...more });
const quiet = () => undefined;

function scenario(run: (context: Context) => readonly string[], more: Partial<Scenario> = {}): Scenario {
  const rounds = { full: 5, short: 2 };
  return { name: 'some', title: '', rounds, run: (context) => Promise.resolve(run(context)), ...more };
}

/** Each round is over, and breaks what it is told to. */
const rounds =
  (broken: (round: number, context: Context) => string[] = () => [], until = Infinity) =>
  (context: Context): readonly string[] => {
    for (let round = context.from; round < context.from + context.rounds; round += 1) {
      if (round > until) throw new Error('interrupted');
      context.done(round, broken(round, context), context.dir);
    }
    return [];
  };

const breakSecond = (round: number): string[] => (round === 2 ? ['a number was lost'] : []);

function writeAndBreak(round: number, { dir }: Context): string[] {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'journal.db'), `round ${round}`);
  return round === 1 ? ['lost'] : [];
}

describe('a scenario', () => {
  it('goes on where it was interrupted, with all that was broken before', async () => {
    const dir = tempDir();
    const first = await runRounds(scenario(rounds(breakSecond, 3)), options(), new State(dir), quiet);
    expect(first).toMatchObject({ verdict: 'failed', reason: 'interrupted' });
    const seen: number[] = [];
    const rest = scenario(rounds((round) => (seen.push(round), [])));
    const second = await runRounds(rest, options(), new State(dir), quiet);
    expect(seen).toEqual([4, 5]);
    expect(second).toMatchObject({ verdict: 'broken', broken: ['round 2: a number was lost'] });
    expect(isGood(second)).toBe(false);
    // Another seed is another torture.
    const other = await runRounds(rest, options({ seed: 8 }), new State(dir), quiet);
    expect(other).toMatchObject({ verdict: 'kept', rounds: 5 });
  });

  it('keeps the files of a failed round', async () => {
    const dir = tempDir();
    await runRounds(scenario(rounds(writeAndBreak)), options({ short: true }), new State(dir), quiet);
    const kept = join(dir, 'failed', 'some-7-round-1');
    expect(readFileSync(join(kept, 'broken.txt'), 'utf8')).toBe('lost\n');
    expect(readFileSync(join(kept, 'files', 'journal.db'), 'utf8')).toBe('round 1');
    expect(existsSync(join(dir, 'work', 'some-7'))).toBe(false);
  });

  it('is skipped aloud', async () => {
    const skipped = scenario(rounds(), { skipped: () => 'needs root' });
    const outcome = await runRounds(skipped, options(), new State(tempDir()), quiet);
    expect(isGood(outcome)).toBe(true);
    expect(reportOf([outcome])).toMatch(/SKIPPED: needs root[\s\S]*1 SKIPPED, which proves nothing/);
  });
});

describe('a control', () => {
  const wanted = { controlBreaks: /was lost$/ };

  it.each([
    ['is good when it breaks what it should', ['A001 was lost'], true, 'broken'],
    ['is not when nothing breaks', [], false, 'kept'],
    ['is not when something else breaks', ['the host did not start'], false, 'failed'],
  ])('%s', async (_title, broken, good, verdict) => {
    const control = scenario(
      rounds(() => broken),
      wanted,
    );
    const outcome = await runControl(control, options(), new State(tempDir()), quiet);
    expect([isGood(outcome), outcome.verdict]).toEqual([good, verdict]);
  });
});

describe('the command line', () => {
  it('prints the seed it makes, and makes none where progress is kept', () => {
    expect(readOptions(['--state', 'x'], []).seed).toBe(1);
    expect(readOptions(['--seed', '12', '--rounds', '3'], [])).toMatchObject({ seed: 12, rounds: 3 });
  });

  it.each([[['--seed', 'x']], [['--rounds', '0']], [['--only', 'nothing']], [['--what']]])(
    'refuses %j',
    (args) => {
      expect(() => readOptions(args, ['kill'])).toThrow(UsageError);
    },
  );
});
