import { crc32 } from 'node:zlib';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { DamagedError } from '../journal/sqlite/medium/fault.ts';
import { firstScene, type Scene } from './scene.ts';

/** Where the tables stand, and what a fact behind it does not say by itself. */
export interface Checkpoint {
  /** Of the journal that they follow. */
  readonly epoch: number;
  readonly position: number;
  readonly scene: Scene;
}

/**
 * The one row of it. SQLite finds a page that cannot be, but not a bit that has turned over inside of a value: every later fact would be
 * counted by it, or none ever again where the scene is no scene any more. So the row has a sum over what it says.
 */
export class CheckpointRow {
  readonly #database: DatabaseSync;
  readonly #update: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#update = database.prepare('UPDATE checkpoint SET epoch = ?, position = ?, scene = ?, sum = ?');
  }

  /** @throws DamagedError */
  read(): Checkpoint {
    const row = this.#database.prepare('SELECT epoch, position, scene, sum FROM checkpoint').get();
    if (row === undefined) throw new DamagedError('the reports have lost their checkpoint');
    const [epoch, position, scene] = [Number(row['epoch']), Number(row['position']), String(row['scene'])];
    if (row['sum'] !== sumOf(epoch, position, scene))
      throw new DamagedError('the checkpoint of the reports is damaged');
    return { epoch, position, scene: sceneOf(scene) };
  }

  /** Inside the caller's transaction. */
  write({ epoch, position, scene }: Checkpoint): void {
    const text = JSON.stringify(scene);
    this.#update.run(epoch, position, text, sumOf(epoch, position, text));
  }
}

/** Inside the caller's transaction. */
export function createCheckpoint(database: DatabaseSync, epoch: number): void {
  database.exec("INSERT INTO checkpoint (id, epoch, position, scene, sum) VALUES (1, 0, 0, '', 0)");
  new CheckpointRow(database).write({ epoch, position: 0, scene: firstScene() });
}

/** One that was damaged before its row had a sum has a right one since. */
function sceneOf(scene: string): Scene {
  try {
    return JSON.parse(scene) as Scene;
  } catch (error) {
    throw new DamagedError('the checkpoint of the reports is damaged', { cause: error });
  }
}

/** Takes the row for what it says, after a change of its form: an older one had no sum. One that has is to be read first. Inside the caller's transaction. */
export function sealCheckpoint(database: DatabaseSync): void {
  const row = database.prepare('SELECT epoch, position, scene FROM checkpoint').get();
  const sum = sumOf(Number(row?.['epoch']), Number(row?.['position']), String(row?.['scene']));
  database.prepare('UPDATE checkpoint SET sum = ?').run(sum);
}

const sumOf = (epoch: number, position: number, scene: string): number =>
  crc32(scene, crc32(`${epoch} ${position} `));
