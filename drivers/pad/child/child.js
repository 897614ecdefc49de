/** Begins the child process for pads; see firmware-host/main.js on why this is JavaScript. */
import { enableCompileCache } from 'node:module';

// Without its parent it has nothing to do, also when the parent was killed.
process.once('disconnect', () => process.exit());
// Ctrl-C and systemd tell every process of the host; the host ends this one when its pads are closed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

enableCompileCache(new URL('../../../node_modules/.cache/foyer', import.meta.url).pathname);

await import('./child.ts');
