const pad = (part: number): string => String(part).padStart(2, '0');

/** 6:42, or 1:06:42 from an hour on. */
export function lasting(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const tail = pad(seconds % 60);
  return hours === 0 ? `${minutes}:${tail}` : `${hours}:${pad(minutes)}:${tail}`;
}

const MS_PER_MINUTE = 60_000;

/** Whole minutes from a moment to now. */
export const minutesSince = (instant: string, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - Date.parse(instant)) / MS_PER_MINUTE));
