import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { printerTableFile, renderPrinterTable } from './printer-table.ts';

it('docs/printers.md says what the models say (npm run docs)', () => {
  expect(readFileSync(printerTableFile, 'utf8')).toBe(renderPrinterTable());
});
