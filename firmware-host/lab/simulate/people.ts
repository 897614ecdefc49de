/** How visitors and agents of a simulated day behave: made up, in the proportions of a service centre. */
export interface People {
  /** Mean time face to face of each service by its letter. */
  readonly serviceMs: Readonly<Record<string, number>>;
  /** How often each service is wanted beside the others. */
  readonly demand: Readonly<Record<string, number>>;
  /** Standard deviation ÷ mean of a service. */
  readonly serviceVariation: number;
  readonly walkMs: number;
  /** Each person who came along makes a visit longer by this share of it. */
  readonly companionShare: number;
  readonly shares: {
    readonly noShow: number;
    /** Of the no-shows. */
    readonly returns: number;
    readonly wrongCard: number;
    readonly priority: number;
    readonly group: number;
    readonly appointment: number;
    readonly transfer: number;
    readonly impatient: number;
    readonly rates: number;
  };
  /** From the end of a visit to the next call. */
  readonly turnMs: number;
  readonly breaks: readonly Break[];
}

/** A pause of every agent. `at` is the part of the working day after which the first one takes it; the others follow. */
export interface Break {
  readonly reason: 'break' | 'meal';
  readonly at: number;
  readonly ms: number;
}

const MINUTE_MS = 60_000;

/** In the order of the services of a lobby, again from the front when it has more. */
const SERVICE_MINUTES = [5, 4, 7, 9, 8, 4, 6];
const DEMAND = [5, 6, 4, 1, 2, 3, 1];

const around = <T>(values: readonly T[], index: number, otherwise: T): T =>
  values[index % values.length] ?? otherwise;

export function usualPeople(services: readonly { readonly letter: string }[]): People {
  const byLetter = (of: (index: number) => number) =>
    Object.fromEntries(services.map(({ letter }, index) => [letter, of(index)]));
  return {
    serviceMs: byLetter((index) => around(SERVICE_MINUTES, index, 5) * MINUTE_MS),
    demand: byLetter((index) => around(DEMAND, index, 1)),
    serviceVariation: 0.7,
    walkMs: 25_000,
    companionShare: 0.25,
    shares: {
      noShow: 0.04,
      returns: 0.4,
      wrongCard: 0.02,
      priority: 0.06,
      group: 0.05,
      appointment: 0.05,
      transfer: 0.015,
      impatient: 0.02,
      rates: 0.5,
    },
    turnMs: 20_000,
    breaks: [
      { reason: 'break', at: 0.15, ms: 12 * MINUTE_MS },
      { reason: 'meal', at: 0.33, ms: 40 * MINUTE_MS },
      { reason: 'break', at: 0.75, ms: 12 * MINUTE_MS },
    ],
  };
}
