import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { configurationReferenceFile, renderConfigurationReference } from './configuration-reference.ts';

it('docs/configuration.md says what the schema says (npm run docs)', () => {
  expect(readFileSync(configurationReferenceFile, 'utf8')).toBe(renderConfigurationReference());
});

it('every key says what to write', () => {
  const rows = renderConfigurationReference()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(80);
  expect(rows.filter((row) => /^\| `[^`]+` \|\s*\|/.test(row))).toEqual([]);
});
