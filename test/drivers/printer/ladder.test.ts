import { describe, expect, it } from 'vitest';
import {
  climb,
  defaultPauses,
  ground,
  pauseMs,
  rungFor,
  type Ladder,
  type Rung,
  type Trouble,
} from '../../../drivers/printer/session/ladder.ts';

const calm: Trouble = { isClosed: false, isSilent: false, mend: null, hasJob: false, isUnclean: false };

describe('ladder of a printer in trouble', () => {
  it.each([
    ['nothing where nothing is wrong', {}, null],
    ['nothing where the port is closed', { isClosed: true, isSilent: true }, null],
    ['to open the port anew of a printer that is silent', { isSilent: true, isUnclean: true }, 'reopen'],
    ['nothing where a hand is needed', { mend: 'by-hand' }, null],
    ['nothing where it passes by itself', { mend: 'by-itself', hasJob: true }, null],
    ['to go on, for the job under way', { mend: 'by-host', hasJob: true }, 'resume'],
    ['to clear the error, without a job', { mend: 'by-host' }, 'clear'],
    ['to clear what a job has left, while a hand is needed', { mend: 'by-hand', isUnclean: true }, 'clear'],
    ['nothing that would spoil a job under way', { isUnclean: true, hasJob: true }, null],
  ] satisfies [string, Partial<Trouble>, Rung | null][])('wants %s', (_, change, rung) => {
    expect(rungFor({ ...calm, ...change })).toBe(rung);
  });

  it('remembers its failures while the port is closed for a moment, and forgets them when all is well', () => {
    const failed: Ladder = { rung: 'reopen', failures: 3 };
    expect(climb(failed, { ...calm, isClosed: true })).toBe(failed);
    expect(climb(failed, { ...calm, isSilent: true })).toBe(failed);
    expect(climb(failed, { ...calm, mend: 'by-host' })).toEqual({ rung: 'clear', failures: 0 });
    expect(climb(failed, calm)).toBe(ground);
  });

  it.each(['resume', 'clear', 'reopen'] as const)(
    'never ends, and waits less than half a minute: %s',
    (rung) => {
      const pause = defaultPauses[rung];
      const waits = [0, 1, 2, 3, 1000, 1_000_000].map((failures) => pauseMs(pause, failures, () => 1));
      expect(waits).toEqual(
        [pause.startMs, pause.firstMs, pause.firstMs * 2, pause.firstMs * 4, pause.maxMs, pause.maxMs].map(
          (ms) => Math.min(ms, pause.maxMs),
        ),
      );
      expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
      // Half of it is chance, so that the printers of one house do not all come back at once.
      expect(pauseMs(pause, 2, () => 0)).toBe(pause.firstMs);
    },
  );
});
