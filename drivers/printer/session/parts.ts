/** Cuts a job into parts that a printer's buffer can take. Pure. */
import type { EncodedJob } from '../encode/encode.ts';

/**
 * The bytes of a job in parts of at most `partBytes`, each ending where a command ends; a single command that is larger is a
 * part of its own. One part where the job is no larger, or is not known to be cut anywhere.
 */
export function partsOf({ bytes, joints }: EncodedJob, partBytes: number): Buffer[] {
  const parts: Buffer[] = [];
  let begin = 0;
  let end = 0;
  for (const joint of [...joints, bytes.length]) {
    if (joint - begin > partBytes && end > begin) {
      parts.push(bytes.subarray(begin, end));
      begin = end;
    }
    end = joint;
  }
  return [...parts, bytes.subarray(begin)];
}
