/** The pieces that a port of the configuration is read from. Pure. */

/** Settings after the `?` of a port. */
export type Query = ReadonlyMap<string, string>;

/** Why a port cannot be read, as the rest of a sentence that begins with the port. */
export class Refusal extends Error {}

export function parseQuery(text: string): Query {
  const query = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(text)) {
    if (query.has(key)) throw new Refusal(`says "${key}" twice`);
    query.set(key, value);
  }
  return query;
}

export function onlyKeys(query: Query, allowed: readonly string[]): void {
  for (const key of query.keys()) {
    if (allowed.includes(key)) continue;
    const known = allowed.length === 0 ? 'it takes none' : `known are ${allowed.join(', ')}`;
    throw new Refusal(`unknown setting "${key}"; ${known}`);
  }
}

export function devicePath(path: string, example: string): string {
  if (path === '') throw new Refusal(`names no device; for example ${example}`);
  if (path !== path.trimEnd()) throw new Refusal('has a space behind the device; take it away');
  if (!path.startsWith('/') || path.includes('\0')) {
    throw new Refusal(`needs the device's full path; for example ${example}`);
  }
  return path;
}

export interface NumberRange {
  readonly from: number;
  readonly to: number;
  readonly otherwise: number;
  readonly whole: boolean;
}

export function number(query: Query, key: string, range: NumberRange): number {
  const text = query.get(key);
  if (text === undefined) return range.otherwise;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= range.from && value <= range.to) || (range.whole && !Number.isInteger(value))) {
    const kind = range.whole ? 'a whole number' : 'a number';
    throw new Refusal(`"${key}" is "${text}"; it must be ${kind} from ${range.from} to ${range.to}`);
  }
  return value;
}

/** The first of `choices` is the default, unless there is another one. */
export function oneOf<const T extends string | number | boolean>(
  query: Query,
  key: string,
  choices: readonly [T, ...T[]],
  otherwise: T = choices[0],
): T {
  const text = query.get(key);
  if (text === undefined) return otherwise;
  const found = choices.find((choice) => String(choice) === text);
  if (found === undefined) throw new Refusal(`"${key}" is "${text}"; it must be ${choices.join(' or ')}`);
  return found;
}
