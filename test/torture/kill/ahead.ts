/**
 * Loaded into a host before its own code (`node --import`): it lives so many milliseconds later than the machine, by both of
 * its clocks, so that nights pass between two starts. On SIGUSR2 a night passes while it runs, and what it looks at every ten
 * seconds or so it looks at at once; backups and such keep their time.
 */
/** Long enough for any opening hour that is half a day away, short of the day for which keys are kept. */
const NIGHT_MS = 20 * 60 * 60 * 1000;
const SLOW_MS = { from: 10_000, to: 30_000 };
const SOON_MS = 20;

const realNow = Date.now.bind(Date);
const realBigint = process.hrtime.bigint.bind(process.hrtime);
const realInterval = globalThis.setInterval;
let aheadMs = Number(process.env['FOYER_TORTURE_AHEAD_MS'] ?? 0);

Date.now = () => realNow() + aheadMs;
process.hrtime.bigint = () => realBigint() + BigInt(aheadMs) * 1_000_000n;
process.on('SIGUSR2', () => {
  aheadMs += NIGHT_MS;
});

Reflect.set(globalThis, 'setInterval', (work: () => void, everyMs = 0) =>
  realInterval(work, everyMs >= SLOW_MS.from && everyMs <= SLOW_MS.to ? SOON_MS : everyMs),
);
