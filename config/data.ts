/** Careful looks into data that nobody has checked yet. */
import type { Path } from './faults.ts';

/** The own member `key` of a mapping or list; undefined for anything else. */
export function member(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  const found: unknown = Reflect.get(value, key);
  return found;
}

/** What stands at `path`; undefined where the path leads nowhere. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => member(value, step), root);
}

/** Whether `value` is a mapping, not a list. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface Item {
  readonly index: number;
  readonly value: unknown;
}

/** What stands in the list under `key`; nothing where there is none. */
export function items(owner: unknown, key: string | number): Item[] {
  const list = member(owner, key);
  return Array.isArray(list) ? list.map((value: unknown, index) => ({ index, value })) : [];
}

/** A text, and where it stands. */
export interface Entry {
  readonly path: Path;
  readonly text: string;
}

/** The texts under `key` in each mapping of a list. */
export function entries(root: unknown, list: readonly [string, ...string[]], key: string): Entry[] {
  return items(valueAt(root, list.slice(0, -1)), list.at(-1) ?? list[0]).flatMap(({ index, value }) => {
    const text = member(value, key);
    return typeof text === 'string' ? [{ path: [...list, index, key], text }] : [];
  });
}

/** The texts of a list. */
export function textsAt(root: unknown, path: Path): Entry[] {
  return items(valueAt(root, path.slice(0, -1)), path.at(-1) ?? '').flatMap(({ index, value }) =>
    typeof value === 'string' ? [{ path: [...path, index], text: value }] : [],
  );
}

/** The number at `path`, or what holds where none stands. */
export function numberAt<Else>(root: unknown, path: Path, otherwise: Else): number | Else {
  const value = valueAt(root, path);
  return typeof value === 'number' ? value : otherwise;
}
