/** What is asked of an Alpha sign: the data inside a packet. */

/** Commands, each with what follows it. */
export const commands = { writeText: 'A', special: 'E' } as const;

/** Special functions. */
export const specials = {
  memory: '$',
  runSequence: '.',
  dimming: '/',
  /** Whether packets are answered; protocol 2.0 and later. */
  answers: 's',
} as const;

/**
 * The one file that a sign has without being told to make room for it, and the one that is always there beside it: as long as
 * something is written in it, nothing else is shown.
 */
export const files = { text: 'A', priority: '0' } as const;

/** What a priority file holds. */
export const priorityBytesMax = 125;

/** Percent that a sign can be dimmed to, by level. */
export const dimmingPercents = [100, 86, 72, 58, 44] as const;

/** @param text as `encodeRows` writes it */
export function writeText(label: string, text: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(commands.writeText + label), text]);
}

/**
 * Gives the sign back to its other files. Not one byte more: a file with a place and a mode and no text was seen to be shown, as an
 * empty message of the highest rank.
 */
export const endPriority = writeText(files.priority, Buffer.alloc(0));

/** Shows the text file, whatever its hours, and no other that may be there. Does not disturb what is shown (seen on a sign). */
export const runText = special(specials.runSequence, `SU${files.text}`);

/** From now on the sign says of each packet whether it obeyed. */
export const answerPackets = special(specials.answers, '1');

/** The nearest that a sign can do. The first two digits are a threshold of its light sensor, where it has one. */
export function dimTo(percent: number): Buffer {
  const distances = dimmingPercents.map((one) => Math.abs(one - percent));
  const level = distances.indexOf(Math.min(...distances));
  return special(specials.dimming, `000${level}`);
}

function special(label: string, data: string): Buffer {
  return Buffer.from(commands.special + label + data);
}
