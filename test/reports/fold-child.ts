/** Folds a journal in small batches, a line for each, until somebody ends the process: `fold-child.ts FILE JOURNAL`. */
import { readFileSync } from 'node:fs';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';

const BATCH = 5;
const [path = '', journalFile = ''] = process.argv.slice(2);
const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as readonly Recorded[];
const reports = ReportTables.open(path, { epoch: 1, after: 0 });
while (reports.position < journal.length) {
  reports.fold(journal.slice(reports.position, reports.position + BATCH));
  process.stdout.write(`${reports.position}\n`);
}
