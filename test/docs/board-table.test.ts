import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { boardTableFile, renderBoardTable } from './board-table.ts';

it('docs/boards.md says what the models say (npm run docs)', () => {
  expect(readFileSync(boardTableFile, 'utf8')).toBe(renderBoardTable());
});
