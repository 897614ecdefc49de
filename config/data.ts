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
