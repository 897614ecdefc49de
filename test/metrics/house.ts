/** Report tables and a cache in a directory of the test, and an engine on them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { MetricsEngine } from '../../firmware-host/metrics/engine.ts';
import type { WorkerOptions } from '../../firmware-host/metrics/protocol.ts';
import type { MetricSettings } from '../../firmware-host/metrics/settings.ts';
import { ReportTables } from '../../firmware-host/reports/report-tables.ts';
import { journalOf } from '../reports/days.ts';
import type { LobbyUnderTest } from '../support/lobby.ts';
import { tempDir } from '../support/temp.ts';
import { settingsWith } from './settings.ts';

export function newHouse(change: Partial<MetricSettings> = {}): WorkerOptions {
  const dir = join(tempDir(), 'data');
  mkdirSync(dir);
  return {
    reportsPath: join(dir, 'reports.db'),
    cachePath: join(dir, 'metrics.sqlite'),
    settings: settingsWith(change),
  };
}

/** Lets the tables follow what has happened since. */
export function follow(
  { reportsPath }: WorkerOptions,
  journal: readonly Recorded[],
  epoch = 1,
  after = 0,
): void {
  const reports = ReportTables.open(reportsPath, { epoch, after });
  reports.fold(journal);
  reports.close();
}

export function houseOf(test: LobbyUnderTest, change: Partial<MetricSettings> = {}): WorkerOptions {
  const house = newHouse(change);
  follow(house, journalOf(test));
  return house;
}

export const breathe = () => Promise.resolve();

/** One question to an engine that ends with it. */
export async function asked<Result>(
  house: WorkerOptions,
  question: (engine: MetricsEngine) => Promise<Result>,
): Promise<Result> {
  const engine = new MetricsEngine(house);
  try {
    return await question(engine);
  } finally {
    engine.close();
  }
}
