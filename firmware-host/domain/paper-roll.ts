/**
 * How many tickets a roll of paper still gives. No printer can say it: the tickets are counted, what a whole roll gives is
 * learned from rolls that ran out, and a near-end sensor, where there is one, corrects the count near the end.
 */
import type { DeviceCondition } from './device.ts';

/** A roll in a printer, and what its predecessors have taught. Counts are tickets. */
export interface Roll {
  /** Since it was put in, or since the printer is known where nobody saw that. */
  readonly printed: number;
  /** In ms since 1970; null: nobody knows, so its end teaches nothing about a whole roll. */
  readonly loadedAt: number | null;
  /** What had been printed when the near-end sensor spoke; null while it is silent. */
  readonly lowAt: number | null;
  /** What had been printed when the paper was out; null while there is some. What comes out later is of another roll. */
  readonly outAt: number | null;
  /** Somebody was at the paper since the near-end sensor spoke: silent now, it speaks of another roll. */
  readonly isTouched: boolean;
  /** Learned: what a whole roll gives, and what is left of it when the sensor speaks. Null: not yet. */
  readonly whole: number | null;
  readonly rest: number | null;
  /** The latest paper that is known to have come out, in ms since 1970. */
  readonly lastPrintedAt: number | null;
}

export const unknownRoll: Roll = {
  printed: 0,
  loadedAt: null,
  lowAt: null,
  outAt: null,
  isTouched: false,
  whole: null,
  rest: null,
  lastPrintedAt: null,
};

/** A usual roll of 57 mm paper gives about so many tickets, where nobody says how many. */
export const ROLL_TICKETS = 250;

/** A paper came out at this moment. */
export const afterPaper = (roll: Roll, at: number): Roll => ({
  ...roll,
  printed: roll.printed + 1,
  lastPrintedAt: at,
});

type Sensed = Pick<DeviceCondition, 'state' | 'problem' | 'paperLow'>;

/** The printer's sensors have spoken. Whether of a new roll is asked before, by `isNewRoll`: here it is the same one. */
export function afterSensors(roll: Roll, sensed: Sensed): Roll {
  const { printed, lowAt, outAt, isTouched } = roll;
  const { problem, paperLow } = sensed;
  const isOn = hasPaper(sensed);
  const isAtPaper = problem === 'paper-out' || problem === 'cover-open';
  return {
    ...roll,
    lowAt: lowAt ?? (paperLow ? printed : null),
    outAt: isOn ? null : (outAt ?? (problem === 'paper-out' ? printed : null)),
    isTouched: !isOn && (isTouched || (isAtPaper && (paperLow || lowAt !== null))),
  };
}

/** Nothing is known of the paper while the printer is lost, its cover is open, or something else is wrong with it. */
const hasPaper = ({ state, problem }: Sensed): boolean =>
  state !== 'lost' && (problem === null || problem === 'slow');

/**
 * A new roll begins at this moment; one that has run out teaches what a roll gives.
 * @param rollTickets as in `isNewRoll`
 */
export function afterLoading(roll: Roll, at: number, rollTickets: number): Roll {
  const { printed, loadedAt, lowAt, outAt, whole, rest, lastPrintedAt } = roll;
  const kept = { ...unknownRoll, whole, rest, lastPrintedAt, loadedAt: at };
  if (outAt === null) return kept;
  const isLesson = loadedAt !== null && !isBarelyUsed(roll, rollTickets);
  return {
    ...kept,
    printed: printed - outAt,
    whole: isLesson ? learned(whole, outAt) : whole,
    rest: lowAt === null ? rest : learned(rest, outAt - lowAt),
  };
}

/**
 * Whether the printer's sensors tell of a new roll. After the paper was out it is one, unless it clearly is the same one put
 * back: hardly anything was printed from it, and it was not near its end. A near-end sensor that spoke and is silent again
 * tells of one only where somebody was at the paper meanwhile: at its threshold it may speak and fall silent with each turn
 * of the roll, and a count that began anew then would say that there is paper in plenty.
 * @param sensed as it is now
 * @param rollTickets what a whole roll gives, as long as nothing was learned
 */
export function isNewRoll(roll: Roll, sensed: Sensed, rollTickets: number): boolean {
  if (!hasPaper(sensed) || sensed.paperLow) return false;
  if (roll.lowAt !== null) return roll.outAt !== null || roll.isTouched;
  return roll.outAt !== null && !isBarelyUsed(roll, rollTickets);
}

/** Less than a tenth of it printed: one that was put in askew, and will be put in again. */
const BARELY_PARTS = 10;

const isBarelyUsed = (roll: Roll, rollTickets: number): boolean =>
  (roll.outAt ?? roll.printed) * BARELY_PARTS < wholeOf(roll, rollTickets);

export interface PaperLeft {
  readonly left: number;
  readonly printed: number;
  readonly whole: number;
  readonly isLearned: boolean;
  readonly loadedAt: number | null;
}

/**
 * What the roll still gives.
 * @param isOut there is no paper, as the printer says now
 * @param rollTickets as in `isNewRoll`
 */
export function paperLeft(roll: Roll, isOut: boolean, rollTickets: number): PaperLeft {
  const { printed, loadedAt } = roll;
  const whole = wholeOf(roll, rollTickets);
  // As long as it prints there is some, however long it should have been used up.
  const left = isOut ? 0 : Math.max(1, likelyLeft(roll, whole));
  return { left, printed, whole, isLearned: roll.whole !== null, loadedAt };
}

/** The near-end sensor is believed rather than the count, which knows nothing of a roll that was begun elsewhere. */
function likelyLeft({ printed, lowAt, rest }: Roll, whole: number): number {
  const counted = whole - printed;
  if (lowAt === null) return counted;
  const sinceLow = printed - lowAt;
  return rest === null ? Math.min(counted, Math.round(whole / REST_PARTS) - sinceLow) : rest - sinceLow;
}

/** The sensor of a usual printer speaks at about a tenth of a roll, until rolls that run out teach it better. */
const REST_PARTS = 10;

const wholeOf = ({ whole }: Roll, rollTickets: number): number => whole ?? rollTickets;

/** The mean with what was known before: one roll may have been a short one. */
const learned = (before: number | null, seen: number): number =>
  Math.max(1, before === null ? seen : Math.round((before + seen) / 2));
