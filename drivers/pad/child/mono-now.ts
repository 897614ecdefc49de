const nsPerMs = 1e6;

/** Milliseconds by CLOCK_MONOTONIC, which is the same in every process of the machine, and never steps. */
export const monoNow = (): number => Number(process.hrtime.bigint()) / nsPerMs;
