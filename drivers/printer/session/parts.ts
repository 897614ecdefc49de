/** Cuts a job into parts that a printer's buffer can take. Pure. */
import type { EncodedJob } from '../encode/encode.ts';

export interface JobPart {
  readonly bytes: Buffer;
  /** The paper it takes: text is few bytes and much paper, an image the reverse. */
  readonly dots: number;
}

/**
 * A job in parts of at most `partBytes`, each ending where a command ends; a single command that is larger is a part of its
 * own. One part where the job is no larger, or is not known to be cut anywhere.
 */
export function partsOf({ bytes, joints, lengthDots }: EncodedJob, partBytes: number): JobPart[] {
  const parts: JobPart[] = [];
  let begin = { offset: 0, dots: 0 };
  let end = begin;
  const take = () =>
    parts.push({ bytes: bytes.subarray(begin.offset, end.offset), dots: end.dots - begin.dots });
  for (const joint of [...joints, { offset: bytes.length, dots: lengthDots }]) {
    if (joint.offset - begin.offset > partBytes && end.offset > begin.offset) {
      take();
      begin = end;
    }
    end = joint;
  }
  take();
  return parts;
}
