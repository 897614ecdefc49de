import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { readIfThere, writeDurably } from '../durable-file.ts';
import { closed, orNull } from '../messages/common.ts';
import { ParkedEvent } from '../messages/centre.ts';

const VERSION = 2;
/** Of the time when no journal was ever restored: it lacks the epochs. */
const FIRST_VERSION = 1;

const Stop = Type.Object({ reason: Type.String(), refused: Type.Array(ParkedEvent) }, closed);

const EpochSpan = Type.Object(
  {
    epoch: Type.Integer({ minimum: 1 }),
    /** Position of its first event. */
    from: Type.Integer({ minimum: 1 }),
  },
  closed,
);
/** A piece of a journal that was written in one epoch; it goes as far as to where the next one begins. */
export type EpochSpan = Readonly<Static<typeof EpochSpan>>;

const Checkpoint = Type.Object(
  {
    /** Position of the last event that the centre has taken or that was parked. */
    position: Type.Integer({ minimum: 0 }),
    /** How the journal was put together in which it was reached: its epochs, the present one last, and where each began. */
    epochs: Type.Array(EpochSpan, { minItems: 1 }),
    parked: Type.Array(ParkedEvent),
    /** Why delivery stopped, and the events that the centre refused one after the other; they stand behind `position`. */
    stopped: orNull(Stop),
  },
  closed,
);

/** How far the centre has got. */
export type Checkpoint = Readonly<Static<typeof Checkpoint>>;

/** Where a lobby begins that has never sent anything. */
export const beginning: Checkpoint = {
  position: 0,
  epochs: [{ epoch: 1, from: 1 }],
  parked: [],
  stopped: null,
};

/** Where a checkpoint outlives the process. */
export interface CheckpointStore {
  /** For the technician: what to look at when something is wrong with it. */
  readonly name: string;
  /** @throws Error with the remedy when what is there is no checkpoint */
  read(): Promise<Checkpoint>;
  /** Resolves when it is durable; one call at a time. */
  write(checkpoint: Checkpoint): Promise<void>;
}

/**
 * A checkpoint in a file. A damaged one is an error and no beginning: to send a year of events once more is for people to
 * decide.
 */
export function checkpointFile(path: string): CheckpointStore {
  return {
    name: path,
    async read() {
      const text = await readIfThere(path);
      if (text === null) return beginning;
      const { version, ...kept } = parse(text);
      const checkpoint = version === FIRST_VERSION ? { ...kept, epochs: beginning.epochs } : kept;
      const isKnown = version === FIRST_VERSION || version === VERSION;
      if (isKnown && Check(Checkpoint, checkpoint)) return checkpoint;
      throw new Error(
        typeof version === 'number' && version > VERSION
          ? `${path} was written by a newer Foyer; install that version`
          : `${path} is damaged; put back a copy of it, or delete it to send every event once more from the first on`,
      );
    },
    write: (checkpoint) => writeDurably(path, `${JSON.stringify(fileOf(checkpoint), null, 1)}\n`),
  };
}

/** As long as no journal was restored, a host of one version before can go on with it. */
function fileOf({ epochs, ...checkpoint }: Checkpoint): object {
  const [first, ...later] = epochs;
  const isFirst = first?.epoch === 1 && first.from === 1 && later.length === 0;
  return isFirst ? { version: FIRST_VERSION, ...checkpoint } : { version: VERSION, ...checkpoint, epochs };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
