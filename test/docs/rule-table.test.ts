import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { refusals } from '../../firmware-host/domain/refusal.ts';
import { grids, renderRuleTable, ruleTableFile } from './rule-table.ts';

it('docs/rules.md says what the rules say (npm run docs)', () => {
  expect(readFileSync(ruleTableFile, 'utf8')).toBe(renderRuleTable());
});

it.each(Object.entries(grids))(
  'every cell of the table of %s is a fact or a named refusal',
  (_name, grid) => {
    const answers = grid.rows.flatMap((row) => row.answers);
    expect(answers).toHaveLength(grid.rows.length * grid.states.length);
    expect(answers.filter((answer) => !/^(?:✗ )?`[a-z.-]+`|^so already$/.test(answer))).toEqual([]);
  },
);

const root = join(import.meta.dirname, '../..');

/** What the tests that a lobby manager can read say, and the table. */
const told = [
  ...readdirSync(join(root, 'test/domain'))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(root, 'test/domain', file), 'utf8')),
  renderRuleTable(),
].join('\n');

const isTold = (name: string): boolean => told.includes(`'${name}'`) || told.includes(`\`${name}\``);

it('every refusal is asked for somewhere', () => {
  expect(refusals.filter((refusal) => !isTold(refusal))).toEqual([]);
});

it('every fact comes about somewhere', () => {
  const source = readFileSync(join(root, 'firmware-host/domain/events.ts'), 'utf8');
  const types = [...source.matchAll(/^ {2}'([a-z]+\.[a-z-]+)':/gmu)].flatMap(({ 1: type }) => type ?? []);
  expect(types.length).toBeGreaterThan(50);
  expect(types.filter((type) => !isTold(type))).toEqual([]);
});
