/** What a disk that is getting full is still good for. Pure. */

export interface Room {
  readonly freeBytes: number;
  /** What is held back now; 0 when it was given up. */
  readonly ballastBytes: number;
  /** What should be held back; 0 for nothing. */
  readonly wantedBytes: number;
}

/** So many times the ballast have to be free for it to be written again without filling the disk. */
const WRITE_FACTOR = 3;
/** So many, and people should know. */
const LOW_FACTOR = 4;

/** Whether people should see to the disk while all is still well. */
export const isLow = ({ freeBytes, wantedBytes }: Room): boolean => freeBytes < LOW_FACTOR * wantedBytes;

/** Whether what was held back has been given up: the next thing to give is the past. */
export const isSpent = ({ ballastBytes, wantedBytes }: Room): boolean => ballastBytes < wantedBytes;

/** Whether something has to be deleted: what is held back cannot even be written again. */
export const isShort = (room: Room): boolean =>
  room.freeBytes < (isSpent(room) ? WRITE_FACTOR : 1) * room.wantedBytes;
