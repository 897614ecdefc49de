/**
 * Loaded into a host before its own code (`node --import`): its store says that all is written, and writes it a little later. For
 * the control, which must find that out. Nothing of it is in the product.
 */
import { registerHooks } from 'node:module';

const STORE = '/firmware-host/journal/sqlite/open.ts';
const REAL = '?real';

/** Long enough for an answer to come back before its commit. */
const LATE_MS = 30;

registerHooks({
  load(url, context, next) {
    if (!url.endsWith(STORE)) return next(url, context);
    const source = `
      export * from '${url}${REAL}';
      import { openStore as realOpen } from '${url}${REAL}';
      export async function openStore(...args) {
        const store = await realOpen(...args);
        const real = store.journal;
        const append = (events, options) => {
          setTimeout(() => void real.append(events, options), ${LATE_MS});
          return Promise.resolve({ kind: 'appended' });
        };
        const journal = {
          append,
          read: (...asked) => real.read(...asked),
          dayOpenings: (...asked) => real.dayOpenings(...asked),
          lastPosition: () => real.lastPosition(),
          close: () => real.close(),
        };
        return { ...store, journal, storage: store.storage };
      }`;
    return { format: 'module', source, shortCircuit: true };
  },
});
