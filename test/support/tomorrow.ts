/**
 * Loaded into a host before its own code (`node --import`): on SIGUSR2 its wall clock goes on by a night, and what it looks at
 * every ten seconds it looks at at once, so that a night takes no longer than a test.
 */
/** Long enough for any opening hour that is half a day away, short of the day for which keys are kept. */
const NIGHT_MS = 20 * 60 * 60 * 1000;
const SLOW_MS = 10_000;
const SOON_MS = 20;

const realNow = Date.now.bind(Date);
const realInterval = globalThis.setInterval;
let aheadMs = 0;

Date.now = () => realNow() + aheadMs;
process.on('SIGUSR2', () => {
  aheadMs += NIGHT_MS;
});

Reflect.set(globalThis, 'setInterval', (work: () => void, everyMs = 0) =>
  realInterval(work, everyMs >= SLOW_MS ? SOON_MS : everyMs),
);
