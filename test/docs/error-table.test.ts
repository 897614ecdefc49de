import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorTableFile, renderErrorTable } from './error-table.ts';

it('docs/errors.md says what the code says (npm run docs)', () => {
  expect(readFileSync(errorTableFile, 'utf8')).toBe(renderErrorTable());
});
