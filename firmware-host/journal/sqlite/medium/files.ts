/** Files that must be whole whenever they are read, for the journal's own thread: it has nothing else to do meanwhile. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Resolves when the medium has the file's bytes. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Names belong to the folder, and are on the medium only once it is. A folder is synchronised like a file. */
export const syncFolder = syncFile;

/** Gives a finished file its name, durably: whoever looks afterwards finds all of it. */
export function settle(temporary: string, path: string): void {
  syncFile(temporary);
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** A copy that is there whole or not at all. */
export function copyDurably(from: string, to: string): void {
  const temporary = `${to}.tmp`;
  try {
    copyFileSync(from, temporary);
    settle(temporary, to);
  } catch (error) {
    // A disk that is full needs the room.
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** 0 for a file that is not there. */
export const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/** What is free for others than root on the medium of a path. */
export function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

/** Names in a folder; none when it is not there. */
export const namesIn = (path: string): readonly string[] =>
  existsSync(path) ? readdirSync(path).toSorted() : [];
