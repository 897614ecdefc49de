/** Waits for `work` at most `limitMs`; true if it ended by then, in whatever way. Leaves no timer behind. */
export async function endsWithin(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, limitMs, false);
  const ended = () => resolve(true);
  work.then(ended, ended);
  const inTime = await promise;
  clearTimeout(timer);
  return inTime;
}
