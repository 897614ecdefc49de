/**
 * The highest numbers that may have been given on a lobby day, whatever the journal still knows of it. Up to them, no number is
 * given a second time.
 */
export interface NumberFloor {
  /** Lobby day, YYYY-MM-DD. */
  readonly date: string;
  /** Per service letter; a service that is left out has given none. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Highest sequence of an archive number. */
  readonly issued: number;
}

/** The journal is not the one that wrote its positions first: what came after `after` is lost, and may be written anew. */
export interface Restoration {
  /** Which life of the journal began with it. The first is 1, and began with none. */
  readonly epoch: number;
  /** `damage`: what was there could not be trusted; `missing`: it was not there at all; `asked`: a person wanted an older one. */
  readonly cause: 'damage' | 'missing' | 'asked';
  /** Position of the last fact that was kept. */
  readonly after: number;
  /** How many facts are known to be lost; null when nobody can know. */
  readonly lost: number | null;
  /** Name of the backup that was used; null when there was none, or none was needed. */
  readonly backup: string | null;
}

/** A restoration that nobody has acknowledged yet. `at` in ms since 1970, by the clock of that moment. */
export type OpenRestoration = Restoration & { readonly at: number };

/** Each day once, with the highest numbers that any of these floors says of it, in the order in which the days come first. */
export function higherFloors(floors: readonly NumberFloor[]): readonly NumberFloor[] {
  const byDate = new Map<string, NumberFloor>();
  for (const floor of floors) {
    const known = byDate.get(floor.date);
    byDate.set(floor.date, known === undefined ? floor : higherOf(known, floor));
  }
  return [...byDate.values()];
}

function higherOf(one: NumberFloor, other: NumberFloor): NumberFloor {
  const numbers: Record<string, number> = { ...one.numbers };
  for (const [letter, sequence] of Object.entries(other.numbers))
    numbers[letter] = Math.max(sequence, numbers[letter] ?? 0);
  return { date: one.date, numbers, issued: Math.max(one.issued, other.issued) };
}
