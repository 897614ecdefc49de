/** Lets everything else on this thread have its turn: appends that have come meanwhile go first. */
export const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/**
 * Takes steps one by one, with a turn for others between each two.
 * @param isOver asked before each step: whether the rest can wait for another day
 * @throws Error when it is over before they are done
 */
export async function inTurns<T>(steps: Generator<void, T>, isOver: () => boolean = () => false): Promise<T> {
  try {
    while (!isOver()) {
      const step = steps.next();
      if (step.done === true) return step.value;
      await turn();
    }
  } finally {
    // What the steps have opened is closed.
    steps.return(undefined as T);
  }
  throw new Error('the host is closing');
}
