/** The end of a torture, for a person. */
import { isGood, type Outcome } from './run-scenario.ts';

const words = { kept: 'all kept', broken: 'BROKEN', skipped: 'SKIPPED', failed: 'FAILED' } as const;
const controlWords = {
  ...words,
  kept: 'NOTHING BROKE: it proves nothing',
  broken: 'broke, as it must',
} as const;

export function reportOf(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap((outcome) => {
    const { name, isControl, verdict, reason, broken, figures, rounds, seconds } = outcome;
    const title = `${name}${isControl ? ', control' : ''}`.padEnd(20);
    const verdictText = (isControl ? controlWords : words)[verdict];
    const size = verdict === 'skipped' ? '' : ` (${rounds} rounds, ${seconds.toFixed(1)} s)`;
    const details = isControl ? broken.slice(0, 1) : broken;
    return [
      `${title}${verdictText}${reason === null ? '' : `: ${reason}`}${size}`,
      ...figures.map((figure) => `    ${figure}`),
      ...details.map((sentence) => `    ${isControl ? 'like: ' : ''}${sentence}`),
    ];
  });
  return `\n${lines.join('\n')}\n${conclusion(outcomes)}\n`;
}

function conclusion(outcomes: readonly Outcome[]): string {
  const bad = outcomes.filter((outcome) => !isGood(outcome)).length;
  const skipped = outcomes.filter(({ verdict }) => verdict === 'skipped').length;
  const left = skipped === 0 ? '' : `; ${skipped} SKIPPED, which proves nothing about them`;
  return bad === 0 ? `Every promise was kept${left}.` : `${bad} of ${outcomes.length} are not good${left}.`;
}
