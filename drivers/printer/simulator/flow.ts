/** When a printer's buffer is nearly full, as Epson's manuals for TM-T20 and TM-T88 say. */

/** Bytes left when it says busy, and free when it says ready again; a buffer of some 45 bytes has marks of its own. */
const marks = { busyLeft: 128, readyFree: 256 };
const smallMarks = { busyLeft: 16, readyFree: 26 };
const smallBufferBytes = 512;

/** @param isBusy whether it has said so already: then it waits until there is more room */
export function isNearlyFull(pendingBytes: number, bufferBytes: number, isBusy: boolean): boolean {
  const { busyLeft, readyFree } = bufferBytes < smallBufferBytes ? smallMarks : marks;
  const free = bufferBytes - pendingBytes;
  return free <= busyLeft || (isBusy && free < readyFree);
}
