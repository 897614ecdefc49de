/** Loaded into a host before its own code (`node --import`): its wall clock is 35 days behind, which is another month on every day of the year. */
const BEHIND_MS = 35 * 24 * 60 * 60 * 1000;
const realNow = Date.now.bind(Date);

Date.now = () => realNow() - BEHIND_MS;
