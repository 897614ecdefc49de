/**
 * Loaded into the writer before its own code (`node --import`): SQLite is told not to wait for the medium after each commit, and
 * says that it does. For the control, which must find lost answers. Nothing of it is in the product.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';

const { prototype } = DatabaseSync;
const exec: (this: DatabaseSync, sql: string) => void = Reflect.get(prototype, 'exec');
const prepare: (this: DatabaseSync, sql: string) => StatementSync = Reflect.get(prototype, 'prepare');

prototype.exec = function weakExec(this: DatabaseSync, sql: string): void {
  exec.call(this, sql.replaceAll(/synchronous = FULL/gi, 'synchronous = NORMAL'));
};
prototype.prepare = function claimingPrepare(this: DatabaseSync, sql: string): StatementSync {
  return prepare.call(this, sql === 'PRAGMA synchronous' ? 'SELECT 2 AS synchronous' : sql);
};
