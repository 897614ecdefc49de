/** Begins the thread of the metrics; see firmware-host/main.js on why this is JavaScript. */
import { enableCompileCache } from 'node:module';

enableCompileCache(new URL('../../node_modules/.cache/foyer', import.meta.url).pathname);

await import('./worker.ts');
