import type { Moment } from '../domain/moment.ts';
import type { MomentOf, MomentOrNull } from './rows.ts';

/** The columns of a moment; a part of a millisecond has no place in them. */
export const momentOf = <Name extends string>(
  name: Name,
  { at, monoMs, trusted }: Moment,
  boot: number,
): MomentOf<Name> => columns(name, [Math.round(at), Math.round(monoMs), boot, Number(trusted)]);

export const noMoment = <Name extends string>(name: Name): MomentOrNull<Name> =>
  columns(name, [null, null, null, null]);

/** What each column is in SQL. */
export const momentIn = <Name extends string>(name: Name, sql: string): MomentOf<Name, string> =>
  columns(name, [sql, sql, sql, sql]);

function columns<Name extends string, Cell>(
  name: Name,
  [at, monoMs, boot, trusted]: readonly [Cell, Cell, Cell, Cell],
): MomentOf<Name, Cell> {
  const row = {
    [`${name}_at`]: at,
    [`${name}_mono_ms`]: monoMs,
    [`${name}_boot`]: boot,
    [`${name}_trusted`]: trusted,
  };
  // Names that are put together are strings to the compiler.
  return row as MomentOf<Name, Cell>;
}
