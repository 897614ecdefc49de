/** The figures as a table for people and as JSON for machines. */
import type { Machine } from './machine.ts';
import { isMet, type Figure, type Target, type Unit } from './row.ts';

/** What became of a row. */
export interface Outcome {
  readonly name: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  /** Processors that other programs have kept busy meanwhile. */
  readonly othersCores: number;
  /** Why there are no figures; null when there are. */
  readonly failure: string | null;
  /** Why it was left out; null when it was not. */
  readonly skipped: string | null;
}

export interface Run {
  readonly machine: Machine;
  readonly seed: number;
  readonly quick: boolean;
  readonly startedAt: string;
  readonly outcomes: readonly Outcome[];
}

/** Targets that were missed, and rows that could not be measured. */
export const misses = ({ outcomes }: Run): number =>
  outcomes.reduce(
    (sum, { figures, failure }) =>
      sum + (failure === null ? 0 : 1) + figures.filter((figure) => !isMet(figure)).length,
    0,
  );

/** Of processors that others use: the kernel needs this much to write what we have written. */
const QUIET_CORES = 0.25;
const NOTE_WIDTH = 120;

export function tableOf(run: Run): string {
  const lines = [factsOf(run), ''];
  for (const { title, name, figures, failure, skipped, othersCores } of run.outcomes) {
    lines.push(`${title}  (--only ${name})`);
    if (othersCores > QUIET_CORES)
      lines.push(`  others kept ${othersCores.toFixed(2)} processors busy meanwhile: not to be trusted`);
    lines.push(...figures.flatMap(figureLines));
    if (failure !== null)
      lines.push(`  FAILED  could not be measured: ${failure.replaceAll('\n', '\n          ')}`);
    if (skipped !== null) lines.push(`  left out: ${skipped}`);
    lines.push('');
  }
  const missed = misses(run);
  lines.push(missed === 0 ? 'All targets are met.' : `${missed} missed.`);
  if (run.quick) lines.push('A quick run: enough to see that it runs, too little to be quoted.');
  return `${lines.join('\n')}\n`;
}

function factsOf({ machine, seed, startedAt }: Run): string {
  const { cores, cpu, memoryGB, node, fileSystem, load } = machine;
  return [
    `Foyer's figures of ${startedAt}`,
    `${cores} cores (${cpu}), ${memoryGB} GB, Node ${node}, data on ${fileSystem}, load ${load.toFixed(2)}, seed ${seed}`,
    '  verdict  measured        what                                                     target (limit of this run)                                   ratio',
  ].join('\n');
}

function figureLines(figure: Figure): string[] {
  const { what, value, unit, target, note } = figure;
  const verdict = target === null ? '' : isMet(figure) ? 'ok' : 'MISSED';
  const line = [
    `  ${verdict.padEnd(7)}`,
    amount(value, unit).padEnd(14),
    what.padEnd(55),
    target === null ? '' : `${targetText(target, unit).padEnd(60)} ${ratioText(value, target)}`,
  ].join('  ');
  return [line.trimEnd(), ...wrapped(note ?? '').map((text) => `             ${text}`)];
}

const sign = { 'at most': '≤', 'at least': '≥' } as const;

function targetText({ direction, factor, limit, from }: Target, unit: Unit): string {
  if (from === 'fixed') return `${sign[direction]} ${amount(factor * limit, unit)}`;
  return `${sign[direction]} ${factor === 1 ? '' : `${factor} × `}${from} (${amount(factor * limit, unit)})`;
}

/** How the value stands to its raw limit; without meaning where the limit is nothing at all. */
const ratioText = (value: number, { limit }: Target): string =>
  limit === 0 ? '' : `${(value / limit).toFixed(2)} ×`;

function amount(value: number, unit: Unit): string {
  const digits = Number.isInteger(value) || value >= 1000 ? 0 : value >= 100 ? 1 : value >= 1 ? 2 : 3;
  return `${value.toFixed(digits)}${unit.startsWith('/') || unit === '' ? '' : ' '}${unit}`;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= NOTE_WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

export function jsonOf(run: Run): string {
  const outcomes = run.outcomes.map((outcome) => ({
    ...outcome,
    figures: outcome.figures.map((figure) => ({
      ...figure,
      ratio: figure.target === null || figure.target.limit === 0 ? null : figure.value / figure.target.limit,
      met: figure.target === null ? null : isMet(figure),
    })),
  }));
  return `${JSON.stringify({ ...run, outcomes, missed: misses(run) }, null, 2)}\n`;
}
